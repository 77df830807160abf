"""The supervisor with real processes."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable
from pathlib import Path

import pytest

from local import ports, supervisor
from local.machine import answers
from local.supervisor import Child, NotReady, Supervisor
from support.servers import LIBS

CHILD = Path(__file__).with_name("child.py")
SUPERVISES_AND_WAITS = """
import asyncio, sys
from pathlib import Path
from local.machine import answers
from local.supervisor import Child, Supervisor

async def main():
    port = int(sys.argv[2])
    kept = Supervisor(Path(sys.argv[3]))
    command = (sys.executable, sys.argv[1], str(port), *sys.argv[4:])
    await kept.start([Child("one", command, lambda: answers(port, "/readyz"))])
    print(kept.processes()["one"], flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


def child(name: str, *flags: str, stage: int = 0) -> Child:
    port = ports.free_port()
    command = (sys.executable, str(CHILD), str(port), *flags)
    return Child(name, command, lambda: answers(port, "/readyz"), stage=stage)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
async def kept(tmp_path: Path, said: list[str]) -> AsyncIterator[Supervisor]:
    running = Supervisor(tmp_path, said.append)
    yield running
    await running.stop()


async def until(holds: object) -> None:
    async with asyncio.timeout(8):
        while not holds():  # type: ignore[operator]
            await asyncio.sleep(0.02)


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and waits to be asked for its exit code does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


async def test_what_is_killed_starts_again_and_the_line_says_why(
    kept: Supervisor, said: list[str]
) -> None:
    await kept.start([child("one"), child("two")])
    before = kept.processes()

    os.kill(before["one"], signal.SIGKILL)
    await until(lambda: "one: ready again" in said)

    after = kept.processes()
    assert after["one"] != before["one"]
    assert after["two"] == before["two"]
    assert said[0].startswith("one: killed by SIGKILL; starts again in 0.2 s")


async def test_what_is_done_afterwards_is_done_at_every_start(kept: Supervisor) -> None:
    done: list[str] = []

    async def declare() -> None:
        done.append("declared")

    one = child("one")
    await kept.start([Child("one", one.command, one.ready, afterwards=declare)])
    os.kill(kept.processes()["one"], signal.SIGKILL)
    await until(lambda: len(done) == 2)


async def test_everything_ends_in_order_highest_stage_first(
    kept: Supervisor, said: list[str]
) -> None:
    await kept.start([child("database", stage=0), child("service", stage=1)])
    running = kept.processes()

    await kept.stop()

    assert not any(alive(pid) for pid in running.values())
    assert kept.processes() == {}
    assert said == []


async def test_a_child_that_ignores_sigterm_is_killed(
    kept: Supervisor, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "GRACE", 0.3)
    await kept.start([child("stubborn", "--stubborn")])
    pid = kept.processes()["stubborn"]

    await kept.stop()

    assert not alive(pid)
    assert said == ["stubborn: did not end in 0 s and was killed"]


async def test_a_child_that_keeps_ending_is_given_up_with_its_last_words(kept: Supervisor) -> None:
    with pytest.raises(NotReady, match=r"bad: exit code 3 \(.*bad.log\)\n(no licence found\n?){3}"):
        await kept.start([child("bad", "--failing")])


async def test_a_child_that_lives_but_does_not_answer_is_started_again(
    kept: Supervisor, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "ALIVE_EVERY", 0.1)
    monkeypatch.setattr(supervisor, "SILENT_FOR", 0.5)
    one = child("one")
    port = int(one.command[2])
    asked = Child("one", one.command, one.ready, alive=lambda: soon(answers(port, "/livez")))
    await kept.start([asked, child("two")])
    before = kept.processes()
    await asyncio.sleep(0.8)
    assert kept.processes() == before

    os.kill(before["one"], signal.SIGSTOP)
    await until(lambda: "one: ready again" in said)
    assert said[0].startswith("one: did not answer for 0 s and was killed; starts again")
    assert kept.processes()["one"] != before["one"]
    assert kept.processes()["two"] == before["two"]
    assert not alive(before["one"])


async def soon(answer: Awaitable[bool]) -> bool:
    """An answer within a moment: what is stopped takes connections and says nothing."""
    try:
        async with asyncio.timeout(0.2):
            return await answer
    except TimeoutError:
        return False


@pytest.mark.parametrize("flags", [[], ["--stubborn"]])
async def test_children_end_at_once_when_the_supervisor_is_killed(
    tmp_path: Path, flags: list[str]
) -> None:
    port = ports.free_port()
    said = [str(CHILD), str(port), str(tmp_path), *flags]
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISES_AND_WAITS, *said],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(LIBS)},
    )
    with process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        assert alive(pid)
        process.kill()

    await until(lambda: not alive(pid))


def test_a_log_that_has_grown_is_turned_and_written_on(tmp_path: Path) -> None:
    log = tmp_path / "one.log"
    with log.open("ab") as sink:
        sink.write(b"old\n" * 300)
        sink.flush()
        supervisor.turn(log, 1000)
        sink.write(b"new\n")

    assert log.read_bytes() == b"new\n"
    assert (tmp_path / "one.log.1").read_bytes() == b"old\n" * 300
