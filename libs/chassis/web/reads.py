"""The journal of reads: who looked at which persons' records, and when.

A line names the records and says nothing of what stands in them. It is read back by those who
inspect, and by the head of the department; their reading of it changes nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from litestar import Request, Response, get

from casework import Actor, Failure, NotYourRole
from chassis import visibility
from chassis.store.driver import Document, Store
from chassis.store.identifiers import line_id
from chassis.web.documented import documented
from chassis.web.http import Gate, json
from chassis.web.problems import Unreadable

Req = Request[Any, Any, Any]
INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {
    "reads": (([("province", 1), ("_id", -1)], {}), ([("dossiers", 1)], {}), ([("actor", 1)], {}))
}
READERS = frozenset({"inspector", "director"})
PAGE = 100


async def write_down(store: Store, rows: Sequence[Document], actor: str, at: str) -> None:
    """One line for each province and type of what was shown in one answer."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        groups.setdefault((row["province"], row["type"]), []).append(row["_id"])
    lines = [
        {"_id": line_id(), "province": province, "type": type_, "dossiers": ids, "actor": actor,
         "at": at} for (province, type_), ids in sorted(groups.items())
    ]  # fmt: skip
    if lines:
        await store["reads"].insert_many(lines)


def reads_route(path: str, gate: Gate, store: Callable[[], Store]) -> Any:
    """`GET <path>?dossier=&actor=&before=`: newest first."""

    @get(
        path,
        operation_id="reads",
        operation_class=documented(query=["dossier", "actor", "before"]),
        summary="nhật ký đọc hồ sơ về người",
        tags=["Nhật ký đọc"],
    )
    async def reads(request: Req) -> Response[bytes]:
        actor = _reader(await gate.actor(request))
        asked = request.query_params
        where: Document = {"province": visibility.under(actor.provinces)}
        for name, field in (("dossier", "dossiers"), ("actor", "actor")):
            if value := asked.get(name):
                where[field] = _short(value)
        if before := asked.get("before"):
            where["_id"] = {"$lt": _short(before)}
        found = await store()["reads"].find(where).sort("_id", -1).limit(PAGE).to_list(None)
        items = [{"id": row.pop("_id"), **row} for row in found]
        following = items[-1]["id"] if len(items) == PAGE else None
        return json({"items": items, "next": following})

    return reads


def _reader(actor: Actor) -> Actor:
    if not actor.roles & READERS:
        says = "Chỉ thanh tra và Giám đốc Sở Ngoại vụ xem nhật ký đọc"
        raise NotYourRole(READERS, Failure(says, "13/2023/NĐ-CP, Điều 26"))
    return actor


def _short(value: str) -> str:
    if len(value) > 200:
        raise Unreadable("điều kiện lọc dài quá 200 ký tự")
    return value
