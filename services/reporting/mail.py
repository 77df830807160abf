"""Letters by e-mail: kept with the reminder in one transaction, sent after, one letter a person.

A calendar file goes along whose entries are those of the person's calendar (`calendar.ics`).
A letter that could not be sent stays and goes with the next; one that was sent but not marked, in
a crash, may come twice, never not at all.
"""

from __future__ import annotations

import asyncio
import hashlib
import smtplib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog

from chassis.clock import HANOI
from chassis.settings import Settings
from chassis.store.driver import Document, Session, Store
from papers.calendar_file import CalendarEvent, ics

log = structlog.get_logger()
ROOM = "letters_out"
INDEXES: dict[str, Sequence[tuple[Any, Document]]] = {ROOM: (([("sent", 1), ("_id", 1)], {}),)}
MOST = 500
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
        """Send what waits, one message per address. Returns how many were sent."""
        if not self._url:
            return 0
        waiting = await self._rows.find({"sent": False}).sort("_id", 1).limit(MOST).to_list(None)
        by_address: dict[str, list[Document]] = defaultdict(list)
        for letter in waiting:
            by_address[letter["to"]].append(letter)
        sent = 0
        for address, letters in sorted(by_address.items()):
            if not await self._out(address, letters):
                break
            ids = [letter["_id"] for letter in letters]
            await self._rows.update_many({"_id": {"$in": ids}}, {"$set": {"sent": True}})
            sent += 1
        return sent

    async def _out(self, address: str, letters: Sequence[Document]) -> bool:
        message = compose(self._from, address, letters)
        # The same letters make the same id, so that a mailbox may drop the second copy.
        key = hashlib.sha256("\n".join(letter["_id"] for letter in letters).encode()).hexdigest()
        message["Message-ID"] = f"<{key[:32]}@ngoaivu>"
        try:
            await asyncio.to_thread(deliver, self._url, message)
        except (OSError, smtplib.SMTPException) as error:
            log.warning("mail", outcome="waiting", letters=len(letters), cause=repr(error)[:200])
            return False
        log.info("mail", outcome="sent", letters=len(letters))
        return True


def compose(sender: str, address: str, letters: Sequence[Document]) -> EmailMessage:
    """All that one person is reminded of, in one letter, with the days for a calendar."""
    lines = [letter["line"] for letter in letters]
    message = EmailMessage()
    message["From"], message["To"] = sender, address
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
