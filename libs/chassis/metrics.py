"""The business and plumbing metrics of a service; HTTP's own stand in observability.py.

Units are in the names; labels are bounded: never a dossier.
"""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

BUILD = Gauge("ngoaivu_build_info", "What runs here", ["service", "version"])
OUTBOX_DEPTH = Gauge("ngoaivu_outbox_depth", "Journal lines waiting to be sealed")
OUTBOX_OLDEST = Gauge("ngoaivu_outbox_oldest_seconds", "Age of the oldest waiting line")
RELAY_POSITION = Gauge("ngoaivu_relay_position", "Last sealed position", ["province"])
RELAY_PUBLISHED = Gauge("ngoaivu_relay_published_position", "Last sent position", ["province"])
RELAY_FAILURES = Counter("ngoaivu_relay_failures", "Times the producer was rebuilt")
FOLLOWED = Gauge("ngoaivu_follower_position", "Last applied position", ["source", "province"])
FORKED = Gauge(
    "ngoaivu_stream_forked", "1 while a journal is not the one followed", ["source", "province"]
)
SOURCE_AGE = Gauge(
    "ngoaivu_source_seconds_since_heads", "Since a source last told its heads", ["source"]
)
RECORDS_REFUSED = Counter("ngoaivu_records_refused", "Records that are no events", ["reason"])
JOURNAL_BROKEN = Gauge("ngoaivu_journal_broken", "1 while a seal does not hold", ["province"])
JOURNAL_VERIFIED = Gauge("ngoaivu_journal_verified_timestamp_seconds", "When all was verified")
BACKGROUND_DOWN = Gauge("ngoaivu_background_down", "1 when a task has died", ["task"])
LAG = Gauge("ngoaivu_consumer_lag", "Positions behind the source", ["source", "province"])
HEALED = Counter("ngoaivu_follower_healed", "Events read from a journal", ["source"])
DEAD_LETTERS = Gauge("ngoaivu_dead_letters", "Messages on the dead-letter desk")
APPLIED = Counter("ngoaivu_events_applied", "Events applied", ["source"])
APPLY_SECONDS = Histogram("ngoaivu_apply_duration_seconds", "Time to apply one batch of events")
DOSSIERS = Gauge("ngoaivu_dossiers", "Dossiers by state", ["province", "type", "state"])
CALENDAR_YEARS_AHEAD = Gauge(
    "ngoaivu_calendar_years_ahead", "Years after this one whose holidays are entered"
)
RECOUNTED = Counter("ngoaivu_deadlines_recounted", "Dossiers whose due dates moved", ["type"])
UNREADABLE = Counter("ngoaivu_unreadable_rows", "Stored rows passed over by a look-up", ["type"])
LATE = Gauge("ngoaivu_late_duties", "Open duties past their date", ["province", "type"])
FEED_BROKEN = Gauge(
    "ngoaivu_feed_broken_streams", "Streams of a feed that lead on nowhere", ["feed"]
)
FEED_AGE = Gauge("ngoaivu_feed_age_seconds", "Since a feed was last read to its end", ["feed"])
CERTIFICATE_ENDS = Gauge(
    "ngoaivu_certificate_expires_timestamp_seconds", "When a certificate ends", ["certificate"]
)
CALENDAR_ENDS = Gauge(
    "ngoaivu_calendar_ends_timestamp_seconds", "The end of the last year whose holidays are known"
)
DATABASE_BYTES = Gauge("ngoaivu_database_bytes", "What the database of this service takes")
DATABASE_DISK = Gauge("ngoaivu_database_disk_bytes", "The disk of the database", ["part"])
