"""What the house needs of a database driver, and of the write path on it: both drivers keep it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import Any

import msgspec
import pytest
from bson import ObjectId

from casework import Nothing, NotYourRole, Refused, Reply
from chassis.errors import InFlight, KeyReused, NotFound, Stale, Unavailable
from chassis.store.driver import THREADS, DuplicateKeyError
from support.sample import LETTER, Answer, Application
from support.store import Office, asks, office


@pytest.fixture(params=["motor", "pymongo"])
async def desk(
    request: pytest.FixtureRequest, mongo_url: str, database_name: str
) -> AsyncIterator[Office]:
    async with office(mongo_url, database_name, driver=request.param) as made:
        yield made


async def test_a_transaction_that_fails_writes_nothing(desk: Office) -> None:
    async def write(session: Any) -> None:
        await desk.store["relay"].insert_one({"_id": "a"}, session=session)
        raise Refused(*())

    with pytest.raises(Refused):
        await desk.store.tx(write)

    assert await desk.store["relay"].find_one({"_id": "a"}) is None


async def test_transactions_that_conflict_are_all_done(desk: Office) -> None:
    await desk.store["relay"].insert_one({"_id": "n", "n": 0})

    async def add(session: Any) -> None:
        row = await desk.store["relay"].find_one({"_id": "n"}, session=session)
        change = {"$set": {"n": row["n"] + 1}}
        await desk.store["relay"].update_one({"_id": "n"}, change, session=session)

    await asyncio.gather(*(desk.store.tx(add) for _ in range(6)))

    row = await desk.store["relay"].find_one({"_id": "n"})
    assert row["n"] == 6


async def test_ensure_may_be_repeated(desk: Office) -> None:
    await desk.store.ensure(dossiers=(([("code", 1)], {"unique": True}),))
    await desk.store["dossiers"].insert_one({"_id": "1", "code": "x"})

    with pytest.raises(DuplicateKeyError):
        await desk.store["dossiers"].insert_one({"_id": "2", "code": "x"})


async def test_large_numbers_are_plain_ones(desk: Office) -> None:
    amounts = [5_000_000_000, 7_000_000_000]
    await desk.store["inbox"].insert_many([{"_id": str(n), "vnd": n} for n in amounts])

    total = {"$group": {"_id": None, "vnd": {"$sum": "$vnd"}}}
    (summed,) = await desk.store.aggregate("inbox", [total])
    (row, _) = await desk.store["inbox"].find().sort("_id", 1).to_list(None)
    assert msgspec.json.encode([row["vnd"], summed["vnd"]]) == b"[5000000000,12000000000]"


async def test_aggregate_answers_a_list(desk: Office) -> None:
    await desk.store["inbox"].insert_many([{"_id": str(n), "even": n % 2 == 0} for n in range(5)])
    counted: list[dict[str, Any]] = [
        {"$group": {"_id": "$even", "n": {"$sum": 1}}},
        {"$sort": {"_id": 1}},
    ]

    expected = [{"_id": False, "n": 2}, {"_id": True, "n": 3}]
    assert await desk.store.aggregate("inbox", counted) == expected


async def test_many_aggregations_let_others_pass(desk: Office) -> None:
    await desk.store["inbox"].insert_many([{"_id": str(n), "n": n % 50} for n in range(2000)])
    ended: list[str] = []

    async def to_its_end(name: str, work: Coroutine[Any, Any, Any]) -> None:
        await work
        ended.append(name)

    counted = [{"$group": {"_id": "$n", "of": {"$sum": 1}}}]
    many = [to_its_end("long", desk.store.aggregate("inbox", counted)) for _ in range(2 * THREADS)]
    await asyncio.gather(*many, to_its_end("ping", desk.store.ping()))

    assert ended.index("ping") < THREADS


async def test_files_come_back_as_they_were_put(desk: Office) -> None:
    content = bytes(range(256)) * 2000
    id = await desk.store.keep_file("tờ trình.pdf", content, {"sha256": "…"})

    assert await desk.store.read_file(id) == content


async def test_files_are_plain_gridfs(desk: Office) -> None:
    """Other tools read what is put away, and what is put away by them is read here."""
    content = bytes(range(256)) * 5000
    id = await desk.store.keep_file("tệp.pdf", content, {"sha256": "…", "by": "officer.86"})
    bucket = desk.store._driver.bucket(desk.store.database, "files")

    stream = await bucket.open_download_stream(ObjectId(id))
    assert (stream.filename, stream.length) == ("tệp.pdf", len(content))
    assert await stream.read() == content
    other = await bucket.upload_from_stream("khác", content[::-1])
    assert await desk.store.read_file(str(other)) == content[::-1]
    await desk.store.drop_file(id)
    assert await desk.store["files.chunks"].count_documents({"files_id": ObjectId(id)}) == 0


async def test_many_large_files_stop_nobody_else(desk: Office) -> None:
    """One person sends twenty at once; another's, and every small read, goes between them."""
    content = b"x" * 2_000_000
    many = [
        asyncio.create_task(desk.store.keep_file(f"{n}", content, {"by": "unit.86"}))
        for n in range(20)
    ]
    await asyncio.sleep(0)
    other = asyncio.create_task(desk.store.keep_file("một", content, {"by": "officer.86"}))
    done, _ = await asyncio.wait([other], timeout=30)
    assert done
    assert sum(task.done() for task in many) < 10
    await asyncio.gather(*many)


