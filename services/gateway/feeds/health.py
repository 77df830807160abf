"""How each feed that the ministry reads is doing, and why, in words.

A feed that fails keeps what was taken before it failed; `at` is when its gateway last answered
whole. Streams whose chain does not hold are named with what is wrong with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

import httpx
import msgspec

from casework.workdays import HANOI

Standing = Literal["live", "slow", "silent", "refused", "garbled", "broken", "unread"]
SLOW = 2.0  # seconds that one answer may take


class FeedHealth(msgspec.Struct, frozen=True, kw_only=True):
    """One feed. `says` is the reason in words, empty where all is well; `cause` is for engineers.

    `broken` names the streams that are followed no further, each with its reason.
    """

    name: str
    url: str
    standing: Standing
    says: str = ""
    cause: str = ""
    at: str | None = None
    seconds: float = 0.0
    acknowledged: str | None = None
    provinces: list[str] = []
    broken: dict[str, str] = {}


def health(
    name: str, url: str, row: Mapping[str, Any], provinces: Mapping[str, Any] = {}
) -> FeedHealth:
    """What the row of a feed says of it; `provinces` are the codes that there are."""
    streams: Mapping[str, Any] = row.get("streams") or {}
    covered = {str(c["province"]) for c in row.get("coverage") or ()}
    its = covered | {stream.partition("/")[2] for stream in streams}
    at, took = row.get("at"), float(row.get("seconds") or 0.0)
    broken = {s: str(kept["broken"]) for s, kept in sorted(streams.items()) if kept.get("broken")}
    standing, says = _standing(row, at, took, broken)
    return FeedHealth(
        name=name,
        url=url,
        standing=standing,
        says=says,
        cause=str(row.get("error") or ""),
        at=_moment(at),
        seconds=round(took, 1),
        acknowledged=row.get("acknowledged"),
        provinces=sorted(its) or ([name] if name in provinces else []),
        broken=broken,
    )


def _standing(
    row: Mapping[str, Any], at: float | None, took: float, broken: Mapping[str, str]
) -> tuple[Standing, str]:
    if row.get("error"):
        trouble: Standing = row.get("trouble") or "silent"
        since = f"; giữ số liệu lúc {_clock(at)}" if at else "; chưa nhận được gì"
        return trouble, str(row.get("says") or "không liên lạc được") + since
    if broken:
        return "broken", "; ".join(f"{stream}: {says}" for stream, says in broken.items())
    if at is None:
        return "unread", "chưa nhận được gì từ cổng này"
    if took > SLOW:
        return "slow", f"trả lời chậm: {took:.1f} giây một trang".replace(".", ",")
    return "live", ""


def trouble(error: Exception) -> tuple[Standing, str]:
    """The kind of a failure, and what happened as a sentence for people."""
    match error:
        case httpx.ConnectTimeout() | httpx.ConnectError():
            return "silent", "không liên lạc được: cổng không nhận kết nối"
        case httpx.TimeoutException():
            return "slow", "quá thời gian chờ, cổng chưa trả lời xong"
        case httpx.HTTPStatusError(response=response):
            return "refused", f"cổng từ chối hoặc gặp lỗi: mã {response.status_code}"
        case httpx.DecodingError() | httpx.RemoteProtocolError():
            return "garbled", "cổng trả lời sai giao thức"
        case httpx.HTTPError() | OSError():
            return "silent", "mất liên lạc giữa chừng"
    return "garbled", "cổng trả lời không phải luồng tin"


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else _local(seconds).isoformat(timespec="seconds")


def _clock(seconds: float) -> str:
    return f"{_local(seconds):%H:%M %d/%m/%Y}"


def _local(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(HANOI)
