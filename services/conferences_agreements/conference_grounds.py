"""Who permits a conference, and why (06/2020/QĐ-TTg, Điều 3; 134/2025/NĐ-CP; S004 Điều 2.14)."""

from __future__ import annotations

from collections.abc import Collection

from casework import Citation, Competence, Param, Reason
from casework.vocabulary import ABOVE_THE_CHAIRMAN, RANKS
from conferences_agreements.conference_forms import (
    AUTHORITIES,
    TOPICS,
    Authority,
    OrganiserKind,
    Plan,
    Topic,
)
from conferences_agreements.laws import (
    CONFERENCES,
    DECENTRALISATION,
    OPINIONS_ON_CONFERENCES,
)

RESERVED_TOPICS = frozenset(
    {
        *(Topic.SOVEREIGNTY, Topic.SECURITY, Topic.DEFENCE, Topic.ETHNICITY),
        *(Topic.RELIGION, Topic.HUMAN_RIGHTS, Topic.STATE_SECRET),
    }
)
ELSEWHERE = frozenset({OrganiserKind.ASSOCIATION, OrganiserKind.CENTRAL})
MINISTER_LEVEL = "minister-level"

DECENTRALISED_GROUNDS = Param(
    name="conference.decentralised-grounds",
    title="Hội nghị, hội thảo thuộc thẩm quyền Thủ tướng được phân cấp cho Chủ tịch UBND tỉnh",
    law=Citation(DECENTRALISATION.number, mark="X"),
    default=(),
)
"""Its criteria were not found: the names of topics, or «minister-level», stand in the province's
own row with their text; with no row nothing is decentralised."""


def reserved_topics(plan: Plan) -> list[Topic]:
    return [t for t in plan.topics if t in RESERVED_TOPICS]


def is_of_minister_level(plan: Plan) -> bool:
    return any(g.highest in ABOVE_THE_CHAIRMAN for g in plan.foreign)


def grounds(plan: Plan) -> set[str]:
    """What takes a conference out of the Chairman's own competence."""
    found: set[str] = set(map(str, reserved_topics(plan)))
    return found | ({MINISTER_LEVEL} if is_of_minister_level(plan) else set())


def is_decentralised(plan: Plan, allowed: Collection[str]) -> bool:
    found = grounds(plan)
    return bool(found) and found <= set(allowed)


def is_elsewhere(plan: Plan) -> bool:
    """Permitted by a ministry or another body: the province only gives its opinion."""
    return plan.organiser_kind in ELSEWHERE


def goes_up(plan: Plan, classified: Authority | None) -> bool:
    """Whether the Prime Minister's lead time applies."""
    own = not is_elsewhere(plan) and classified is not Authority.DECENTRALISED
    return own and bool(grounds(plan))


def authority(plan: Plan, classified: Authority | None) -> Competence:
    """The class of a conference, with every reason and its article."""
    if is_elsewhere(plan):
        says = "đơn vị tổ chức không do UBND tỉnh quản lý hoặc cấp phép"
        return _of(Authority.OTHER, Reason(says, OPINIONS_ON_CONFERENCES))
    why = tuple(_reasons(plan))
    if why and classified is Authority.DECENTRALISED:
        return _of(Authority.DECENTRALISED, *why)
    if why:
        return _of(Authority.PRIME_MINISTER, *why)
    return _of(Authority.CHAIRMAN)


def _reasons(plan: Plan) -> list[Reason]:
    law = CONFERENCES.art(3, 1)
    found = [
        Reason(f"có đại biểu {g.country} cấp {RANKS[g.highest]}", law, "/foreign")
        for g in plan.foreign
        if g.highest in ABOVE_THE_CHAIRMAN
    ]
    return found + [
        Reason(f"nội dung liên quan đến {TOPICS[t]}", law, "/topics") for t in reserved_topics(plan)
    ]


def _of(who: Authority, *because: Reason) -> Competence:
    return Competence(str(who), AUTHORITIES[who], because)
