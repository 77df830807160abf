"""Foreign reporters working in the province since 1/7/2026 (R23; 262/2026/NĐ-CP, Điều 5, 6, 8, 16).

What changed: reporters who are not resident show a passport valid for six months instead of a card,
file ten days before entry, and may add places and topics once the People's Committee agrees in
writing; a resident's card lasts as long as the visa; who guides them reports within three working
days after the programme.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    After,
    Before,
    Case,
    Deadline,
    DossierType,
    Param,
    Transition,
    Within,
    act_day,
    each,
    rule,
)
from casework.vocabulary import Role
from consular_border import border
from consular_border.press import PRESS_2026, Change, Place, PressVisit, Reporter
from consular_border.procedures.press_visit import law_2013 as before
from consular_border.procedures.press_visit.law_2013 import PRESS_VISIT_2013, State, Visit
from consular_border.refusals import is_dated_by_today
from consular_border.spans import months_later

FILING = PRESS_2026.art(5, 1)
PASSPORT = PRESS_2026.art(5, 1, "b")
AFTERWARDS = PRESS_2026.art(6, 1)
CHANGING = PRESS_2026.art(6, 2)
CARDS = PRESS_2026.art(15)
ANSWER = PRESS_2026.art(16, 3)
WORK = PRESS_2026.form("hoạt động báo chí tại địa phương")
ANSWER_WITHIN = Param(
    name="press-visit.answer-within", title="Trả lời văn phòng báo chí thường trú", law=ANSWER,
    default=5, unit="working-days", least=1, most=30,
)  # fmt: skip
FILE_BEFORE = Param(
    name="press-visit.file-before", law=FILING, default=10, unit="calendar-days", least=1, most=60,
    title="Phóng viên không thường trú nộp hồ sơ trước ngày dự kiến nhập cảnh",
)  # fmt: skip
REPORT_WITHIN = Param(
    name="press-visit.report-within", law=AFTERWARDS, default=3, unit="working-days", least=1,
    most=30, title="Cơ quan hướng dẫn báo cáo Bộ Ngoại giao sau khi kết thúc chương trình",
)  # fmt: skip
PASSPORT_MONTHS = 6


@each(CARDS, "Phóng viên thường trú phải có thẻ còn giá trị đến hết hoạt động", "reporters",
      "card_expires_on")  # fmt: skip
def resident_has_a_card(case: Visit, who: Reporter) -> bool:
    if case.fields.kind != "resident":
        return True
    issued, expires = who.card_issued_on, who.card_expires_on
    in_time = issued is not None and issued <= case.today
    return bool(who.card) and in_time and expires is not None and expires >= case.fields.ends_on


@each(PASSPORT, "Hộ chiếu phải còn giá trị ít nhất 06 tháng kể từ ngày bắt đầu hoạt động",
      "reporters", "passport_expires_on")  # fmt: skip
def visitor_has_a_passport(case: Visit, who: Reporter) -> bool:
    if case.fields.kind == "resident":
        return True
    until = months_later(before.starts(case.dossier), PASSPORT_MONTHS)
    expires = who.passport_expires_on
    return bool(who.passport) and expires is not None and expires >= until


@each(CHANGING, "Địa điểm ngoài giấy phép, chưa được Ủy ban nhân dân đồng ý bằng văn bản",
      "places", "name")  # fmt: skip
def place_is_permitted(case: Visit, place: Place) -> bool:
    permit, change = case.fields.permit, case.fields.change
    added = change.places if change else ()
    return permit is None or place.name in (*permit.places, *added)


@each(CHANGING, "Nội dung ngoài giấy phép, chưa được Ủy ban nhân dân đồng ý bằng văn bản",
      "topics")  # fmt: skip
def topic_is_permitted(case: Visit, topic: str) -> bool:
    permit, change = case.fields.permit, case.fields.change
    added = change.topics if change else ()
    return permit is None or topic in (*permit.topics, *added)


@rule(RECORD, "Chưa ghi nội dung hoặc địa điểm thay đổi", "/places")
def changes_something(case: Case[PressVisit, Change]) -> bool:
    return bool(case.data.places or case.data.topics)


def agree_to_change(case: Case[PressVisit, Change]) -> PressVisit:
    """What is agreed joins the visit; all that was agreed before stays."""
    f, new = case.fields, case.data
    old = f.change
    topics = dict.fromkeys([*(old.topics if old else ()), *new.topics])
    names = dict.fromkeys([*(old.places if old else ()), *new.places])
    known = {p.name for p in f.places}
    more = tuple(Place(name=n) for n in new.places if n not in known)
    return replace(
        f,
        change=replace(new, topics=tuple(topics), places=tuple(names)),
        places=(*f.places, *more),
        topics=tuple(dict.fromkeys([*f.topics, *new.topics])),
    )


def _under_this_law(step: Transition[Any, Any]) -> Transition[Any, Any]:
    """A step that stayed as it was, under the article that says so now."""
    laws = {before.ANSWER: ANSWER, before.WORK: WORK}
    return replace(step, law=laws.get(step.law, step.law))


# fmt: off
PRESS_VISIT_2026: DossierType[Any] = replace(
    PRESS_VISIT_2013,
    since=date(2026, 7, 1), law=WORK, revision=1,
    invariants=[before.ends_after_it_starts, resident_has_a_card, visitor_has_a_passport,
                place_is_permitted, topic_is_permitted],
    params=[ANSWER_WITHIN, FILE_BEFORE, REPORT_WITHIN, *border.COMMUNES.values()],
    opening=_under_this_law(PRESS_VISIT_2013.opening),
    transitions=[
        *(_under_this_law(t) for t in PRESS_VISIT_2013.transitions),
        Transition(
            CHANGING, "agree-to-change", title="đồng ý đổi chương trình, địa điểm",
            source={State.APPROVED, State.ACTIVE}, target=STAYS, by={Role.CHAIR}, data=Change,
            requires=[is_dated_by_today, changes_something], then=agree_to_change,
            emits="change-agreed"),
    ],
    deadlines=[
        Deadline(
            law=ANSWER, id="D75", name="answer", title="trả lời văn phòng báo chí thường trú",
            owed_to="văn phòng báo chí", met_by={"approve", "refuse"}, applies=before.is_resident,
            shape=Within(amount=ANSWER_WITHIN, runs_in={State.RECEIVED, State.CONSULTING})),
        Deadline(
            law=FILING, id="D76", name="file", title="nộp hồ sơ của phóng viên không thường trú",
            owed_to="Bộ Ngoại giao", met_by={"receive"}, applies=before.is_not_resident,
            shape=Before(amount=FILE_BEFORE, event=before.starts, of="nhập cảnh")),
        Deadline(
            law=AFTERWARDS, name="report", title="báo cáo Bộ Ngoại giao kết quả hoạt động",
            owed_to="Bộ Ngoại giao", met_by={"report"}, applies=before.is_not_resident,
            shape=After(amount=REPORT_WITHIN, event=act_day("end"), of="kết thúc chương trình")),
    ],
)
# fmt: on
