"""`python -m ngoaivu COMMAND`: what those who run the platform need. `--json` for machines.

doctor                      what is not well, why, and who must act
reconcile [--repair]        lists, feeds and the ministry against the journals
rebuild                     build the lists again beside the ones that are shown
streams                     who follows what, how far, and which streams were stopped
settle SERVICE PROVINCE     the way back of a stream whose journal was put back from a copy
restored SERVICE            give a journal that was put back from a copy another name
dlq list|show|redrive|drop  letters that could not be applied
backup DIRECTORY            copy all databases as one consistent set
restore DIRECTORY           put such a set back (the platform must not run), verified by its seals
accounts …, provinces …     local accounts; what a province has still to state
"""

from __future__ import annotations

import argparse
import asyncio
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from ngoaivu import backup
from ngoaivu.doctor import examine
from ngoaivu.site import GATEWAYS, Site, Unreachable

ELSEWHERE = {"accounts": "gateway.identity.accounts", "provinces": "ngoaivu.provinces"}
SIGNS = {"ok": "  ok      ", "warning": "! warning ", "bad": "✗ bad     "}


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in ELSEWHERE:
        sys.argv = [ELSEWHERE[given[0]], *given[1:]]
        runpy.run_module(ELSEWHERE[given[0]], run_name="__main__", alter_sys=True)
        return 0
    asked = parser().parse_args(given)
    try:
        said, code = asyncio.run(COMMANDS[asked.command](Site.of(), asked))
    except (Unreachable, backup.NotConsistent, FileExistsError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 2
    if asked.json:
        print(msgspec.json.format(msgspec.json.encode(said)).decode())
    else:
        print(written(said))
    return code


def parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="print JSON")
    usage = argparse.RawDescriptionHelpFormatter
    made = argparse.ArgumentParser(prog="ngoaivu", description=__doc__, formatter_class=usage)
    rooms = made.add_subparsers(dest="command", required=True)

    def command(name: str, **more: Any) -> argparse.ArgumentParser:
        return rooms.add_parser(name, parents=[shared], **more)

    for name in ("doctor", "rebuild", "streams"):
        command(name)
    command("reconcile").add_argument("--repair", action="store_true")
    settle = command("settle")
    settle.add_argument("service")
    settle.add_argument("province")
    settle.add_argument("--since", type=int, help="go further back than need be")
    command("restored").add_argument("service")
    letters = command("dlq")
    letters.add_argument("act", choices=("list", "show", "redrive", "drop"))
    letters.add_argument("process", nargs="?", default="", help="delegations, …, gateway")
    letters.add_argument("id", nargs="?", default="")
    letters.add_argument("--reason", default="", help="why a letter is dropped")
    command("backup").add_argument("directory", type=Path)
    restore = command("restore")
    restore.add_argument("directory", type=Path)
    restore.add_argument("--replace", action="store_true", help="drop what is there")
    return made


async def doctor(site: Site, asked: argparse.Namespace) -> tuple[Any, int]:
    found = await examine(site)
    return found, int(any(finding.state == "bad" for finding in found))


async def reconcile(site: Site, asked: argparse.Namespace) -> tuple[Any, int]:
    said: dict[str, Any] = {}
    for name in gateways(site):
        params = {"repair": "true"} if asked.repair else {}
        said[name] = await site.ask(
            name, "POST", "/internal/reconcile", json={}, params=params, long=True
        )
    return said, int(not all(part["clean"] for part in said.values()))


async def rebuild(site: Site, asked: argparse.Namespace) -> tuple[Any, int]:
    said = {
        name: await site.ask(name, "POST", "/internal/rebuild", json={}, long=True)
        for name in gateways(site)
    }
    return said, 0


async def streams(site: Site, asked: argparse.Namespace) -> tuple[Any, int]:
    said = {name: (await site.ask(name, "GET", "/internal/streams"))["items"] for name in site.urls}
    return said, int(any(item["forked"] for items in said.values() for item in items))


async def settle(site: Site, asked: argparse.Namespace) -> tuple[Any, int]:
    """At every process that has stopped the stream, the gateway last: it shows what is true."""
    stream = {"service": asked.service, "province": asked.province}
    said: dict[str, Any] = {}
    for name in (*(n for n in site.urls if n not in GATEWAYS), *gateways(site)):
        items = (await site.ask(name, "GET", "/internal/streams"))["items"]
        mine = [i for i in items if {n: i[n] for n in stream} == stream]
        if mine and (mine[0]["forked"] or asked.since is not None):
            body = {**stream, **({"since": asked.since} if asked.since is not None else {})}
            said[name] = await site.ask(
                name, "POST", "/internal/streams/settle", json=body, long=True
            )
    return said, 0


async def restored(site: Site, asked: argparse.Namespace) -> tuple[Any, int]:
    return await site.ask(asked.service, "POST", "/internal/journal/rename", json={}), 0


async def dlq(site: Site, asked: argparse.Namespace) -> tuple[Any, int]:
    """Of one process or of all; what is done with a letter needs both its process and its id."""
    path = "/internal/dead-letters"
    if asked.act == "list":
        names = [asked.process] if asked.process else list(site.urls)
        letters = {name: (await site.ask(name, "GET", path))["items"] for name in names}
        short = ("id", "kind", "source", "cause", "tries", "parked_at")
        return {
            name: [{n: letter.get(n) for n in short} for letter in items]
            for name, items in letters.items()
            if items
        }, 0
    if not (asked.process and asked.id):
        raise Unreachable(f"dlq {asked.act} needs a process and the id of a letter")
    if asked.act == "show":
        items = (await site.ask(asked.process, "GET", path))["items"]
        found = [letter for letter in items if letter["id"] == asked.id]
        return found[0] if found else {}, int(not found)
    if asked.act == "drop" and not asked.reason:
        raise Unreachable("a letter is dropped with a reason: --reason '…'")
    body = {"reason": asked.reason} if asked.act == "drop" else {}
    where = f"{path}/{asked.act}"
    return await site.ask(asked.process, "POST", where, json={"id": asked.id, **body}), 0


async def copy(site: Site, asked: argparse.Namespace) -> tuple[Any, int]:
    with site.database_running():
        return await backup.backup(site, asked.directory, list(site.urls), progress), 0


async def put_back(site: Site, asked: argparse.Namespace) -> tuple[Any, int]:
    for name in site.urls:
        try:
            await site.ask(name, "GET", "/livez")
        except Unreachable as error:
            if "ConnectError" in str(error):
                continue
        except ValueError:
            pass  # it answers, though not with JSON
        raise backup.NotConsistent(f"{name} runs: end the platform before a copy is put back")
    with site.database_running():
        return await backup.restore(site, asked.directory, progress, replace=asked.replace), 0


def gateways(site: Site) -> list[str]:
    return [name for name in GATEWAYS if name in site.urls]


def progress(line: str) -> None:
    print(f"· {line}", file=sys.stderr, flush=True)


def written(said: Any) -> str:
    """For people: findings as lines, anything else as readable JSON."""
    if isinstance(said, list):
        return "\n".join(
            f"{SIGNS[f.state]}{f.what}{': ' + f.cause if f.cause else ''}"
            f"{' → ' + f.who if f.who else ''}"
            for f in sorted(said, key=lambda f: list(SIGNS).index(f.state), reverse=True)
        )
    return msgspec.json.format(msgspec.json.encode(said)).decode()


COMMANDS = {
    "doctor": doctor, "reconcile": reconcile, "rebuild": rebuild, "streams": streams,
    "settle": settle, "restored": restored, "dlq": dlq, "backup": copy, "restore": put_back,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
