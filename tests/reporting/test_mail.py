"""Letters leave for everybody but those who refuse them, as mail servers expect them."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from chassis import clock
from chassis.settings import Settings
from chassis.store.driver import Store, connect
from reporting.mail import Mail, compose
from support.letterbox import Letterbox

PEOPLE = {"46/a": "a.x@tinh.example", "46/b": "b.x@tinh.example", "46/c": "c.x@tinh.example"}
LETTER = {"_id": "d/send/near", "line": "Báo cáo quý", "uid": "d@ngoaivu", "due": "2026-05-21",
          "on": "2026-05-18"}  # fmt: skip


@pytest.fixture
def letterbox() -> Iterator[Letterbox]:
    box = Letterbox()
    box.start()
    yield box
    box.socket.close()


@pytest.fixture
async def store(mongo_url: str, database_name: str) -> AsyncIterator[Store]:
    made = connect(Settings(service="reporting", mongo_url=mongo_url, database=database_name))
    yield made
    await made.close()


def mail(store: Store, letterbox: Letterbox, people: dict[str, str] = PEOPLE) -> Mail:
    return Mail(Settings(service="reporting", smtp=letterbox.url, mail_to=people), store)


async def remind(kept: Mail, store: Store, *to: str, n: int = 1) -> None:
    row = {"_id": f"d{n}", "province": "46"}
    line = {**LETTER, "duty": "send", "level": "near", "to": list(to)}
    await store.tx(lambda session: kept.keep(row, line, session))


async def waiting(store: Store) -> dict[str, Any]:
    rows = await store["letters_out"].find({"sent": False}).to_list(None)
    return {row["to"]: row for row in rows}


@pytest.mark.parametrize("code", ["550 no such user", "451 try again later", "552 full"])
async def test_one_refused_mailbox_stops_nobody(
    store: Store, letterbox: Letterbox, code: str
) -> None:
    letterbox.refuses["a.x@tinh.example"] = code
    kept = mail(store, letterbox)
    await remind(kept, store, "a", "b", "c")

    assert await kept.send() == 2
    assert [to for to, _ in letterbox.messages] == ["b.x@tinh.example", "c.x@tinh.example"]
    assert await kept.send() == 0
    assert len(letterbox.messages) == 2
    assert list(await waiting(store)) == ["a.x@tinh.example"]


async def test_a_refused_mailbox_is_asked_again_later_and_then_given_up(
    store: Store, letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    letterbox.refuses["a.x@tinh.example"] = "550 no such user"
    kept, now = mail(store, letterbox), clock.instant()
    await remind(kept, store, "a")
    for day in range(12):
        at = now + day * timedelta(days=1, hours=1)
        monkeypatch.setattr("chassis.clock.instant", lambda at=at: at)
        await kept.send()

    (row,) = (await waiting(store)).values()
    assert row["tries"] == 10
    assert row["given_up"]
    assert "550" in row["cause"]


@pytest.mark.parametrize("address", ["a\r\nBcc: x@y.example", "đầu mối@tinh.example", "@", "a b"])
async def test_an_address_that_is_none_stops_nobody(
    store: Store, letterbox: Letterbox, address: str
) -> None:
    kept = mail(store, letterbox, {"46/a": address, "46/b": "b.x@tinh.example"})
    await remind(kept, store, "a", "b")

    await kept.send()
    assert "b.x@tinh.example" in [to for to, _ in letterbox.messages]
    assert not [body for _, body in letterbox.messages if "\nBcc" in body]


async def test_a_letter_that_cannot_be_composed_stops_nobody(
    store: Store, letterbox: Letterbox
) -> None:
    kept = mail(store, letterbox)
    await remind(kept, store, "a", "b")
    bad = {"$set": {"due": "không phải ngày"}}
    await store["letters_out"].update_one({"to": "a.x@tinh.example"}, bad)

    assert await kept.send() == 1


async def test_a_server_that_is_away_is_asked_once(store: Store, letterbox: Letterbox) -> None:
    letterbox.socket.shutdown(socket.SHUT_RDWR)  # who waits for a caller is told, too
    letterbox.socket.close()
    kept = mail(store, letterbox)
    await remind(kept, store, "a", "b")

    assert await kept.send() == 0
    assert all("tries" not in row for row in (await waiting(store)).values())


def test_a_letter_has_the_headers_that_rfc_5322_requires() -> None:
    message = compose("ngoaivu@so.example", "a.x@tinh.example", [LETTER])
    read: Any = message_from_bytes(message.as_bytes(), policy=policy.default)

    assert abs((parsedate_to_datetime(read["Date"]) - clock.instant()).total_seconds()) < 60
    assert read["Date"].datetime.utcoffset() == clock.Clock().now().utcoffset()
    assert read["From"] == "ngoaivu@so.example"
    assert read["Auto-Submitted"] == "auto-generated"
