"""Foreign reporters working in the province, lodged before 1/7/2026 (R23; 88/2012/NĐ-CP).

They work only after the province's written approval, within the Ministry's permit, and enter a
border or restricted area only on a notice given for it (34/2014/NĐ-CP Điều 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    Before,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Link,
    Lookup,
    Paper,
    Param,
    Transition,
    Within,
    each,
    fill_in,
    rule,
    sensitive,
)
from casework.countries import country, is_country
from casework.vocabulary import Decision, Role, WithReason, labels
from consular_border import border
from consular_border.laws import (
    BORDER_AREA,
    PRESS_IN_THE_PROVINCE,
    SENSITIVE_MATTERS,
)
from consular_border.letters import press_visit as letters
from consular_border.press import KINDS, PRESS, Ended, Place, PressForm, PressVisit, Reporter
from consular_border.refusals import is_dated_by_today
from consular_border.roles import DESK
from consular_border.spans import months_later

ENTERING = BORDER_AREA.art(6, 2, "b")
ANSWER = PRESS.art(13)
WORK = PRESS.form("hoạt động của phóng viên nước ngoài")
REPORT = PRESS_IN_THE_PROVINCE
NOTICE = timedelta(hours=24)
ANSWER_WITHIN = Param(
    name="press-visit.answer-within", title="Trả lời văn phòng báo chí thường trú", law=ANSWER,
    default=5, unit="working-days", least=1, most=30,
)  # fmt: skip
FILE_BEFORE = Param(
    name="press-visit.file-before", law=WORK, default=10, unit="working-days", least=1, most=60,
    title="Phóng viên không thường trú nộp hồ sơ trước khi nhập cảnh",
)  # fmt: skip
CARD_LASTS = Param(
    name="press-visit.card-lasts", title="Thẻ phóng viên có giá trị nhiều nhất", law=WORK,
    default=12, unit="months", least=1, most=60,
)  # fmt: skip


class State(StrEnum):
    RECEIVED = "received"
    CONSULTING = "consulting"
    APPROVED = "approved"
    REFUSED = "refused"
    ACTIVE = "active"
    ENDED = "ended"
    REPORTED = "reported"
    CANCELLED = "cancelled"


STATES = labels(
    State, received="đã tiếp nhận", refused="không chấp thuận", active="đang hoạt động",
    approved="đã chấp thuận", ended="đã kết thúc", reported="đã báo cáo Bộ Ngoại giao",
)  # fmt: skip
Visit = Case[PressVisit, Any]


@each(WORK, "Thẻ, giấy phép phóng viên hết hạn trước khi kết thúc hoạt động", "reporters",
      "card_expires_on")  # fmt: skip
def card_is_in_force(case: Visit, who: Reporter) -> bool:
    issued, expires = who.card_issued_on, who.card_expires_on
    if not who.card or issued is None or expires is None:
        return False
    return issued <= case.today and expires >= case.fields.ends_on


@each(WORK, "Thẻ phóng viên có giá trị quá số tháng cho phép", "reporters", "card_expires_on")
def card_lasts_as_the_law_lets_it(case: Visit, who: Reporter) -> bool:
    months, issued, expires = case.number(CARD_LASTS), who.card_issued_on, who.card_expires_on
    if months is None or issued is None or expires is None:
        return True
    return expires <= months_later(issued, months)


@each(WORK, "Địa điểm ngoài giấy phép của Bộ Ngoại giao", "places", "name")
def place_is_permitted(case: Visit, place: Place) -> bool:
    permit = case.fields.permit
    return permit is None or place.name in permit.places


@each(WORK, "Nội dung ngoài giấy phép của Bộ Ngoại giao", "topics")
def topic_is_permitted(case: Visit, topic: str) -> bool:
    permit = case.fields.permit
    return permit is None or topic in permit.topics


def _is_told_of(case: Visit) -> bool:
    """What a conference says of its foreign press is completed by the desk before it asks."""
    return Role.SYSTEM in case.actor.roles


@rule(RECORD, "Chưa ghi nước của cơ quan báo chí, hoặc không có nước mang mã này", "/country")
def country_is_known(case: Visit) -> bool:
    return _is_told_of(case) or is_country(case.fields.country)


@rule(WORK, "Chưa có danh sách phóng viên", "/reporters")
def reporters_are_named(case: Visit) -> bool:
    return _is_told_of(case) or bool(case.fields.reporters)


@rule(WORK, "Chưa có giấy phép của Bộ Ngoại giao", "/permit")
def has_a_permit(case: Visit) -> bool:
    return _is_told_of(case) or case.fields.permit is not None


@rule(RECORD, "Ngày kết thúc không thể trước ngày bắt đầu", "/ends_on")
def ends_after_it_starts(case: Visit) -> bool:
    return case.fields.starts_at.date() <= case.fields.ends_on


@rule(ANSWER, "Phóng viên chỉ hoạt động sau khi được chấp thuận bằng văn bản", "/starts_at")
def has_not_started(case: Visit) -> bool:
    return case.at < case.fields.starts_at


@rule(
    ENTERING,
    "Vào khu vực biên giới, khu vực cấm phải có hồ sơ vào khu vực biên giới đã thông báo",
    "/border_entry",
)
def entry_is_noticed(case: Visit) -> bool:
    return not is_restricted(case) or bool(case.found["entry"])


@rule(
    ENTERING,
    "Thông báo vào khu vực biên giới phải trước ít nhất 24 giờ",
    "/border_entry",
)
def notice_is_a_day_before(case: Visit) -> bool:
    """Reporters who accompany a delegation enter on the delegation's notice, which has no number
    of hours (khoản 2 điểm c)."""
    f = case.fields
    if not is_restricted(case) or f.kind == "accompanying":
        return True
    noticed = [noticed_at(entry) for entry in case.found["entry"]]
    return all(at is not None and f.starts_at - at >= NOTICE for at in noticed)


def noticed_at(entry: Dossier[Any]) -> datetime | None:
    return next((a.at for a in entry.acts if a.to == "notified"), None)


def is_restricted(case: Visit) -> bool:
    """What the form says of a place, or else the province's list of border communes."""
    on = case.dossier.lodged_on
    return any(
        p.is_restricted or border.names_a_border_commune(case.province, p.name, on)
        for p in case.fields.places
    )


