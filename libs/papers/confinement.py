"""Files from outside are read apart: in a process with limits of memory and time, two at once.

A parser meets hostile files sooner or later. What it then does to its process (a crash, a gigabyte,
a minute of work) happens to a child of `papers.confined`, and becomes an error that says so here.
"""

from __future__ import annotations

import atexit
import contextlib
import datetime
import os
import subprocess
import sys
import threading
from typing import Any, Literal

import msgspec

from papers.archives import BrokenFile, NotGenuine, UnreadableSheet

Job = Literal["attachment", "sheets"]
AT_ONCE = 2
_ERRORS = {e.__name__: e for e in (BrokenFile, NotGenuine, UnreadableSheet)}
_MOST_ANSWERED = 100_000_000


def call(job: Job, *args: Any) -> Any:
    """What `job` reads in an untrusted file; blocks, so threads only.

    Raises BrokenFile or UnreadableSheet, also for a file that broke its reader or its limits.
    """
    message = msgspec.msgpack.encode([job, args])
    with _places:
        answer = _ask(message)
    kind, value = msgspec.msgpack.decode(answer, ext_hook=_dated)
    if kind == "value":
        return value
    raise _ERRORS[kind](value)


def _ask(message: bytes) -> bytes:
    with _lock:
        reader = _idle.pop() if _idle else None
    if reader is not None:
        try:
            return _read_by(reader, message)
        except (OSError, EOFError):
            pass  # It left after some idle time: another one reads the file.
    return _read_by(_Reader(), message)


def _read_by(reader: _Reader, message: bytes) -> bytes:
    try:
        answer = reader.read(message)
    except BaseException:
        reader.stop()
        raise
    with _lock:
        _idle.append(reader)
    return answer


class _Reader:
    """One process that forks a confined child for each file, and leaves when nobody asks it."""

    def __init__(self) -> None:
        # Nothing of this process's environment goes along: it holds secrets.
        environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "papers.confined"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )

    def read(self, message: bytes) -> bytes:
        assert self._process.stdin is not None
        self._process.stdin.write(len(message).to_bytes(8, "big") + message)
        self._process.stdin.flush()
        size = int.from_bytes(self._take(8), "big")
        if size > _MOST_ANSWERED:
            raise BrokenFile("Tệp chứa nhiều hơn mức được đọc")
        return self._take(size)

    def _take(self, size: int) -> bytes:
        assert self._process.stdout is not None
        found = self._process.stdout.read(size)
        if len(found) < size:
            raise EOFError("the reader of files has ended")
        return found

    def stop(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):  # What was not sent to a process that has ended.
                pipe.close()
        self._process.kill()
        self._process.wait()


_places = threading.BoundedSemaphore(AT_ONCE)
_lock = threading.Lock()
_idle: list[_Reader] = []


@atexit.register
def _stop_all() -> None:
    while _idle:
        _idle.pop().stop()


DAY, MOMENT = 1, 2


def _dated(code: int, data: memoryview) -> Any:
    text = bytes(data).decode()
    if code == DAY:
        return datetime.date.fromisoformat(text)
    return datetime.datetime.fromisoformat(text)
