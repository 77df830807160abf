"""Who may take a step: role, four eyes, competence, and the rules that can be tried beforehand.

Each answers with the reason that stands in somebody's way, so that an act can be refused with it
and an offer can say it before anybody tries.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from casework.dossier import F
from casework.law import Citation
from casework.opinion import Opinion
from casework.province import Province
from casework.vocabulary import Role, role_titles
from casework.workflow import Case, DossierType, Failure, Rule, Transition, refusal

CORRECTS = (Role.HEAD, Role.DIRECTOR)  # besides the body itself


def not_your_role(transition: Transition[Any, Any], case: Case[Any, Any]) -> Failure:
    """Names those who may, by their titles."""
    return only_by(transition, case.province, case.dossier.lodged_on)


def only_by(transition: Transition[Any, Any], province: Province, on: date) -> Failure:
    """The same, before there is a dossier."""
    says = f"Chỉ {role_titles(transition.by)} được {transition.title}"
    return refusal(says, transition.law, "", province, on)


def seen_before(transition: Transition[Any, Any], case: Case[Any, Any]) -> list[Failure]:
    """What this person did on the dossier that keeps them from this step (four eyes)."""
    done = [a for a in case.dossier.acts if a.transition in transition.not_by]
    titles = dict.fromkeys(a.title for a in done if a.actor == case.actor.id)
    says = "Người đã «{}» không được {} cùng hồ sơ"
    return [case.refusal(says.format(t, transition.title), transition.law) for t in titles]


def incompetent(
    type_: DossierType[F], transition: Transition[F, Any], case: Case[F, Any]
) -> list[Failure]:
    """Why the decision is not of this step: somebody else is competent."""
    if not transition.competent or not type_.competence:
        return []
    competence = type_.competence(case.dossier)
    if competence.who in transition.competent:
        return []
    why = "; ".join(b.says for b in competence.because)
    law = competence.because[0].law if competence.because else transition.law
    says = f"Thẩm quyền thuộc {competence.title}" + (f": {why}" if why else "")
    return [case.refusal(says, law)]


def replying(
    type_: DossierType[Any], case: Case[Any, Any], law: Citation, before: Opinion
) -> Transition[Any, Any]:
    """The step by which an opinion is recorded, or by the head corrected."""
    does, by = ("sửa", CORRECTS) if before.answer else ("ghi", type_.replies_by)
    return Transition(
        law, "reply", title=f"{does} ý kiến của {case.province.unit(before.body)}",
        target=case.dossier.state, by=by, emits="opinion-recorded",
    )  # fmt: skip


def not_theirs(case: Case[Any, Any], step: Transition[Any, Any], body: str) -> Failure | None:
    """Why this person may not record or correct the opinion of a body, if they may not."""
    if case.actor.unit == body or case.actor.roles & set(step.by):
        return None
    who = f"{case.province.unit(body)} hoặc {role_titles(step.by)}"
    return case.refusal(f"Chỉ {who} được {step.title}", step.law)


class Unknown(Exception):
    """A rule looked at something that is not known before the step is sent."""


def _unknown(*_: Any) -> Any:
    raise Unknown


class _NotYet:
    """Stands where the data of a step will be: whatever looks at it raises Unknown."""

    __getattribute__ = __getitem__ = __contains__ = _unknown
    __iter__ = __len__ = __bool__ = __eq__ = _unknown
    __hash__ = _unknown


NOT_YET: Any = _NotYet()


def tried(rules: Iterable[Rule[Any, Any]], case: Case[Any, Any]) -> list[Failure]:
    """The failures of those rules that look at nothing that is not known yet."""
    failures: list[Failure] = []
    for rule in rules:
        try:
            failures += rule.failures(case)
        except (Unknown, TypeError):  # msgspec tells what it cannot encode by a TypeError
            continue
    return failures
