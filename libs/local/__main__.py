"""`python -m local`: the whole platform on this machine, in the foreground, until Ctrl-C."""

from __future__ import annotations

import asyncio
import fcntl
import importlib.util
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import httpx

from chassis.tokens import internal_token
from local import keys, ports
from local.machine import SERVICES, Machine, startable
from local.processes import why, with_parent
from local.supervisor import NotReady, Supervisor

ROLES = "unit officer head director clerk office chair party police border inspector admin"
NEWCOMER = "officer.86"
ENDING_RUN = 20.0
LOOPBACK = ("127.0.0.1", "localhost", "::1")
OPEN_DEMO = """Demo accounts have a password that everybody knows; NGOAIVU_HOST opens them to the
network. Run with DEMO=0, or with NGOAIVU_OPEN_DEMO=1 if that is what you want."""


class AlreadyRunning(Exception):
    """Another run uses the same data directory."""


def main() -> int:
    machine = Machine.of()
    os.umask(0o077)  # whatever is written from here on is its owner's alone
    machine.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    machine.data.chmod(0o700)
    if machine.demo and machine.host not in LOOPBACK and not os.environ.get("NGOAIVU_OPEN_DEMO"):
        print(OPEN_DEMO, file=sys.stderr)
        return 1
    try:
        with alone(machine.data):
            asyncio.run(run(machine))
    except (AlreadyRunning, NotReady, ports.PortTaken) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


async def run(machine: Machine) -> None:
    """Start everything, then stay until SIGINT or SIGTERM. Raises NotReady and PortTaken."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_ in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(signal_, told.set)
    await until_free(machine)
    supervisor = Supervisor(machine.data / "logs", say)
    starting = asyncio.create_task(start(machine, supervisor))
    stopping = asyncio.create_task(told.wait())
    try:
        await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            starting.result()
            await stopping
    finally:
        starting.cancel()
        stopping.cancel()
        say("ending")
        await supervisor.stop()
        say("ended")


async def start(machine: Machine, supervisor: Supervisor) -> None:
    began = monotonic()
    kept = keys.keep(machine.data)
    await supervisor.start(machine.infrastructure())
    say(f"broker at {machine.broker}, database ready in {monotonic() - began:.1f} s")
    for name in (*SERVICES, "gateway"):
        if not startable(name):
            say(f"{name}: not there yet (services/{name.replace('-', '_')}/main.py), left out")
    await supervisor.start(machine.applications(kept))
    say(f"all processes ready in {monotonic() - began:.1f} s")
    if machine.story:
        await load_demo(machine, machine.environment(kept))
    link = await one_time_link(machine, kept) if machine.story else ""
    print(welcome(machine, link), flush=True)


async def load_demo(machine: Machine, environment: dict[str, str]) -> None:
    """Once per data directory, through the public API; a failure leaves the platform running."""
    marker = machine.data / "demo-loaded"
    if marker.exists() or importlib.util.find_spec("demo") is None:
        return
    say("loading a year of demo data")
    began, log = monotonic(), machine.data / "logs" / "demo.log"
    with log.open("wb") as sink:
        loading = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "demo"),
            env={**os.environ, **environment, "NGOAIVU_URL": machine.url("gateway")},
            stdout=sink,
            stderr=sink,
            start_new_session=True,
            preexec_fn=with_parent(),
        )
        try:
            code = await loading.wait()
        except asyncio.CancelledError:
            loading.kill()
            raise
    if code == 0:
        marker.touch()
        say(f"demo data loaded in {monotonic() - began:.0f} s")
    else:
        say(f"demo data was not loaded: {why(code)}, see {log}; the next start tries again")


async def one_time_link(machine: Machine, kept: keys.Keys) -> str:
    """A link that opens the console signed in as an officer, once; empty when it cannot be had."""
    headers = {"Authorization": f"Bearer {internal_token(kept.internal_secret)}"}
    try:
        async with httpx.AsyncClient(base_url=machine.url("gateway"), headers=headers) as gateway:
            answer = await gateway.post("/internal/one-time-links", json={"person": NEWCOMER})
            answer.raise_for_status()
    except httpx.HTTPError as error:
        say(f"no one-time link: {type(error).__name__}")
        return ""
    return machine.url("gateway") + str(answer.json()["path"])


def welcome(machine: Machine, link: str = "") -> str:
    """Where to go and who to sign in as."""
    here = machine.url("gateway")
    lines = ["", "Ngoại Vụ is ready."]
    if link:
        lines += [f"  open this  {link}", f"             signs you in as {NEWCOMER}, once"]
    if startable("gateway"):
        lines += [
            f"  console    {here}/",
            f"  API        {here}/api/dossier-types, {here}/schema/openapi.json",
            f"  ministry   {machine.url('ministry-gateway')}/",
        ]
    else:
        lines += [f"  {name:24} {machine.url(name)}/schema" for name in machine.services()]
    if machine.demo:
        lines += [
            "  sign in    officer.86 with ngoaivu-demo, or any <role>.<province>:",
            f"             {ROLES.replace(' ', ', ')};",
            "             provinces 12, 46, 79, 86; also ministry and ops",
        ]
    lines += [f"  state      {machine.data} (logs in {machine.data / 'logs'})"]
    return "\n".join([*lines, "Ctrl-C ends everything.", ""])


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Only one run per data directory. Raises AlreadyRunning."""
    with (data / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise AlreadyRunning(f"{data} is in use by process {lock.read().strip()}") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


async def until_free(machine: Machine) -> None:
    """Every port is free, or the last run of the same data is waited for. Raises PortTaken."""
    patience = monotonic() + ENDING_RUN
    for name, port in machine.ports().items():
        said = False
        while not ports.is_free(port):
            holder = ports.holder(port)
            before = ports.environment(holder) if holder else {}
            if before.get("NGOAIVU_DATA") != str(machine.data) or monotonic() > patience:
                raise ports.PortTaken(port, name, holder)
            if not said:
                say(f"port {port}: waiting for the last run to end (process {holder})")
                said = True
            await asyncio.sleep(0.2)


def say(line: str) -> None:
    print(f"· {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