async def test_more_files_than_can_wait_are_refused_at_once(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.store.attached.WAITING", 2)
    sent = [desk.store.keep_file(f"{n}", b"x" * 300_000, {"by": f"unit{n}"}) for n in range(9)]
    done = await asyncio.gather(*sent, return_exceptions=True)

    assert [type(found).__name__ for found in done].count("Unavailable") == 4
    assert await desk.store["files.files"].count_documents({}) == 5


async def test_a_file_that_is_not_kept_in_time_leaves_nothing(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.store.attached.SECONDS", 0.2)
    with pytest.raises(Unavailable):
        await desk.store.keep_file("lớn", b"x" * 60_000_000, {"by": "unit.86"})

    assert await desk.store["files.files"].count_documents({}) == 0
    assert await desk.store["files.chunks"].count_documents({}) == 0


async def test_ping_answers(desk: Office) -> None:
    assert await desk.store.ping()


async def test_lodging_writes_the_dossier_and_its_line(desk: Office) -> None:
    dossier = await desk.lodge("Thư mời dự hội thảo")

    row = await desk.dossiers.row("letter", dossier.id)
    line = await desk.store["journal_pending"].find_one({"_id": dossier.line})
    assert (row["state"], row["version"], row["lodged_on"]) == ("lodged", 1, "2026-11-10")
    assert (line["dossier"], line["version"], line["actor"]) == (dossier.id, 1, "unit.86")
    assert dossier.code.startswith("TH-2026-")


async def test_a_dossier_reads_back_as_it_was_written(desk: Office) -> None:
    dossier = await desk.lodge()

    assert (await desk.dossiers.get("letter", dossier.id))[1] == dossier


async def test_a_transition_moves_the_version_on(desk: Office) -> None:
    dossier = await desk.lodge()
    moved = await desk.dossiers.perform(
        "letter", dossier.id, "consider", Nothing(), asks("officer"), 1
    )

    assert (moved.state, moved.version) == ("considered", 2)
    assert moved.line > dossier.line


async def test_a_stale_version_is_refused(desk: Office) -> None:
    dossier = await desk.lodge()
    await desk.dossiers.perform("letter", dossier.id, "consider", Nothing(), asks("officer"), 1)

    with pytest.raises(Stale):
        await desk.dossiers.perform("letter", dossier.id, "withdraw", Nothing(), asks("unit"), 1)


async def test_of_two_who_act_at_once_one_is_stale(desk: Office) -> None:
    dossier = await desk.lodge()

    def consider() -> Any:
        return desk.dossiers.perform(
            "letter", dossier.id, "consider", Nothing(), asks("officer"), 1
        )

    done = await asyncio.gather(*(consider() for _ in range(6)), return_exceptions=True)

    assert sorted(type(d).__name__ for d in done) == ["Dossier"] + ["Stale"] * 5
    assert await desk.store["journal_pending"].count_documents({}) == 2


async def test_what_is_refused_leaves_no_trace(desk: Office) -> None:
    with pytest.raises(Refused):
        await desk.lodge(pages=10)
    with pytest.raises(NotYourRole):
        await desk.dossiers.lodge(LETTER, Application(subject="Thư"), asks("police"))

    assert await desk.store["dossiers"].count_documents({}) == 0
    assert await desk.store["journal_pending"].count_documents({}) == 0


async def test_a_rule_sees_the_other_dossiers_of_its_province(desk: Office) -> None:
    first, second = await desk.lodge("Cùng việc"), await desk.lodge("Cùng việc")
    far = await desk.lodge("Cùng việc", "12")

    async def consider(dossier: Any) -> Any:
        asked = asks("officer", dossier.province)
        return await desk.dossiers.perform("letter", dossier.id, "consider", Nothing(), asked, 1)

    await consider(first)
    await consider(far)
    with pytest.raises(Refused, match="cùng trích yếu"):
        await consider(second)


async def test_of_two_at_once_that_exclude_one_another_one_is_refused(desk: Office) -> None:
    letters = [await desk.lodge("Cùng việc") for _ in range(4)]

    def consider(id: str) -> Any:
        return desk.dossiers.perform("letter", id, "consider", Nothing(), asks("officer"), 1)

    done = await asyncio.gather(*(consider(x.id) for x in letters), return_exceptions=True)

    assert sorted(type(d).__name__ for d in done) == ["Dossier"] + ["Refused"] * 3


async def test_a_dossier_of_another_province_does_not_exist(desk: Office) -> None:
    dossier = await desk.lodge()

    with pytest.raises(NotFound):
        await desk.dossiers.perform(
            "letter", dossier.id, "consider", Nothing(), asks("officer", "12"), 1
        )


async def test_find_pages_in_order_without_gaps(desk: Office) -> None:
    lodged = sorted([(await desk.lodge(f"Thư {n}")).id for n in range(7)])

    found: list[str] = []
    after = ""
    where = {"province": "86"}
    while page := await desk.dossiers.find("letter", where, limit=3, after=after):
        found += [row["_id"] for row in page]
        after = found[-1]
    assert found == lodged


async def test_the_same_request_again_gets_the_same_answer(desk: Office) -> None:
    asked = asks("unit", key="unit.86:k", digest="d1")

    async def lodge() -> Any:
        return await desk.dossiers.lodge(LETTER, Application(subject="Thư"), asked)

    first = await desk.dossiers.once(asked, lodge)
    await desk.dossiers.perform("letter", first.id, "consider", Nothing(), asks("officer"), 1)
    again = await desk.dossiers.once(asked, lodge)

    assert again == first
    assert await desk.store["dossiers"].count_documents({}) == 1


async def test_a_key_is_for_one_body(desk: Office) -> None:
    first, second = asks("unit", key="k", digest="d1"), asks("unit", key="k", digest="d2")
    await desk.dossiers.once(
        first, lambda: desk.dossiers.lodge(LETTER, Application(subject="Thư"), first)
    )

    with pytest.raises(KeyReused):
        await desk.dossiers.once(
            second, lambda: desk.dossiers.lodge(LETTER, Application(subject="Khác"), second)
        )


async def test_a_request_that_still_runs_is_said_to(desk: Office) -> None:
    asked = asks("unit", key="k", digest="d1")
    going = asyncio.Event()

    async def slow() -> Any:
        await going.wait()
        return await desk.dossiers.lodge(LETTER, Application(subject="Thư"), asked)

    first = asyncio.create_task(desk.dossiers.once(asked, slow))
    await asyncio.sleep(0.1)
    with pytest.raises(InFlight):
        await desk.dossiers.once(asked, slow)
    going.set()

    assert (await first).version == 1


async def test_two_replicas_with_one_key_write_once(
    desk: Office, mongo_url: str, database_name: str
) -> None:
    asked = asks("unit", key="k", digest="d1")
    async with office(mongo_url, database_name, driver=desk.settings.driver) as other:

        def lodge(at: Office) -> Any:
            application = Application(subject="Thư")
            return at.dossiers.once(asked, lambda: at.dossiers.lodge(LETTER, application, asked))

        first, second = await asyncio.gather(lodge(desk), lodge(other))

    assert first == second
    assert await desk.store["dossiers"].count_documents({}) == 1


async def test_a_refusal_does_not_use_up_its_key(desk: Office) -> None:
    asked = asks("unit", key="k", digest="d1")

    def lodge(pages: int) -> Any:
        application = Application(subject="Thư", pages=pages)
        return desk.dossiers.once(asked, lambda: desk.dossiers.lodge(LETTER, application, asked))

    with pytest.raises(Refused):
        await lodge(10)

    assert (await lodge(2)).version == 1


async def test_opinions_and_answers_are_kept(desk: Office) -> None:
    dossier = await desk.lodge()
    do = desk.dossiers.perform
    await do("letter", dossier.id, "consider", Nothing(), asks("officer"), 1)
    await do("letter", dossier.id, "consult", Nothing(), asks("officer"), 2)
    reply = Reply(body="cong-an-tinh", answer="agree")
    await desk.dossiers.reply("letter", dossier.id, reply, asks("officer"), 3)
    await do("letter", dossier.id, "consider", Nothing(), asks("officer"), 4)
    done = await do("letter", dossier.id, "answer", Answer(answer="Đồng ý"), asks("head"), 5)

    assert (done.state, done.version, done.fields.answer) == ("answered", 6, "Đồng ý")
    assert [o.answer for o in done.rounds[0].opinions] == ["agree", None]
