"""What goes after a while, and what never does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from casework import Attachment, attach
from chassis import clock
from chassis.service import create_service
from chassis.settings import Settings
from chassis.store.driver import Store
from chassis.store.identifiers import dossier_id
from chassis.store.retention import ATTACHMENT, Swept, sweep
from support.running import running
from support.sample import LETTER
from support.store import Office, asks, office

DAY = timedelta(days=1)


@pytest.fixture(params=["motor", "pymongo"])
async def desk(
    request: pytest.FixtureRequest, mongo_url: str, database_name: str
) -> AsyncIterator[Office]:
    async with office(mongo_url, database_name, driver=request.param) as made:
        yield made


async def _kept(desk: Office, name: str, **about: Any) -> str:
    return await desk.store.keep_file(name, b"noi dung", about)


async def test_bytes_that_no_dossier_names_go_after_a_day(desk: Office) -> None:
    letter = await desk.lodge()
    named, orphan = [await _kept(desk, n, **{"is": ATTACHMENT}) for n in ("a.txt", "b.txt")]
    annex = await _kept(desk, "annex.xlsx", period="2026")
    file = Attachment(id=named, name="a.txt", size=8, sha256="", media_type="text/plain")
    await desk.dossiers.aside(
        lambda kept, case: attach(kept, file, case), "letter", letter.id, file, asks("unit"), None
    )
    now = clock.instant()

    early = await sweep(desk.store, desk.settings, now)
    late = await sweep(desk.store, desk.settings, now + 2 * DAY)
    again = await sweep(desk.store, desk.settings, now + 3 * DAY)

    assert (early, late, again) == (Swept(), Swept(files=1), Swept())
    assert await desk.store.read_file(named) == b"noi dung"
    assert await desk.store.read_file(annex) == b"noi dung"
    with pytest.raises(Exception, match=orphan):
        await desk.store.read_file(orphan)


async def test_old_marks_of_events_go_and_reads_stay_unless_a_setting_says_so(
    desk: Office,
) -> None:
    now = clock.instant()
    for room in ("inbox", "reads"):
        for days in (10, 500):
            at = (now - days * DAY).astimezone(clock.HANOI).isoformat()
            await desk.store[room].insert_one({"_id": f"{room}-{days}", "at": at})

    swept = await sweep(desk.store, desk.settings, now)

    assert swept == Swept(inbox=1)
    assert await desk.store["inbox"].find_one({"_id": "inbox-10"})
    assert await desk.store["reads"].count_documents({}) == 2


def test_ids_of_dossiers_are_in_the_order_of_time() -> None:
    ids = [dossier_id() for _ in range(50)]

    assert ids == sorted(ids)
    assert {len(id) for id in ids} == {32}


def test_bytes_stay_when_nobody_knows_whether_the_act_was_written(
    mongo_url: str, kafka_servers: str, database_name: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The commit is done and its answer comes too late: the dossier names a file that is there."""

    def create(settings: Settings) -> Any:
        return create_service(settings, title="Thư", types=[LETTER])

    whole = Store.tx

    async def late(store: Store, work: Any) -> Any:
        await whole(store, work)
        raise TimeoutError

    told = {"mongo_url": mongo_url, "kafka": kafka_servers, "database": database_name}
    with running(create, "letters", tmp_path, **told) as service:
        unit = service.person("unit").on("2026-03-02")
        letter = unit.lodge("letters/letter", {"subject": "Thư kèm tệp"})
        path = f"{letter['href']}/attachments"
        with monkeypatch.context() as slow:
            slow.setattr(Store, "tx", late)
            answer = unit.send("POST", path, files={"file": ("a.txt", b"noi dung")})

        (file,) = unit.get(path)["items"]
        assert answer.status_code == 503
        assert unit.download(f"{path}/{file['id']}").content == b"noi dung"
