"""A step tried before it is sent: `?check=true` answers what it would come to, and writes nothing.

What would be refused is refused in the same words, with the same status.
"""

from __future__ import annotations

from typing import Any

from litestar import Request

from casework import Dossier, DossierType
from chassis.web.problems import Unreadable

Req = Request[Any, Any, Any]


def is_asked(request: Req, name: str = "check") -> bool:
    """Whether the request is for a rehearsal. Raises Unreadable."""
    asked = request.query_params.get(name, "false")
    if asked not in ("true", "false"):
        raise Unreadable(f"{name} phải là true hoặc false")
    return bool(asked == "true")


def outcome(type_: DossierType[Any], dossier: Dossier[Any]) -> dict[str, Any]:
    """What the dossier would be after the act, without a name of its own."""
    act = dossier.acts[-1]
    return {
        "may": True,
        "title": dossier.title,
        "state": dossier.state,
        "state_title": type_.states[dossier.state],
        "final": dossier.state in type_.final,
        "clocks": dossier.clocks,
        "waits": dossier.waits,
        "advice": act.advice,
    }
