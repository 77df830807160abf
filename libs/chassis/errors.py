"""What goes wrong between a request and the database, in words.

Where an exception meets a status stands in `problems.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any


class NotFound(Exception):
    """There is no such thing, or the person may not know of it."""


class Stale(Exception):
    """Someone else changed the dossier since it was read."""

    def __init__(self, id: str, expected: int, now: Mapping[str, Any] | None = None) -> None:
        """`now` is the row as it stands: its last act says who changed it, and when."""
        says = f"Hồ sơ {id} đã thay đổi sau phiên bản {expected}"
        self.expected = expected
        self.changed: dict[str, Any] = {}
        if now is not None:
            act = now["acts"][-1]
            self.changed = {"version": now["version"], "by": act["actor"], "at": act["at"],
                            "title": act["title"]}  # fmt: skip
            at = datetime.fromisoformat(act["at"])
            says += f", hiện là phiên bản {now['version']}: {act['actor']} đã «{act['title']}»"
            says += f" lúc {at:%H:%M} ngày {at:%d/%m/%Y}"
        super().__init__(says)


class KeyReused(Exception):
    """An idempotency key was used before with another body."""


class InFlight(Exception):
    """The first request with this idempotency key has not finished."""


class Unavailable(Exception):
    """The database or the broker does not answer."""


class NewerRow(Unavailable):
    """A newer version of the program wrote this record, and this one may not: ask again, of a
    process that has been updated."""

    def __init__(self, type_: str, id: str, ours: int, theirs: int) -> None:
        super().__init__(
            f"Hồ sơ {type_}/{id} do phần mềm mới hơn ghi (bản {theirs}, ở đây bản {ours}); "
            "hệ thống đang được cập nhật, xin gửi lại sau ít phút"
        )


class UnreadableRow(Exception):
    """A stored record that this program cannot read: names it and the reason."""

    def __init__(self, type_: str, id: str, why: str) -> None:
        super().__init__(f"Hồ sơ {type_}/{id} đang lưu không đọc được: {why}")


class UnknownRegime(UnreadableRow):
    """A record lodged under a regime that no type of the service has."""


class Rehearsed(Exception):
    """An act was tried whole and is undone with its transaction; `outcome` is what it came to."""

    def __init__(self, outcome: Any) -> None:
        super().__init__("rehearsed")
        self.outcome = outcome
