"""News of a letter, as it reaches the gateway, and the row that is folded from it."""

from __future__ import annotations

from typing import Any

from casework import CloudEvent, News
from chassis.wire.followed import Followed
from gateway.projections import rows


def news(**more: Any) -> News:
    told: dict[str, Any] = {
        "service": "delegations",
        "type": "letter",
        "record": "R99",
        "code": "TH-2026-ABC123",
        "title": "Đoàn công tác Đà Nẵng",
        "state": "lodged",
        "state_title": "đã gửi",
        "final": False,
        "unit": "so-y-te",
        "law": "99/2026/TEST",
        "transition": "lodge",
        "actor_role": "unit",
        "lodged": "2026-11-10",
    }
    return News(**{**told, **more})


def followed(told: News, position: int = 1, version: int = 1) -> Followed:
    event = CloudEvent(
        id=f"e{position}",
        source="/provinces/86/delegations",
        type="vn.ngoaivu.delegations.letter.lodged.v1",
        subject="d1",
        time="2026-11-10T09:00:00+07:00",
        province="86",
        sequence=version,
        data=told,
        position=position,
    )
    return Followed(service="delegations", province="86", position=position, event=event)


def row(**more: Any) -> dict[str, Any]:
    (folded,) = rows.fold("dossiers_1", [followed(news(**more))])
    return folded.fields


def clock(name: str, due: str | None, met: str | None = None, **more: Any) -> dict[str, Any]:
    return {"name": name, "title": name, "law": "Điều 1", "due": due, "met": met, **more}
