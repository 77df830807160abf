"""Who decides on a delegation going abroad, and how its decision may be amended.

22/2012/QĐ-UBND Điều 4 khoản 1 and Luật 49/2019 Điều 11 say who sends; 04/2020/TT-BNG Điều 4 khoản 1
lets a decision be corrected once, in one item, and asks for a new document otherwise.
"""

from __future__ import annotations

from typing import Any

from casework import RECORD, Case, Competence, Dossier, Reason, rule
from casework.vocabulary import PROVINCIAL_LEADERS, RANKS, Rank
from delegations import journey, outbound
from delegations.laws import CLERICAL, PASSPORT_GUIDE, PASSPORTS, SENDING_ABROAD
from delegations.outbound import AmendedJourney, Level, OutboundDelegation
from delegations.roles import Role
from delegations.sensitive import is_ordinary

DELEGABLE = "outbound-delegation"


def competence(dossier: Dossier[Any]) -> Competence:
    """Who decides: the Party committee, the People's Council, or the Chairman, and why."""
    f: OutboundDelegation = dossier.fields
    head = f"Trưởng đoàn là {RANKS[f.head]}"
    if f.head in (Rank.PARTY_SECRETARY, Rank.CHAIR):
        why = f"{head}, đương chức thuộc diện Tỉnh ủy quản lý"
        return Competence("party", "Tỉnh ủy", (Reason(why, SENDING_ABROAD, "/members"),))
    if f.sent_by == "party":
        why = "Đoàn do Tỉnh ủy cử"
        return Competence("party", "Tỉnh ủy", (Reason(why, PASSPORTS.art(11), "/sent_by"),))
    if f.sent_by == "council":
        why = "Đoàn do Hội đồng nhân dân tỉnh cử"
        law = PASSPORTS.art(11, 7)
        return Competence("council", "Thường trực HĐND", (Reason(why, law, "/sent_by"),))
    why = f"{head}: việc đi công tác nước ngoài của cán bộ, công chức, viên chức thuộc tỉnh"
    return Competence("chairman", "Chủ tịch UBND", (Reason(why, SENDING_ABROAD),))


def _is_of(case: Case[OutboundDelegation, Any], who: str) -> bool:
    return competence(case.dossier).who == who


@rule(
    SENDING_ABROAD,
    "Thẩm quyền thuộc Tỉnh ủy: Trưởng đoàn là Bí thư, Phó Bí thư hoặc Chủ tịch, đương chức thuộc "
    "diện Tỉnh ủy quản lý, hoặc đoàn do Tỉnh ủy cử",
)
def party_decides_its_own(case: Case[OutboundDelegation, Any]) -> bool:
    return not _is_of(case, "party") or bool(case.actor.roles & {Role.PARTY, Role.OFFICE})


@rule(PASSPORTS.art(11, 7), "Thẩm quyền thuộc Thường trực HĐND: đoàn do HĐND cử", "/sent_by")
def council_decides_its_own(case: Case[OutboundDelegation, Any]) -> bool:
    return not _is_of(case, "council") or Role.OFFICE in case.actor.roles


@rule(
    SENDING_ABROAD,
    "Thẩm quyền thuộc Chủ tịch UBND: việc đi công tác nước ngoài của cán bộ, công chức, viên chức "
    "thuộc tỉnh",
)
def chairman_decides_the_rest(case: Case[OutboundDelegation, Any]) -> bool:
    roles = {Role.CHAIR, Role.DIRECTOR}
    return not _is_of(case, "chairman") or bool(case.actor.roles & roles)


@rule(
    PASSPORTS.art(11, 11),
    "Giám đốc Sở chỉ quyết định khi Chủ tịch UBND đã ủy quyền bằng văn bản, đoàn không do lãnh đạo "
    "tỉnh dẫn đầu và không có vấn đề phức tạp, nhạy cảm",
)
def is_delegated(case: Case[OutboundDelegation, Any]) -> bool:
    if Role.CHAIR in case.actor.roles or Role.DIRECTOR not in case.actor.roles:
        return True
    ordinary = case.fields.level is not Level.PROVINCE and is_ordinary(case.fields)
    return ordinary and bool(case.province.has_delegated(DELEGABLE, case.today))


@rule(PASSPORT_GUIDE.art(4, 1), "Nội dung không khác quyết định đã ban hành", "/members")
def changes_something(case: Case[OutboundDelegation, AmendedJourney]) -> bool:
    return outbound.changes(case.fields, case.data) > 0


@rule(
    PASSPORT_GUIDE.art(4, 1),
    "Chỉ được đính chính một nội dung, một lần trên quyết định; từ hai nội dung trở lên phải ban "
    "hành văn bản mới",
    "/by",
)
def is_corrected_once_at_most(case: Case[OutboundDelegation, AmendedJourney]) -> bool:
    since = [a for a in case.fields.amended if a.by == "correction"]
    if case.data.by == "new-document":
        return True
    return not since and outbound.changes(case.fields, case.data) == 1


@rule(
    RECORD,
    "Văn bản mới phải có số khác, ngày không trước quyết định cũ và không sau hôm nay; đính chính "
    "thì không có văn bản mới",
    "/decision",
)
def document_fits_its_kind(case: Case[OutboundDelegation, AmendedJourney]) -> bool:
    new, old = case.data.decision, case.fields.decision
    if case.data.by == "correction" or new is None or old is None:
        return case.data.by == "correction" and new is None
    return new.number != old.number and old.date <= new.date <= case.today


@rule(CLERICAL.art(8, 2), "Văn bản sửa đổi không thể ban hành sau ngày đoàn đi", "/departs_on")
def is_amended_before_it_departs(case: Case[OutboundDelegation, AmendedJourney]) -> bool:
    return case.data.departs_on >= case.today


@rule(
    SENDING_ABROAD,
    "Thành viên mới thuộc diện phải có văn bản đồng ý của Ban Thường vụ Tỉnh ủy",
    "/party_consent",
)
def party_agrees_to_the_new(case: Case[OutboundDelegation, AmendedJourney]) -> bool:
    old = {m.person_id for m in case.fields.members}
    new = [m for m in case.data.members if m.person_id not in old]
    return not journey.need_consent(case, new) or case.data.party_consent is not None


@rule(SENDING_ABROAD, "Đổi cấp Trưởng đoàn làm đổi cấp đoàn: phải lập hồ sơ khác", "/members")
def head_keeps_its_level(case: Case[OutboundDelegation, AmendedJourney]) -> bool:
    head = outbound.head_of(case.data.members)
    leads = PROVINCIAL_LEADERS
    return head is None or (head.rank in leads) is (case.fields.head in leads)


AUTHORITY = [
    *(party_decides_its_own, council_decides_its_own, chairman_decides_the_rest, is_delegated),
]
AMENDABLE = [
    *(changes_something, is_corrected_once_at_most, document_fits_its_kind),
    *(is_amended_before_it_departs, party_agrees_to_the_new, head_keeps_its_level),
]
DECIDERS = {Role.CHAIR, Role.DIRECTOR, Role.PARTY, Role.OFFICE}