def its_entry(dossier: Dossier[Any], data: Any) -> Sequence[Lookup]:
    code = dossier.fields.border_entry
    noticed = ["notified", "entered"]
    return [Lookup(name="entry", type="border-entry", where={"code": [code]}, states=noticed)]


def take_in(case: Case[PressVisit, PressForm]) -> PressVisit:
    starts_at = case.data.starts_at.astimezone(case.at.tzinfo)
    kept, people = case.fields.conference, len(case.data.reporters)
    return fill_in(case, conference=kept, people=people, starts_at=starts_at)


def record_approval(case: Case[PressVisit, Decision]) -> PressVisit:
    return replace(case.fields, approval=case.data)


def record_end(case: Case[PressVisit, Ended]) -> PressVisit:
    d = case.data
    return replace(
        case.fields, published=d.published, articles=d.articles, violation=d.violation,
        has_violation=bool(d.violation.strip()),
    )  # fmt: skip


def record_report(case: Case[PressVisit, Decision]) -> PressVisit:
    return replace(case.fields, report=case.data)


def is_resident(dossier: Dossier[Any]) -> bool:
    return bool(dossier.fields.kind == "resident")


def is_not_resident(dossier: Dossier[Any]) -> bool:
    return bool(dossier.fields.kind == "non-resident")


def starts(dossier: Dossier[Any]) -> date:
    day: date = dossier.fields.starts_at.date()
    return day


def heading(f: PressVisit) -> str:
    whose = country(f.country) if f.country else "nước ngoài"
    return f"Báo chí {whose} ({KINDS[f.kind]}): {f.media}"


def links(f: PressVisit) -> list[Link]:
    found = [
        ("enters-by", "consular-border", "border-entry", f.border_entry),
        ("attends", "conferences-agreements", "conference", f.conference),
        *(("touched-by", "reporting", "sensitive-matter", m) for m in f.matters),
    ]
    return [Link(*link) for link in found if link[3]]


COMPLETE = [country_is_known, reporters_are_named, has_a_permit]
TOLD = (
    *("media", "country", "kind", "topics", "starts_at", "ends_on", "people", "articles"),
    "has_violation",
)
OPEN = frozenset(State) - {State.REFUSED, State.REPORTED, State.CANCELLED}

