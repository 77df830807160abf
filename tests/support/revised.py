"""A notice as its procedure stood through the years: two revisions that break with one another, one
that only adds, and two regimes of one name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from msgspec import Meta, Struct

from casework import (
    Case,
    Dossier,
    DossierType,
    Law,
    Lookup,
    Transition,
    field_renamed,
    fields_changed,
    fill_in,
    rule,
    state_renamed,
)
from casework.revision import Row, Upgrade

LAW = Law("98/2026/TEST", "Quy trình qua các năm")


class Notice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thông báo, như quy trình năm đầu hỏi."""

    subject: Annotated[str, Meta(min_length=2, max_length=200)]
    pages: int = 1
    typist: str = ""


class NoticeKept(Notice, frozen=True, kw_only=True):
    """Thông báo."""

    answer: str = ""


class Coloured(Notice, frozen=True, kw_only=True):
    """Thông báo, thêm một trường có giá trị mặc định."""

    colour: str = "trắng"


class ColouredKept(Coloured, frozen=True, kw_only=True):
    """Thông báo."""

    answer: str = ""


class Revised(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thông báo: `pages` đổi tên, `typist` bỏ, `origin` phải có, `subject` dài hơn."""

    subject: Annotated[str, Meta(min_length=12, max_length=200)]
    leaves: Annotated[int, Meta(ge=1)] = 1
    origin: Annotated[str, Meta(min_length=2)]


class RevisedKept(Revised, frozen=True, kw_only=True):
    """Thông báo."""

    answer: str = ""


class Answer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Trả lời."""

    answer: Annotated[str, Meta(min_length=2)]


class Reply2027(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Trả lời theo quy định mới."""

    reply: Annotated[str, Meta(min_length=2)]


class Kept2027(Notice, frozen=True, kw_only=True):
    """Thông báo theo quy định mới."""

    reply: str = ""


def origin_is_unknown(fields: Row) -> Row:
    """Nobody was asked where a notice came from; who typed it is kept nowhere any more."""
    kept = {name: value for name, value in fields.items() if name != "typist"}
    return {**kept, "origin": "chưa rõ"}


UPGRADES: Mapping[int, Upgrade] = {
    1: field_renamed("pages", "leaves"),
    2: fields_changed(origin_is_unknown),
    3: state_renamed("considered", "under-review"),
}


@rule(LAW.art(3), "Đã có thông báo cùng trích yếu đang xem xét", "/subject")
def new(case: Case[Any, Any]) -> bool:
    return not case.found["same"]


def notice(
    application: type[Struct] = Notice,
    fields: type[Struct] = NoticeKept,
    considered: str = "considered",
    *,
    revision: int = 1,
    upgrades: Mapping[int, Upgrade] | None = None,
    since: date = date(2020, 1, 1),
    answer: type[Struct] = Answer,
    by: Collection[str] = ("head",),
    more: Sequence[Transition[Any, Any]] = (),
) -> DossierType[Any]:
    """The procedure with these shapes and names."""

    def same(dossier: Dossier[Any], data: Any) -> list[Lookup]:
        where = {"fields.subject": [data.subject]}
        return [Lookup(name="same", type="notice", where=where, states=(considered,))]

    made: DossierType[Any] = DossierType(
        name="notice", record="R99", title="Thông báo", prefix="TB", since=since, law=LAW.art(1),
        fields=fields, no_deadline="quy trình thử",
        states={"lodged": "đã gửi", considered: "đang xem xét", "answered": "đã trả lời"},
        final={"answered"}, heading=lambda f: f.subject,
        opening=Transition(
            LAW.art(2), "lodge", title="gửi", target="lodged", by={"unit", "officer"},
            data=application, emits="lodged", requires=[new], needs=same,
        ),
        transitions=[
            Transition(
                LAW.art(3), "consider", title="nhận xem xét", source={"lodged"},
                target=considered, by={"officer"}, emits="considered",
            ),
            Transition(
                LAW.art(4), "answer", title="trả lời", source={considered}, target="answered",
                by=by, data=answer, emits="answered", then=fill_in,
            ),
            *more,
        ],
        revision=revision, upgrades=upgrades or {},
    )  # fmt: skip
    return made


FIRST = notice()
ADDED = notice(Coloured, ColouredKept, revision=2)
BROKEN = notice(Revised, RevisedKept, "under-review", revision=4, upgrades=UPGRADES)
ON_2027 = notice(
    Notice, Kept2027, since=date(2027, 1, 1), answer=Reply2027, by=("director",),
    more=[
        Transition(
            LAW.art(5), "publish", title="đăng công khai", source={"considered"},
            target="considered", by={"officer"}, emits="published",
        )
    ],
)  # fmt: skip
