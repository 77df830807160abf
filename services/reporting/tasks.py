"""A task out of a directive, a plan or a resolution: what it says, who leads, what was shown.

Both tasks of the government (R38) and of the Party (R33) are followed with these words; each has
its own procedure.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from casework import RECORD, Case, Citation, Dossier, Rule, rule
from casework.vocabulary import Decision, DocumentNumber, Prose, Text
from reporting.roles import Role

Stage = Literal["drafting", "comments", "appraisal", "submission", "issue"]
STAGES: dict[Stage, str] = {
    "drafting": "soạn thảo",
    "comments": "lấy ý kiến",
    "appraisal": "Sở Tư pháp thẩm định",
    "submission": "trình",
    "issue": "ban hành",
}


class SourceDocument(Decision, frozen=True, kw_only=True):
    """The document that gives the task."""

    issuer: Annotated[Text, Meta(title="Cơ quan ban hành")]


class TaskText(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nhiệm vụ được giao."""

    source: Annotated[SourceDocument, Meta(title="Văn bản giao nhiệm vụ")]
    clause: Annotated[str, Meta(max_length=100, title="Điều, khoản, mục")] = ""
    task: Annotated[Prose, Meta(title="Nội dung nhiệm vụ")]
    leads: Annotated[tuple[str, ...], Meta(max_length=10, title="Cơ quan chủ trì (mã)")] = ()
    cooperating: Annotated[tuple[str, ...], Meta(max_length=60, title="Cơ quan phối hợp (mã)")] = ()
    due_on: Annotated[datetime.date, Meta(title="Thời hạn hoàn thành")]
    indicator: Annotated[str, Meta(max_length=500, title="Chỉ tiêu, sản phẩm")] = ""

    @property
    def lead(self) -> str:
        return self.leads[0] if self.leads else ""


class Progress(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was done by a day; `body` is who did it."""

    on: Annotated[datetime.date, Meta(title="Đến ngày")]
    percent: Annotated[int, Meta(ge=0, le=100, title="Tỷ lệ hoàn thành")]
    text: Annotated[Prose, Meta(title="Kết quả đến nay")]
    body: Annotated[str, Meta(max_length=60, title="Cơ quan (mã)")] = ""


class Evidence(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What shows that the task is done: a document, or a product that can be looked at."""

    result: Annotated[Prose, Meta(title="Kết quả")]
    number: Annotated[DocumentNumber | None, Meta(title="Số, ký hiệu văn bản")] = None
    date: Annotated[datetime.date | None, Meta(title="Ngày văn bản")] = None
    product: Annotated[str, Meta(max_length=500, title="Sản phẩm, minh chứng")] = ""


class Milestone(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A milestone in the drafting of a legal document; the drafting itself is followed no more."""

    stage: Annotated[Stage, Meta(title="Mốc")]
    on: Annotated[datetime.date, Meta(title="Ngày")]


def has_a_lead(law: Citation) -> Rule[Any, Any]:
    @rule(law, "Nhiệm vụ phải có cơ quan chủ trì", "/leads")
    def holds(case: Case[Any, Any]) -> bool:
        return bool(case.data.leads)

    return holds


def has_one_lead(law: Citation) -> Rule[Any, Any]:
    @rule(law, "Nhiệm vụ chỉ có một cơ quan chủ trì", "/leads")
    def holds(case: Case[Any, Any]) -> bool:
        return len(case.data.leads) <= 1

    return holds


def lead_is_no_helper(law: Citation) -> Rule[Any, Any]:
    @rule(RECORD, "Cơ quan chủ trì không đồng thời là cơ quan phối hợp", "/cooperating")
    def holds(case: Case[Any, Any]) -> bool:
        return not set(case.data.leads) & set(case.data.cooperating)

    return holds


def is_due_after_issue(law: Citation) -> Rule[Any, Any]:
    @rule(RECORD, "Thời hạn không thể trước ngày ban hành văn bản giao", "/due_on")
    def holds(case: Case[Any, Any]) -> bool:
        return bool(case.data.due_on >= case.data.source.date)

    return holds


def is_issued_by_today(law: Citation) -> Rule[Any, Any]:
    @rule(RECORD, "Ngày văn bản giao nhiệm vụ không thể sau hôm nay", "/source/date")
    def holds(case: Case[Any, Any]) -> bool:
        return bool(case.data.source.date <= case.today)

    return holds


def is_of_the_lead(law: Citation) -> Rule[Any, Any]:
    @rule(law, "Chỉ cơ quan chủ trì nhận và báo cáo hoàn thành nhiệm vụ", everywhere=True)
    def holds(case: Case[Any, Any]) -> bool:
        return bool(case.actor.unit == case.fields.lead)

    return holds


def is_of_those_named(law: Citation) -> Rule[Any, Any]:
    @rule(law, "Chỉ cơ quan chủ trì, phối hợp ghi tiến độ", everywhere=True)
    def holds(case: Case[Any, Any]) -> bool:
        return case.actor.unit in {case.fields.lead, *case.fields.cooperating}

    return holds


def is_evidenced(law: Citation) -> Rule[Any, Any]:
    @rule(law, "Hoàn thành phải có văn bản hoặc sản phẩm minh chứng", "/product")
    def holds(case: Case[Any, Evidence]) -> bool:
        told = case.data
        return bool(told.product.strip() or (told.number and told.date))

    return holds


def is_told_by_today(law: Citation, at: str) -> Rule[Any, Any]:
    @rule(RECORD, "Ngày không thể sau hôm nay", f"/{at}")
    def holds(case: Case[Any, Any]) -> bool:
        day = getattr(case.data, at)
        return day is None or bool(day <= case.today)

    return holds


def assignable(law: Citation) -> list[Rule[Any, Any]]:
    """What every task must say when it is assigned."""
    rules = (has_a_lead, has_one_lead, lead_is_no_helper, is_due_after_issue, is_issued_by_today)
    return [made(law) for made in rules]


def bodies_of(case: Case[Any, Any]) -> tuple[str, ...]:
    """Who is told of a task: so it is seen by its lead and by those who cooperate."""
    return (*case.data.leads, *case.data.cooperating)


def note_progress(case: Case[Any, Progress]) -> Any:
    told = replace(case.data, body=case.actor.unit)
    return replace(case.fields, progress=(*case.fields.progress, told))


def record_evidence(case: Case[Any, Evidence]) -> Any:
    return replace(case.fields, evidence=case.data)


def due_day(dossier: Dossier[Any]) -> datetime.date:
    day: datetime.date = dossier.fields.due_on
    return day


def heading(fields: Any) -> str:
    task: str = fields.task.splitlines()[0]
    return task if len(task) <= 150 else task[:149] + "…"


EVERYBODY = {
    *(Role.UNIT, Role.OFFICER, Role.HEAD, Role.DIRECTOR, Role.OFFICE, Role.POLICE, Role.BORDER),
    *(Role.PARTY, Role.INSPECTOR),
}