# fmt: off
PRESS_VISIT_2013: DossierType[Any] = DossierType(
    name="press-visit", record="R23", prefix="BC",
    title="Hoạt động của phóng viên nước ngoài",
    since=date(2013, 1, 1), law=WORK, revision=2,  # cards may be missing, passports may be named
    fields=PressVisit, heading=heading, links=links, states=STATES,
    final={State.REFUSED, State.REPORTED, State.CANCELLED},
    invariants=[ends_after_it_starts, card_is_in_force, card_lasts_as_the_law_lets_it,
                place_is_permitted, topic_is_permitted],
    params=[CARD_LASTS, *border.COMMUNES.values()],
    discloses=Disclosure(province=TOLD, ministry=TOLD),

    opening=Transition(
        WORK, "receive", title="tiếp nhận hồ sơ", target=State.RECEIVED,
        by={*DESK, Role.SYSTEM}, data=PressForm, requires=COMPLETE, then=take_in,
        emits="received"),

    transitions=[
        Transition(
            WORK, "complete", title="bổ sung hồ sơ", source={State.RECEIVED}, target=STAYS,
            by=DESK, data=PressForm, then=take_in, emits="completed"),
        Transition(
            WORK, "consult", title="lấy ý kiến Công an tỉnh", source={State.RECEIVED},
            target=State.CONSULTING, by=DESK, requires=COMPLETE, emits="consulted",
            consults=Consultation(law=WORK, topic="Hoạt động của phóng viên nước ngoài",
                                  bodies=lambda case: ("cong-an-tinh",))),
        Transition(
            ANSWER, "approve", not_by={"receive", "complete", "consult"},
            title="chấp thuận bằng văn bản", source={State.CONSULTING},
            target=State.APPROVED, by={Role.CHAIR}, data=Decision, needs=its_entry,
            requires=[is_dated_by_today, has_not_started, entry_is_noticed,
                      notice_is_a_day_before],
            then=record_approval, emits="approved"),
        Transition(
            ANSWER, "refuse", title="không chấp thuận", source={State.RECEIVED, State.CONSULTING},
            target=State.REFUSED, by={Role.CHAIR}, data=WithReason, emits="refused"),
        Transition(
            ANSWER, "start", title="bắt đầu hoạt động", source={State.APPROVED},
            target=State.ACTIVE, by=DESK, emits="started"),
        Transition(
            WORK, "end", title="kết thúc hoạt động", source={State.ACTIVE}, target=State.ENDED,
            by=DESK, data=Ended, then=record_end, emits="ended"),
        Transition(
            REPORT, "report", title="báo cáo Bộ Ngoại giao", source={State.ENDED},
            target=State.REPORTED, by=DESK, data=Decision, requires=[is_dated_by_today],
            then=record_report, emits="reported"),
        Transition(
            WORK, "cancel", title="ghi nhận không thực hiện",
            source={State.RECEIVED, State.CONSULTING, State.APPROVED}, target=State.CANCELLED,
            by={*DESK, Role.SYSTEM}, data=WithReason, emits="cancelled"),
        *sensitive.steps(SENSITIVE_MATTERS, OPEN),
    ],

    deadlines=[
        Deadline(
            law=ANSWER, id="D75", name="answer", title="trả lời văn phòng báo chí thường trú",
            owed_to="văn phòng báo chí", met_by={"approve", "refuse"}, applies=is_resident,
            shape=Within(amount=ANSWER_WITHIN, runs_in={State.RECEIVED, State.CONSULTING})),
        Deadline(
            law=WORK, id="D76", name="file", title="nộp hồ sơ của phóng viên không thường trú",
            owed_to="Bộ Ngoại giao", met_by={"receive"}, applies=is_not_resident,
            shape=Before(amount=FILE_BEFORE, event=starts, of="nhập cảnh")),
    ],

    papers=[
        Paper(ANSWER, "tra-loi", title="Công văn trả lời", makes=letters.answer),
        Paper(REPORT, "bao-cao", title="Báo cáo Bộ Ngoại giao", makes=letters.report),
    ],
)
# fmt: on
