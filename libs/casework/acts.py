"""How a dossier moves: performing a transition is one pure function.

lodge and perform are the only ways a dossier moves, reply, attach and hold the only ways it gathers
opinions and files and gets a holder. What a person may do now stands in offers.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from casework import deadline as deadlines_of
from casework import holding, opinion, secrecy, who
from casework.deadline import Clock
from casework.dossier import Act, Actor, Attachment, Dossier, F
from casework.holding import Holding
from casework.law import RECORD, Citation
from casework.opinion import Opinion, Reply
from casework.province import Province
from casework.vocabulary import WithReason, role_titles
from casework.waits import waits
from casework.workflow import (
    SYSTEM,
    Case,
    D,
    DossierType,
    Failure,
    NotYourRole,
    Outcome,
    ReasonNeeded,
    Refused,
    Transition,
    WrongState,
    advice,
)

MAP_OF_UNITS = Citation("19/2025/QĐ-TTg", article="1", mark="W")


def lodge(
    type_: DossierType[F],
    blank: Dossier[Any],
    application: Struct,
    case_of: Callable[[Dossier[F]], Case[F, Any]],
) -> Outcome[F]:
    """Open a dossier. The applicant fills in the application; every other field starts empty.

    `blank` carries id, code, unit and date of lodging; `case_of` puts a dossier before the actor.
    """
    given = {n: getattr(application, n) for n in type_.opening.data.__struct_fields__}
    fields = type_.fields(**given)
    dossier: Dossier[F] = replace(
        blank, type=type_.name, regime=type_.since, fields=fields, title=type_.heading(fields)
    )
    case = case_of(dossier)
    refuse_ended(case.province, case.today)
    return perform(type_, type_.opening, case)


def refuse_ended(province: Province, today: date) -> None:
    """Nothing new is opened in a province that is not on the map; names its successor."""
    if not province.exists(today):
        says = f"{province.name} đã kết thúc hoạt động; nơi tiếp nhận: mã đơn vị "
        says += province.successor
        if today < province.since:
            says = f"{province.name} thành lập từ ngày {province.since:%d/%m/%Y}"
        raise Refused(Failure(says, str(MAP_OF_UNITS)))


def perform(type_: DossierType[F], transition: Transition[F, D], case: Case[F, D]) -> Outcome[F]:
    """Apply one transition or raise Refused. No I/O, no clock of its own, no randomness."""
    _check_who(transition, case)
    _check_state(type_, transition, case)
    advised = _check_conditions(type_, transition, case)

    dossier = case.dossier
    fields = transition.then(case) if transition.then else dossier.fields
    rounds = dossier.rounds
    if transition.consults:
        rounds = (*rounds, opinion.open_round(case, transition.consults))
    changed = replace(
        dossier,
        state=str(transition.target) or dossier.state,
        fields=fields,
        rounds=rounds,
        title=type_.heading(fields),
        links=tuple(type_.links(fields)) if type_.links else dossier.links,
    )
    return _finish(type_, changed, transition, case, advised)


def reply(type_: DossierType[F], case: Case[F, Reply]) -> Outcome[F]:
    """Record the opinion of one body that was asked in a round of this dossier."""
    answer, dossier = case.data, case.dossier
    law = Citation(dossier.rounds[-1].law) if dossier.rounds else type_.law
    asked = [r for r in dossier.rounds if not answer.round or r.number == answer.round]
    asked = [r for r in asked if any(o.body == answer.body for o in r.opinions)]
    if not asked:
        raise Refused(Failure(f"Không hỏi ý kiến «{answer.body}»", str(law), "/body"))
    round_ = asked[-1]
    before = next(o for o in round_.opinions if o.body == answer.body)
    step = who.replying(type_, case, law, before)
    _check_answer(type_, before, step, case)
    refuse_secrets(answer)
    due = before.due
    late = 0
    if due is not None:
        met = case.at if isinstance(due, datetime) else case.today
        unit = "hours" if isinstance(due, datetime) else "working-days"
        late = case.province.calendar.lateness(due, met, unit)
    answered = opinion.record(round_, answer, case.actor.id, case.at, late)
    rounds = tuple(answered if r.number == round_.number else r for r in dossier.rounds)
    return _finish(type_, replace(dossier, rounds=rounds), step, case)


def _check_answer(
    type_: DossierType[F], before: Opinion, step: Transition[F, Any], case: Case[F, Reply]
) -> None:
    """Who may record or correct an opinion, and when: never in a closed dossier; an answer that
    was given is corrected by its body or the head, with a reason."""
    if failure := who.not_theirs(case, step, before.body):
        raise NotYourRole(step.by, failure)
    if case.dossier.state in type_.final:
        raise WrongState(case.refusal(f"Hồ sơ đã đóng, không {step.title}", step.law))
    if before.answer and not case.data.reason.strip():
        says = f"Đã ghi ý kiến «{opinion.ANSWERS[before.answer]}»; muốn sửa phải nêu lý do"
        raise WrongState(case.refusal(says, step.law, "/reason"))
    if not before.answer and case.data.reason:
        raise Refused(case.refusal("Chưa có ý kiến nào để sửa", step.law, "/reason"))


def hold(type_: DossierType[F], case: Case[F, Holding]) -> Outcome[F]:
    """Say who holds the dossier from now on; they are of its team, so that they see it."""
    dossier, to = case.dossier, case.data
    if dossier.state in type_.final:
        raise WrongState(case.refusal("Hồ sơ đã đóng, không giao người giữ", RECORD))
    if failure := holding.hindrance(case):
        raise NotYourRole((*holding.ASSIGNS, "officer"), failure)
    if to.to != case.actor.id and not holding.may_give(case):
        says = "Chuyên viên chỉ nhận cho chính mình hồ sơ chưa ai giữ"
        raise NotYourRole(holding.ASSIGNS, case.refusal(says, holding.LAW, "/to"))
    if to.to == dossier.holder:
        raise Refused(case.refusal("Người này đang giữ hồ sơ", RECORD, "/to"))
    refuse_secrets(to)
    team = dossier.team if to.to in dossier.team else (*dossier.team, to.to)
    changed = replace(dossier, holder=to.to, holder_name=to.name, team=team)
    return _finish(type_, changed, holding.step(case), case)


CIVIL_CODE = Citation("91/2015/QH13", article="147")
FILES = Citation("30/2020/NĐ-CP", article="29")


def refuse_attaching(type_: DossierType[F], dossier: Dossier[F], actor: Actor) -> None:
    """Files come from whoever makes the dossier: who opens or may move it now, and who was asked.

    To read it is not enough. A closed dossier takes none (NĐ 30/2020 art. 29-30).
    """
    if dossier.state in type_.final:
        raise WrongState(Failure("Hồ sơ đã đóng, không bổ sung tài liệu", str(FILES)))
    steps = [type_.opening, *(t for t in type_.transitions if dossier.state in t.source)]
    makers = {str(role) for step in steps for role in step.by}
    asked = any(o.body == actor.unit for r in dossier.rounds for o in r.opinions)
    if not asked and not actor.roles & {*makers, SYSTEM}:
        people = sorted(makers - {SYSTEM})
        says = f"Chỉ {role_titles(people)} hoặc cơ quan được hỏi ý kiến bổ sung tài liệu lúc này"
        raise NotYourRole(people, Failure(says, str(FILES)))


def attach(type_: DossierType[F], attachment: Attachment, case: Case[F, Any]) -> Outcome[F]:
    """Put a file into the dossier."""
    dossier = case.dossier
    refuse_attaching(type_, dossier, case.actor)
    changed = replace(dossier, attachments=(*dossier.attachments, attachment))
    step: Transition[Any, Any] = Transition(
        FILES, "attach", title="bổ sung tài liệu", target=dossier.state, by=case.actor.roles,
        emits="document-attached",
    )  # fmt: skip
    return _finish(type_, changed, step, case)


def recount(type_: DossierType[F], case: Case[F, Any]) -> Outcome[F] | None:
    """Count the due dates again, as an act of the system, after the calendar or a value of the
    province has changed. None when every date stays."""
    dossier = case.dossier
    clocks = deadlines_of.clocks(type_.deadlines, dossier, case.province)
    pairs = deadlines_of.moved(dossier.clocks, clocks)
    asks = [t.consults for t in type_.transitions if t.consults]
    asked = {(ask.topic, ask.id): ask for ask in asks}
    rounds = tuple(
        opinion.redated(r, asked[r.topic, r.id], case) if (r.topic, r.id) in asked else r
        for r in dossier.rounds
    )
    if not pairs and rounds == dossier.rounds:
        return None
    says = [f"«{new.title}»: {_date_of(old)} → {_date_of(new)}" for old, new in pairs]
    says += [] if rounds == dossier.rounds else ["ngày trả lời ý kiến"]
    step: Transition[Any, Any] = Transition(
        CIVIL_CODE, "recount", title="tính lại thời hạn", target=dossier.state, by=(SYSTEM,),
        emits="deadlines-recounted",
    )  # fmt: skip
    told = replace(case, data=WithReason(reason="; ".join(says)[:2000]))
    return _finish(type_, replace(dossier, rounds=rounds), step, told)


def _date_of(clock: Clock) -> str:
    if clock.due is None:
        return clock.undated or ("tạm dừng" if clock.paused else "không có hạn")
    hour = "%H:%M " if isinstance(clock.due, datetime) else ""
    return format(clock.due, f"{hour}%d/%m/%Y")


def _check_who(transition: Transition[Any, Any], case: Case[Any, Any]) -> None:
    if not case.actor.roles & set(transition.by):
        raise NotYourRole(transition.by, who.not_your_role(transition, case))
    if failures := who.seen_before(transition, case):
        raise Refused(*failures)


def _check_state(
    type_: DossierType[Any], transition: Transition[Any, Any], case: Case[Any, Any]
) -> None:
    if case.dossier.state not in (transition.source or {""}):
        label = type_.states.get(case.dossier.state, case.dossier.state)
        says = f"Hồ sơ đang «{label}», không thể {transition.title}"
        raise WrongState(case.refusal(says, transition.law))


def _check_conditions(
    type_: DossierType[F], transition: Transition[F, D], case: Case[F, D]
) -> tuple[Failure, ...]:
    """Every rule is tried, so that one answer names all that is missing; gives what is advice."""
    failures = [f for r in transition.requires for f in r.failures(case)]
    failures += who.incompetent(type_, transition, case)
    if binding := [f for f in failures if f.binds]:
        raise Refused(*binding)
    refuse_secrets(case.data)
    refuse_secrets({"late_reason": case.late_reason})
    return tuple(failures)


def refuse_secrets(data: Any) -> None:
    """Only «thường» is handled here; a stamp in any text is refused (Law 117/2025)."""
    found = [
        Failure(f"Nội dung mang dấu «{stamp}» không được đưa lên mạng", law, pointer)
        for pointer, text in _texts(msgspec.to_builtins(data), "")
        if len(text) > 2
        for stamp in secrecy.stamps(text)
        for law in [str(secrecy.NOT_ON_A_NETWORK)]
    ]
    if found:
        raise Refused(*found)


def _texts(value: Any, at: str) -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [(at, value)]
    if isinstance(value, dict):
        return [t for k, v in value.items() for t in _texts(v, f"{at}/{k}")]
    if isinstance(value, list | tuple):
        return [t for n, v in enumerate(value) for t in _texts(v, f"{at}/{n}")]
    return []


def _finish(
    type_: DossierType[F], changed: Dossier[F], step: Transition[F, Any], case: Case[F, Any],
    advised: Sequence[Failure] = (),
) -> Outcome[F]:  # fmt: skip
    """Write the act, wind the clocks, and ask for a reason when a duty is met late."""
    before, law = case.dossier, case.cite(step.law)
    act = Act(
        version=before.version + 1,
        transition=step.name,
        title=step.title,
        source=before.state,
        to=str(changed.state),
        actor=case.actor.id,
        name=case.actor.name,
        role=next(iter(sorted(case.actor.roles & set(step.by))), ""),
        at=case.at,
        law=law.text,
        mark=law.mark,
        note=getattr(case.data, "reason", ""),
        late_reason=case.late_reason,
    )
    own = changed.team
    team = own if case.actor.id in own else (*own, case.actor.id)
    changed = replace(changed, version=act.version, acts=(*before.acts, act), team=team)
    invariants = type_.invariants if step.name != "recount" else ()  # which changes no fact
    failures = [f for r in invariants for f in r.failures(_now(case, changed))]
    if binding := [f for f in failures if f.binds]:
        raise Refused(*binding)
    act = replace(act, advice=advice([*advised, *failures]))
    changed = replace(changed, acts=(*before.acts, act))
    clocks = deadlines_of.clocks(type_.deadlines, changed, case.province)
    _ask_reason(before.clocks, clocks, case)
    changed = replace(changed, clocks=clocks)
    changed = replace(changed, waits=waits(type_, _now(case, changed)))
    return Outcome(changed, step.emits, act)


def _now(case: Case[F, Any], changed: Dossier[F]) -> Case[F, Any]:
    return replace(case, dossier=changed)


def _ask_reason(before: Sequence[Clock], after: Sequence[Clock], case: Case[Any, Any]) -> None:
    met = {c.name for c in before if c.met}
    late = [c for c in after if c.met and c.late_by and c.name not in met]
    if late and not case.late_reason and SYSTEM not in case.actor.roles:
        raise ReasonNeeded(
            *(
                Failure(
                    f"«{c.title}» trễ hạn ({c.due}): phải nêu lý do",
                    c.law,
                    "/late_reason",
                    c.ground,
                    c.mark,
                )
                for c in late
            )
        )
