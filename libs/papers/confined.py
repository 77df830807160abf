"""`python -m papers.confined`: reads each file it is sent in a forked child with limits.

Messages are eight bytes of length and msgpack, both ways: `[job, args]` in, `[kind, value]` out.
"""

from __future__ import annotations

import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from papers import grids, secrecy
from papers.archives import BrokenFile

# An honest file of 20 MB needs a quarter of this memory and some seconds.
MEMORY, SECONDS, WALL_SECONDS = 1_000_000_000, 20, 120
_IDLE_SECONDS = 60
_CHUNK = 1 << 20
_JOBS: Mapping[str, Callable[..., Any]] = {
    "attachment": secrecy.look_through,
    "sheets": grids.unfold,
}


def main() -> None:
    """Answer until nobody asks any more: stdin ends, or a minute passes without a file."""
    import pypdf  # noqa: F401  Loaded once, here, so that a child need not.
    import python_calamine  # noqa: F401

    answers = os.dup(1)
    os.dup2(2, 1)  # Whatever a parser prints must not stand among the answers.
    while select.select([0], [], [], _IDLE_SECONDS)[0]:
        header = _take(0, 8)
        if not header:
            return
        message = _take(0, int.from_bytes(header, "big"))
        answer = _in_a_child(message, answers)
        _put(answers, len(answer).to_bytes(8, "big") + answer)


def _in_a_child(message: bytes, answers: int) -> bytes:
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        os.close(answers)
        _put(into, _confined(message))
        os._exit(0)
    os.close(into)
    ends = time.monotonic() + WALL_SECONDS
    found = bytearray()
    while select.select([out], [], [], max(0, ends - time.monotonic()))[0]:
        chunk = os.read(out, _CHUNK)
        if not chunk:
            break
        found += chunk
    else:
        os.kill(child, signal.SIGKILL)
    os.close(out)
    _, status = os.waitpid(child, 0)
    if status == 0:
        return bytes(found)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
        return _broken("Tệp cần quá nhiều thời gian hoặc bộ nhớ để đọc: hãy tách tệp")
    return _broken("Tệp hỏng: không đọc được")


def _confined(message: bytes) -> bytes:
    """The answer for one file, under limits. Whatever is raised is an answer too."""
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        job, args = msgspec.msgpack.decode(message)
        return msgspec.msgpack.encode(["value", _JOBS[job](*args)])
    except MemoryError:
        return _broken("Tệp quá lớn để đọc: hãy tách hoặc lưu lại tệp")
    except ValueError as error:
        kind = type(error).__name__
        known = kind in ("BrokenFile", "NotGenuine", "UnreadableSheet")
        return msgspec.msgpack.encode([kind, str(error)]) if known else _broken(_UNREAD)
    except BaseException:
        # A panic of calamine is no Exception.
        return _broken(_UNREAD)


_UNREAD = "Tệp hỏng: không đọc được"


def _broken(says: str) -> bytes:
    return msgspec.msgpack.encode([BrokenFile.__name__, says])


def _take(source: int, size: int) -> bytes:
    found = bytearray()
    while len(found) < size:
        chunk = os.read(source, min(_CHUNK, size - len(found)))
        if not chunk:
            return b""
        found += chunk
    return bytes(found)


def _put(target: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(target, left) :]


if __name__ == "__main__":
    main()
    sys.exit(0)
