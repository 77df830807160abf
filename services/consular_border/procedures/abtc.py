"""Permission to use an APEC business travel card (QĐ 09/2023/QĐ-TTg).

Enterprises: the department asks tax, customs, social insurance and police; here, and only here,
the law takes silence for consent, and a body may ask for more time once. Then the Chairman decides.
The State sector (Điều 9): the department reviews, the Chairman decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from casework import (
    RECORD,
    STAYS,
    After,
    Amount,
    Case,
    Consultation,
    Deadline,
    Disclosure,
    Dossier,
    DossierType,
    Paper,
    Param,
    Transition,
    Within,
    each,
    fill_in,
    rule,
)
from casework.vocabulary import Decision, WithReason, labels
from consular_border.abtc_forms import (
    AbtcPermission,
    Card,
    CardRequest,
    Extension,
    Refusal,
    complete_on,
    opposing,
    waiting,
)
from consular_border.laws import APEC_CARD
from consular_border.letters import abtc as letters
from consular_border.places import ECONOMIES
from consular_border.refusals import is_dated_by_today, is_own
from consular_border.roles import APPLICANTS, DEPARTMENT, DESK, Role
from consular_border.spans import months_later, years_later

STEPS = APEC_CARD.art(10)
STATE_SECTOR = APEC_CARD.art(9)
CONDITION = APEC_CARD.form("điều kiện được xem xét sử dụng thẻ")
ASKED = Param(
    name="abtc.asked-bodies",
    title="Cơ quan được hỏi ý kiến về doanh nghiệp, doanh nhân",
    law=STEPS,
    default=("Thuế tỉnh", "Hải quan", "Bảo hiểm xã hội tỉnh", "cong-an-tinh"),
)


class State(StrEnum):
    RECEIVED = "received"
    RETURNED = "returned"
    CONSULTING = "consulting"
    PRESENTED = "presented"
    PERMITTED = "permitted"
    REFUSED = "refused"
    RECALLED = "recalled"
    GIVEN_BACK = "given-back"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


STATES = labels(
    State, received="đã tiếp nhận", presented="trình Chủ tịch UBND", withdrawn="đã rút",
    permitted="cho phép sử dụng thẻ", refused="không cho phép", recalled="yêu cầu nộp lại thẻ",
    given_back="đã nộp lại thẻ", expired="thẻ hết giá trị",
)  # fmt: skip


@rule(CONDITION, "Doanh nhân phải đủ 18 tuổi", "/born_on")
def is_of_age(case: Case[AbtcPermission, Any]) -> bool:
    return years_later(_asked(case).born_on, 18) <= case.today


@rule(CONDITION, "Doanh nhân phải giữ chức vụ từ 12 tháng trở lên", "/in_post_since")
def is_a_year_in_post(case: Case[AbtcPermission, Any]) -> bool:
    return months_later(_asked(case).in_post_since, 12) <= case.today


@rule(CONDITION, "Doanh nghiệp phải hoạt động từ 12 tháng trở lên", "/active_since")
def is_a_year_active(case: Case[AbtcPermission, Any]) -> bool:
    return months_later(_asked(case).active_since, 12) <= case.today


@rule(CONDITION, "Hợp đồng với đối tác APEC không được quá 02 năm", "/contract_on")
def contract_is_recent(case: Case[AbtcPermission, Any]) -> bool:
    signed = _asked(case).contract_on
    return signed is None or case.today <= years_later(signed, 2)


@rule(CONDITION, "Chưa có hợp đồng, văn bản hợp tác với đối tác APEC", "/contract_on")
def has_a_contract(case: Case[AbtcPermission, Any]) -> bool:
    signed = _asked(case).contract_on
    return _asked(case).sector == "state" or (signed is not None and signed <= case.today)


@rule(CONDITION, "Phải có quan hệ trực tiếp với đối tác ở nền kinh tế APEC", "/economies")
def deals_with_apec(case: Case[AbtcPermission, Any]) -> bool:
    return bool(_asked(case).economies)


@each(CONDITION, "Không phải nền kinh tế thành viên APEC khác Việt Nam", "economies")
def is_an_economy(case: Case[AbtcPermission, Any], economy: str) -> bool:
    return economy in ECONOMIES and economy != "VN"


@rule(CONDITION, "Thiếu giấy tờ về thuế, bảo hiểm xã hội hoặc tài chính", "/has_tax_paper")
def papers_are_there(case: Case[AbtcPermission, Any]) -> bool:
    f = _asked(case)
    has = f.has_tax_paper and f.has_insurance_paper and f.has_finance_statement
    return f.sector == "state" or has


@rule(
    CONDITION,
    "Người thuộc diện chưa được phép xuất cảnh không được cấp thẻ",
    "/is_banned_from_exit",
)
def may_leave_the_country(case: Case[AbtcPermission, Any]) -> bool:
    return not case.fields.is_banned_from_exit


@rule(STEPS, "Người của khu vực nhà nước không theo trình tự của doanh nghiệp", "/sector")
def is_an_enterprise(case: Case[AbtcPermission, Any]) -> bool:
    return case.fields.sector == "enterprise"


@rule(STATE_SECTOR, "Trình tự này chỉ dành cho khu vực nhà nước", "/sector")
def is_state_sector(case: Case[AbtcPermission, Any]) -> bool:
    return case.fields.sector == "state"


@rule(STEPS, "Còn cơ quan chưa trả lời và chưa hết hạn", "/opinions")
def time_of_the_bodies_is_over(case: Case[AbtcPermission, Any]) -> bool:
    return not waiting(case.dossier, case.today)


@rule(STEPS, "Có cơ quan không đồng ý: trình phương án từ chối", "/opinions")
def nobody_opposes(case: Case[AbtcPermission, Any]) -> bool:
    return not opposing(case.dossier)


@rule(STEPS, "Thời hạn trả lời chỉ được gia hạn một lần", "/opinions")
def was_not_extended(case: Case[AbtcPermission, Any]) -> bool:
    return len(case.dossier.rounds) < 2


@rule(STEPS, "Chỉ gia hạn cho cơ quan chưa trả lời khi chưa hết hạn", "/bodies")
def asks_in_time(case: Case[AbtcPermission, Extension]) -> bool:
    return set(case.data.bodies) <= set(waiting(case.dossier, case.today))


@rule(APEC_CARD.art(16, 1), "Thẻ có giá trị tối đa 05 năm và không gia hạn", "/expires_on")
def lasts_at_most_five_years(case: Case[AbtcPermission, Card]) -> bool:
    card = case.data
    return card.issued_on < card.expires_on <= years_later(card.issued_on, 5)


@rule(RECORD, "Ngày cấp thẻ không thể sau hôm nay", "/issued_on")
def card_is_issued_by_today(case: Case[AbtcPermission, Card]) -> bool:
    return case.data.issued_on <= case.today


@rule(APEC_CARD.art(16, 1), "Thẻ không được gia hạn: thẻ mới cần hồ sơ mới", "/card")
def has_no_card_yet(case: Case[AbtcPermission, Card]) -> bool:
    return case.fields.card is None


@rule(APEC_CARD.art(16, 1), "Thẻ còn giá trị")
def card_has_expired(case: Case[AbtcPermission, Any]) -> bool:
    return case.fields.card is not None and case.fields.card.expires_on < case.today


def _asked(case: Case[AbtcPermission, Any]) -> CardRequest:
    """What is asked now, or what stands in the dossier."""
    return case.data if isinstance(case.data, CardRequest) else case.fields


def asked_bodies(case: Case[AbtcPermission, Any]) -> Sequence[str]:
    found: Sequence[str] = case.province.find(ASKED, case.dossier.lodged_on).value
    return found


def late_bodies(case: Case[AbtcPermission, Extension]) -> Sequence[str]:
    return case.data.bodies


def note_ban(case: Case[AbtcPermission, WithReason]) -> AbtcPermission:
    return replace(case.fields, is_banned_from_exit=True)


def record_submission(case: Case[AbtcPermission, Decision]) -> AbtcPermission:
    return replace(case.fields, submission=case.data)


def record_permission(case: Case[AbtcPermission, Decision]) -> AbtcPermission:
    return replace(case.fields, permission=Decision(number=case.data.number, date=case.data.date))


def record_card(case: Case[AbtcPermission, Card]) -> AbtcPermission:
    return replace(case.fields, card=case.data)


def answers_complete(dossier: Dossier[Any]) -> date | None:
    return complete_on(dossier)


def of_an_enterprise(dossier: Dossier[Any]) -> bool:
    return bool(dossier.fields.sector == "enterprise")


def of_the_state(dossier: Dossier[Any]) -> bool:
    return bool(dossier.fields.sector == "state")


CONDITIONS = [is_of_age, is_a_year_in_post, is_a_year_active, contract_is_recent, has_a_contract,
              deals_with_apec, papers_are_there, may_leave_the_country]  # fmt: skip
OPEN = frozenset({State.RECEIVED, State.RETURNED, State.CONSULTING, State.PRESENTED})

# fmt: off
ABTC: DossierType[Any] = DossierType(
    name="abtc", record="R17", personal=True, tracked=True, prefix="TD",
    title="Cho phép sử dụng thẻ đi lại doanh nhân APEC (ABTC)",
    since=date(2023, 7, 10), law=STEPS,
    fields=AbtcPermission, heading=lambda f: f"Thẻ ABTC: {f.enterprise}",
    states=STATES,
    final={State.REFUSED, State.GIVEN_BACK, State.EXPIRED, State.WITHDRAWN},
    invariants=[is_an_economy],
    params=[ASKED],
    at_rest={State.PERMITTED},
    discloses=Disclosure(
        province=("sector", "enterprise_kind", "economies", "permission"),
        ministry=("sector", "enterprise_kind", "economies")),

    opening=Transition(
        STEPS, "receive", title="tiếp nhận hồ sơ", target=State.RECEIVED, by=APPLICANTS,
        data=CardRequest, requires=CONDITIONS, emits="received"),

    transitions=[
        Transition(
            STEPS, "return", title="trả bổ sung", source={State.RECEIVED},
            target=State.RETURNED, by=DESK, data=WithReason, emits="returned"),
        Transition(
            STEPS, "supplement", title="bổ sung hồ sơ", source={State.RETURNED},
            target=State.RECEIVED, by=APPLICANTS, data=CardRequest,
            requires=[is_own, *CONDITIONS], then=fill_in, emits="supplemented"),
        Transition(
            STEPS, "consult", title="hỏi ý kiến thuế, hải quan, bảo hiểm xã hội, công an",
            source={State.RECEIVED}, target=State.CONSULTING, by=DEPARTMENT,
            requires=[is_an_enterprise, *CONDITIONS], emits="consulted",
            consults=Consultation(
                law=STEPS, topic="Việc chấp hành pháp luật của doanh nghiệp, doanh nhân",
                bodies=asked_bodies, within=Amount(20, "calendar-days"), id="D61",
                silence_is_consent=True)),
        Transition(
            STEPS, "extend-consultation", title="gia hạn trả lời một lần",
            source={State.CONSULTING}, target=STAYS, by=DEPARTMENT, data=Extension,
            requires=[was_not_extended, asks_in_time], emits="consultation-extended",
            consults=Consultation(
                law=STEPS, topic="Gia hạn trả lời", bodies=late_bodies,
                within=Amount(15, "calendar-days"), id="D61", silence_is_consent=True)),
        Transition(
            CONDITION, "note-exit-ban", title="ghi nhận diện chưa được xuất cảnh",
            source=OPEN, target=STAYS, by={*DEPARTMENT, Role.POLICE}, data=WithReason,
            then=note_ban, emits="exit-ban-noted"),
        Transition(
            STEPS, "present", title="trình Chủ tịch UBND", source={State.CONSULTING},
            target=State.PRESENTED, by={Role.DIRECTOR}, data=Decision, emits="presented",
            requires=[time_of_the_bodies_is_over, nobody_opposes, may_leave_the_country,
                      is_dated_by_today],
            then=record_submission),
        Transition(
            STATE_SECTOR, "propose", title="trình cơ quan có thẩm quyền (khu vực nhà nước)",
            source={State.RECEIVED}, target=State.PRESENTED, by={Role.DIRECTOR}, data=Decision,
            requires=[is_state_sector, *CONDITIONS, is_dated_by_today], then=record_submission,
            emits="proposed"),
        Transition(
            APEC_CARD.art(10, 3), "permit", title="cho phép sử dụng thẻ",
            source={State.PRESENTED}, target=State.PERMITTED, by={Role.CHAIR}, data=Decision,
            requires=[may_leave_the_country, is_dated_by_today], then=record_permission,
            not_by={"receive", "consult", "present", "propose"}, emits="permitted"),
        Transition(
            APEC_CARD.art(10, 3), "refuse", title="không cho phép sử dụng thẻ",
            source={State.CONSULTING, State.PRESENTED}, target=State.REFUSED, by={Role.CHAIR},
            data=Refusal, requires=[is_dated_by_today], then=record_permission,
            emits="refused"),
        Transition(
            APEC_CARD.art(16, 1), "record-card", title="ghi nhận thẻ đã cấp",
            source={State.PERMITTED}, target=STAYS, by=DEPARTMENT, data=Card,
            requires=[has_no_card_yet, lasts_at_most_five_years, card_is_issued_by_today],
            then=record_card, emits="card-recorded"),
        Transition(
            APEC_CARD.art(19, 2), "recall", title="yêu cầu nộp lại thẻ",
            source={State.PERMITTED}, target=State.RECALLED, by=DEPARTMENT, data=WithReason,
            emits="recalled"),
        Transition(
            APEC_CARD.art(19, 2), "give-back", title="ghi nhận đã nộp lại thẻ",
            source={State.RECALLED}, target=State.GIVEN_BACK, by=APPLICANTS, requires=[is_own],
            emits="given-back"),
        Transition(
            APEC_CARD.art(16, 1), "expire", title="ghi nhận thẻ hết giá trị",
            source={State.PERMITTED}, target=State.EXPIRED, by={*DEPARTMENT, Role.SYSTEM},
            requires=[card_has_expired], emits="expired"),
        Transition(
            STEPS, "withdraw", title="rút hồ sơ", by=APPLICANTS, data=WithReason,
            source={State.RECEIVED, State.RETURNED, State.CONSULTING},
            target=State.WITHDRAWN, requires=[is_own], emits="withdrawn"),
    ],

    deadlines=[
        Deadline(
            law=STEPS, name="consult", id="D60", title="gửi hỏi ý kiến các cơ quan",
            shape=Within(amount=Amount(3, "working-days"), runs_in={State.RECEIVED}),
            met_by={"consult"}, applies=of_an_enterprise),
        Deadline(
            law=STEPS, name="present", id="D62", title="trình Chủ tịch UBND",
            shape=After(amount=Amount(5, "working-days"), event=answers_complete,
                        of="các cơ quan trả lời đủ hoặc hết hạn"),
            met_by={"present", "refuse"}, applies=of_an_enterprise),
        Deadline(
            law=STEPS, name="decide", id="D63", title="Chủ tịch UBND quyết định",
            shape=Within(amount=Amount(5, "working-days"), runs_in={State.PRESENTED}),
            met_by={"permit", "refuse"}, applies=of_an_enterprise),
        Deadline(
            law=STATE_SECTOR, name="propose", id="D64", title="thẩm định hồ sơ khu vực nhà nước",
            shape=Within(amount=Amount(15, "calendar-days"), runs_in={State.RECEIVED}),
            met_by={"propose"}, applies=of_the_state),
        Deadline(
            law=STATE_SECTOR, name="decide-state-sector", id="D64",
            title="cơ quan có thẩm quyền quyết định (khu vực nhà nước)",
            shape=Within(amount=Amount(5, "working-days"), runs_in={State.PRESENTED}),
            met_by={"permit", "refuse"}, applies=of_the_state),
        Deadline(
            law=APEC_CARD.art(19, 2), name="give-back", title="nộp lại thẻ không còn đủ điều kiện",
            shape=Within(amount=Amount(5, "working-days"), runs_in={State.RECALLED}),
            met_by={"give-back"}),
    ],

    papers=[
        Paper(STEPS, "hoi-y-kien", makes=letters.asking,
              title="Công văn hỏi ý kiến về doanh nghiệp, doanh nhân"),
        Paper(STEPS, "to-trinh", title="Tờ trình Chủ tịch UBND", makes=letters.submission),
        Paper(APEC_CARD.art(10, 3), "cho-phep", title="Văn bản cho phép sử dụng thẻ ABTC",
              makes=letters.permission),
    ],
)
# fmt: on
