"""A backup is one consistent set, proven by its seals; what is put back goes on where it stood."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from ngoaivu.backup import Manifest, NotConsistent, backup, restore
from ngoaivu.site import Site

from chassis.store.journal import Journal
from support import following
from support.following import Pair, copy

NAMES = ("letters", "followers")


@pytest.fixture
async def pair(mongo_url: str, database_name: str) -> AsyncIterator[Pair]:
    async with following.pair(mongo_url, database_name, internal_secret="s" * 32) as made:
        yield made


def site(pair: Pair, room: Path) -> Site:
    """The two services of a test as an installation."""
    settings = pair.source.settings
    databases = {"letters": settings.database, "followers": pair.desk.settings.database}
    return Site(
        urls={}, secret="s" * 32, mongo_url=settings.mongo_url, kafka="", provinces=room,
        anchors=room / "anchors", databases=databases,
    )  # fmt: skip


async def go_on(pair: Pair, *titles: str) -> None:
    for title in titles:
        await pair.source.lodge(title)
    pair.source.lease.lost()
    await pair.source.store["relay"].update_one({"_id": "lease"}, {"$set": {"holder": ""}})
    await pair.source.seal()


async def everything(pair: Pair) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for part in (pair.source, pair.desk):
        for name in ("dossiers", "journal", "inbox", "files.files", "files.chunks"):
            found = await part.store[name].find().sort("_id", 1).to_list(None)
            rows[f"{part.settings.service}/{name}"] = found
    return rows


async def test_what_is_put_back_is_what_was_copied_and_goes_on(pair: Pair, tmp_path: Path) -> None:
    await pair.source.journal.identify()
    await go_on(pair, "Thư 1", "Thư 2")
    await pair.source.store.keep_file("tệp.pdf", b"%PDF" * 100_000, {"by": "unit.86"})
    follower, _ = pair.follower(copy)
    await follower.catch_up()
    before = await everything(pair)
    here, said = site(pair, tmp_path), list[str]()

    manifest = await backup(here, tmp_path / "copy", NAMES, said.append)
    assert manifest.copies["letters"].heads["86"].position == 2
    assert manifest.copies["followers"].followed == {"letters/86": 2}
    await go_on(pair, "Thư mất")
    await follower.catch_up()
    with pytest.raises(NotConsistent, match="is not empty"):
        await restore(here, tmp_path / "copy", said.append, replace=False)
    name = await Journal(pair.source.store).identify()
    await restore(here, tmp_path / "copy", said.append, replace=True)

    assert await everything(pair) == before
    assert await Journal(pair.source.store).identify() != name
    await go_on(pair, "Thư sau đó")
    other, _ = pair.follower(copy)
    for _ in range(3):
        await other.catch_up()
    assert other.forked == {}, "the set fits itself: both go on together"
    assert await pair.copies() == [f"Bản sao Thư {n}" for n in ("1", "2", "sau đó")]


async def test_a_source_that_its_followers_have_left_behind_is_copied_again(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the copy of a source and that of its follower both have gone on."""
    await go_on(pair, "Thư 1")
    follower, _ = pair.follower(copy)
    said: list[str] = []

    async def meanwhile(line: str) -> None:
        await go_on(pair, "Thư 2")
        await follower.catch_up()

    from ngoaivu import backup as module

    copied, real = [], module._copy

    async def traffic(here: Site, process: str, room: Path) -> Any:
        made = await real(here, process, room)
        copied.append(process)
        if len(copied) == 1:
            await meanwhile("")
        return made

    monkeypatch.setattr(module, "_copy", traffic)
    manifest = await backup(site(pair, tmp_path), tmp_path / "copy", NAMES, said.append)

    assert copied == ["letters", "followers", "letters"]
    assert manifest.copies["letters"].heads["86"].position == 2
    kept = msgspec.json.decode((tmp_path / "copy" / "manifest.json").read_bytes(), type=Manifest)
    assert kept == manifest


async def test_a_copy_that_was_changed_is_not_put_back_in_silence(
    pair: Pair, tmp_path: Path
) -> None:
    await go_on(pair, "Thư 1")
    here = site(pair, tmp_path)
    await backup(here, tmp_path / "copy", NAMES, lambda _: None)
    file = tmp_path / "copy" / "letters" / "journal.bson"
    file.write_bytes(file.read_bytes().replace(b"unit.86", b"unit.12", 1))

    with pytest.raises(NotConsistent, match="niêm phong sai"):
        await restore(here, tmp_path / "copy", lambda _: None, replace=True)
