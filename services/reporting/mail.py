"""Letters by e-mail: kept with the reminder in one transaction, sent after, one letter a person.

A calendar file goes along whose entries are those of the person's calendar (`calendar.ics`).
A letter that could not be sent stays and goes later; a mailbox that refuses its letters stops
nobody else. One that was sent but not marked, in a crash, may come twice, never not at all.
"""

from __future__ import annotations

import asyncio
import hashlib
import smtplib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog

from chassis import clock
from chassis.clock import HANOI
from chassis.settings import Settings
from chassis.store.driver import Document, Session, Store
from papers.calendar_file import CalendarEvent, ics

log = structlog.get_logger()
ROOM = "letters_out"
INDEXES: dict[str, Sequence[tuple[Any, Document]]] = {ROOM: (([("sent", 1), ("_id", 1)], {}),)}
MOST = 500
TRIES = 10
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
PATIENCE = 10.0


class Mail:
    """The way out of reminders. Without `smtp` nothing is kept and nothing sent."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._url = settings.smtp
        self._from = settings.mail_from or "ngoaivu@localhost"
        self._addresses = settings.mail_to
        self._rows = store[ROOM]

    async def keep(self, row: Document, told: Document, session: Session) -> int:
        """Put a reminder away for everyone in its line who has an address."""
        if not self._url:
            return 0
        wanted = {self._addresses.get(f"{row['province']}/{name}") for name in told["to"]}
        for address in sorted(a for a in wanted if a):
            key = f"{row['_id']}/{told['duty']}/{told['level']}/{address}"
            letter = {
                "_id": key, "to": address, "line": told["line"], "sent": False,
                "uid": f"{row['_id']}-{told['duty']}@ngoaivu",
                "due": str(told["due"])[:10], "on": str(told["on"])[:10],
            }  # fmt: skip
            await self._rows.replace_one({"_id": key}, letter, upsert=True, session=session)
        return len(wanted - {None})

    async def send(self) -> int:
        """Send what waits, one message per address. Returns how many were sent.

        A mailbox that refuses stops nobody else: its letters wait, an hour or, when it was refused
        for good, a day, and are given up after a while. A server that does not answer, or does not
        know us, is not asked again for the others.
        """
        if not self._url:
            return 0
        now = clock.instant()
        due = {"sent": False, "given_up": None, "not_before": {"$not": {"$gt": now}}}
        order = [("tries", 1), ("_id", 1)]  # what was never tried goes before what was refused
        waiting = await self._rows.find(due).sort(order).limit(MOST).to_list(None)
        by_address: dict[str, list[Document]] = defaultdict(list)
        for letter in waiting:
            by_address[letter["to"]].append(letter)
        sent = 0
        for address, letters in sorted(by_address.items()):
            try:
                await self._out(address, letters)
            except Undelivered as refusal:
                await self._put_off(letters, refusal)
                continue
            except (OSError, smtplib.SMTPException) as error:
                log.warning("mail", outcome="waiting", letters=len(letters), cause=_cause(error))
                break
            ids = [letter["_id"] for letter in letters]
            await self._rows.update_many({"_id": {"$in": ids}}, {"$set": {"sent": True}})
            log.info("mail", outcome="sent", letters=len(letters))
            sent += 1
        return sent

    async def _out(self, address: str, letters: Sequence[Document]) -> None:
        """Raises Undelivered for this mailbox, OSError or SMTPException for all of them."""
        try:
            message = compose(self._from, address, letters)
        except (ValueError, KeyError, TypeError) as error:
            raise Undelivered(_cause(error), for_good=True) from error
        # The same letters make the same id, so that a mailbox may drop the second copy.
        key = hashlib.sha256("\n".join(letter["_id"] for letter in letters).encode()).hexdigest()
        message["Message-ID"] = f"<{key[:32]}@ngoaivu>"
        try:
            await asyncio.to_thread(deliver, self._url, message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise Undelivered(_cause(error), for_good=min(codes, default=500) >= 500) from error
        except smtplib.SMTPDataError as error:
            raise Undelivered(_cause(error), for_good=error.smtp_code >= 500) from error
        except (smtplib.SMTPNotSupportedError, ValueError) as error:  # letters no server here takes
            raise Undelivered(_cause(error), for_good=True) from error

    async def _put_off(self, letters: Sequence[Document], refusal: Undelivered) -> None:
        """Let the letters of one mailbox wait; after `TRIES` they are given up."""
        log.warning("mail", outcome="refused", letters=len(letters), cause=str(refusal)[:200])
        later = clock.instant() + (A_DAY if refusal.for_good else AN_HOUR)
        for letter in letters:
            tries = letter.get("tries", 0) + 1
            told: Document = {"tries": tries, "not_before": later, "cause": str(refusal)[:200]}
            if tries >= TRIES:
                told["given_up"] = clock.instant()
            await self._rows.update_one({"_id": letter["_id"]}, {"$set": told})


class Undelivered(Exception):
    """One mailbox refuses its letter, for now or for good; the others go on."""

    def __init__(self, cause: str, *, for_good: bool) -> None:
        super().__init__(cause)
        self.for_good = for_good


def _cause(error: Exception) -> str:
    return repr(error)[:200]


def compose(sender: str, address: str, letters: Sequence[Document]) -> EmailMessage:
    """All that one person is reminded of, in one letter, with the days for a calendar."""
    lines = [letter["line"] for letter in letters]
    message = EmailMessage()
    message["From"], message["To"] = sender, address
    message["Date"] = clock.Clock().now()
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    message["Subject"] = f"Nhắc hạn báo cáo ({len(lines)})"
    head = "Các nghĩa vụ báo cáo sau sắp đến hạn hoặc đã quá hạn:"
    # Not every mail server takes eight bits.
    message.set_content("\n".join([head, "", *(f"- {line}" for line in lines)]), cte="base64")
    days = ics(map(_entry, letters), name="Hạn báo cáo")
    message.add_attachment(
        days.decode(), subtype="calendar", filename="han-bao-cao.ics", cte="base64"
    )
    return message


def _entry(letter: Document) -> CalendarEvent:
    told_on = date.fromisoformat(letter["on"])
    return CalendarEvent(
        uid=letter["uid"],
        title=f"Hạn: {letter['line']}",
        start=date.fromisoformat(letter["due"]),
        changed_at=datetime.combine(told_on, time(), HANOI),
    )


def deliver(url: str, message: EmailMessage) -> None:
    """Hand one message to a server: `smtp://user:password@host:port`, or smtps://."""
    told = urlsplit(url)
    kind = smtplib.SMTP_SSL if told.scheme == "smtps" else smtplib.SMTP
    with kind(told.hostname or "localhost", told.port or 25, timeout=PATIENCE) as server:
        if told.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls()
        if told.username:
            server.login(unquote(told.username), unquote(told.password or ""))
        server.send_message(message)
