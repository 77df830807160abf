"""The conditions that an agreement must meet, in the order of its procedure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from casework import RECORD, Case, Citation, Dossier, Param, Rule, opinion, rule, sensitive
from casework.countries import is_country
from casework.vocabulary import Decision
from conferences_agreements import agreement_forms as forms
from conferences_agreements.agreement_forms import Agreement, Level, PartnerKind
from conferences_agreements.laws import (
    AGREEMENTS,
    REARRANGED,
    SENSITIVE_MATTERS,
    SUBORDINATE,
)
from conferences_agreements.refusals import is_own
from conferences_agreements.roles import Role

TWO_LEVELS = date(2025, 7, 1)
BY_CHAIRMAN = frozenset({Level.PROVINCE, Level.DEPARTMENT, Level.COMMUNE, Level.DISTRICT})
BORDER_COMMUNES = Param(
    name="agreement.border-communes",
    title="Các xã ở khu vực biên giới được ký thỏa thuận quốc tế (mã)",
    law=AGREEMENTS.art(3, 6),
    default=(),
)


def is_of(level: Level, law: Citation) -> Rule[Any, Any]:
    says = f"Trình tự này chỉ dành cho thỏa thuận cấp «{forms.LEVELS[level]}»"
    return rule(law, says, "/level")(lambda case: case.fields.level is level)


@rule(AGREEMENTS.art(6), "Không được đặt tên công ước, hiệp ước, định ước, hiệp định", "/name")
def is_not_named_a_treaty(case: Case[Agreement, Any]) -> bool:
    return not case.fields.name.strip().casefold().startswith(forms.NAMES_OF_TREATIES)


@rule(
    AGREEMENTS.art(2, 1, mark="M"),
    "Nội dung làm phát sinh quyền, nghĩa vụ theo pháp luật quốc tế: phải ký điều ước quốc tế",
    "/is_treaty_matter",
)
def is_no_treaty_matter(case: Case[Agreement, Any]) -> bool:
    return not case.fields.is_treaty_matter


@rule(
    REARRANGED.art(3, 4),
    "Không ký mới nhân danh cấp huyện; chỉ ghi sổ thỏa thuận đã ký trước 01/7/2025",
    "/signed_earlier",
)
def district_is_inherited(case: Case[Agreement, Any]) -> bool:
    signed = case.fields.signed_earlier
    return case.fields.level is not Level.DISTRICT or (signed is not None and signed < TWO_LEVELS)


@rule(AGREEMENTS.art(3, 6), "Chỉ UBND cấp xã ở khu vực biên giới được ký", "/commune")
def commune_is_at_the_border(case: Case[Agreement, Any]) -> bool:
    if case.fields.level is not Level.COMMUNE:
        return True
    known = case.province.find(BORDER_COMMUNES, case.dossier.lodged_on).value
    return case.fields.commune in known


@rule(
    AGREEMENTS.art(3, 6),
    "Xã biên giới chỉ ký về giao lưu, trao đổi thông tin, kết nghĩa, quản lý biên giới",
    "/areas",
)
def commune_keeps_to_its_fields(case: Case[Agreement, Any]) -> bool:
    is_commune = case.fields.level is Level.COMMUNE
    return not is_commune or set(case.fields.areas) <= forms.OF_COMMUNES


@rule(
    AGREEMENTS.art(3, 6), "Xã biên giới chỉ ký với chính quyền địa phương cùng cấp", "/equal_level"
)
def commune_signs_with_an_equal(case: Case[Agreement, Any]) -> bool:
    is_equal = case.fields.partner_kind is PartnerKind.LOCAL and case.fields.equal_level
    return case.fields.level is not Level.COMMUNE or is_equal


@rule(AGREEMENTS.art(18, 1), "Hội đồng nhân dân chỉ ký ở cấp tỉnh", "/of_council")
def council_is_provincial(case: Case[Agreement, Any]) -> bool:
    return not case.fields.of_council or case.fields.level is Level.PROVINCE


@rule(RECORD, "Mã nước không có trong danh mục", "/country")
def country_is_known(case: Case[Agreement, Any]) -> bool:
    return is_country(case.fields.country)


@rule(SUBORDINATE.art(3, 3), "Thiếu điều khoản không ràng buộc pháp lý", "/is_non_binding")
def subordinate_does_not_bind(case: Case[Agreement, Any]) -> bool:
    return case.fields.level not in forms.SUBORDINATE or case.fields.is_non_binding


@rule(SUBORDINATE.art(11), "Thiếu dự thảo tiếng Việt hoặc bản dịch tiếng Việt", "/has_vietnamese")
def is_in_vietnamese(case: Case[Agreement, Any]) -> bool:
    return case.fields.has_vietnamese


@rule(SUBORDINATE.art(11), "Văn bản đề xuất chưa đủ các mục", "/proposal")
def proposal_is_complete(case: Case[Agreement, Any]) -> bool:
    is_provincial = case.fields.level is Level.PROVINCE
    wanted = forms.PROPOSAL_OF_PROVINCE if is_provincial else forms.PROPOSAL
    return {s.title for s in case.fields.proposal} >= set(wanted)


@rule(SUBORDINATE.art(17), "Không công bố thì phải nêu căn cứ", "/unpublished_ground")
def silence_has_a_ground(case: Case[Agreement, Any]) -> bool:
    return case.fields.is_public or bool(case.fields.unpublished_ground.strip())


@rule(SUBORDINATE.art(11), "Thỏa thuận đã ký thì ghi sổ, không làm thủ tục ký", "/signed_earlier")
def is_not_signed_yet(case: Case[Agreement, Any]) -> bool:
    return case.fields.signed_earlier is None


def _stated(name: str, point: str, title: str) -> Rule[Any, Any]:
    def holds(case: Case[Any, Any]) -> bool:
        return case.fields.level not in forms.SUBORDINATE or bool(getattr(case.fields, name))

    return rule(SUBORDINATE.art(3, 1, point), f"Chưa ghi {title}", f"/{name}")(holds)


STATED = [
    _stated("content", "c", "nội dung hợp tác"),
    _stated("method", "c", "phương thức hợp tác"),
    _stated("effect", "d", "hiệu lực, thời hạn"),
    _stated("signing_plan", "đ", "ngày, nơi ký"),
    _stated("languages", "đ", "ngôn ngữ ký"),
    _stated("signatory", "e", "họ tên người ký"),
    _stated("signatory_title", "e", "chức danh người ký"),
]


@rule(
    AGREEMENTS.art(35, 2), "Trình tự rút gọn phải có căn cứ và văn bản chứng minh", "/short_proof"
)
def short_path_is_proved(case: Case[Agreement, Any]) -> bool:
    return case.fields.short_ground is not None and case.fields.short_proof is not None


short_path_is_calm = sensitive.is_calm(
    SENSITIVE_MATTERS, "Có vấn đề phức tạp, nhạy cảm: không theo trình tự rút gọn"
)


def latest_answers(dossier: Dossier[Any]) -> dict[str, str | None]:
    """What each body said last; asking it again takes its earlier word back."""
    return {o.body: o.answer for r in dossier.rounds for o in r.opinions}


def disagreeing(dossier: Dossier[Any]) -> list[str]:
    return [body for body, said in latest_answers(dossier).items() if said == "disagree"]


def asked_in(dossier: Dossier[Any], *ids: str) -> bool:
    return any(r.id in ids for r in dossier.rounds)


def department_answered_at(dossier: Dossier[Any]) -> datetime | None:
    """When the department told a commune its opinion (D28)."""
    rounds = (r for r in dossier.rounds if r.id == "D28")
    return next((o.received for r in rounds for o in r.opinions if o.received), None)


@rule(AGREEMENTS.art(19, 2), "Còn cơ quan chưa trả lời và chưa hết hạn trả lời")
def opinions_are_in(case: Case[Any, Any]) -> bool:
    return not opinion.pending(case.dossier, case.today)


@rule(SUBORDINATE.art(7, 2), "Bước này chỉ hỏi ý kiến Sở Ngoại vụ", "/bodies")
def asks_the_department_alone(case: Case[Agreement, forms.Asked]) -> bool:
    return not case.data.bodies


@rule(SUBORDINATE.art(12), "Sở Ngoại vụ chưa tiếp nhận hồ sơ đầy đủ")
def was_accepted(case: Case[Any, Any]) -> bool:
    return case.dossier.act("accept") is not None


@rule(REARRANGED.art(3, 4), "Chưa nêu cơ quan được lấy ý kiến", "/bodies")
def somebody_is_asked(case: Case[Any, forms.Asked]) -> bool:
    return bool(case.data.bodies)


@rule(SUBORDINATE.art(5, 2), "Sở chưa lấy ý kiến Sở Ngoại vụ và các cơ quan liên quan")
def department_has_consulted(case: Case[Agreement, Any]) -> bool:
    is_department = case.fields.level is Level.DEPARTMENT
    return not is_department or asked_in(case.dossier, "D25")


@rule(SUBORDINATE.art(8), "Cơ quan cấp tỉnh của tổ chức trình cơ quan quản lý của mình", "/level")
def is_filed_here(case: Case[Agreement, Any]) -> bool:
    return case.fields.level is not Level.ORGANISATION


@rule(AGREEMENTS.art(19, 2), "Chưa lấy ý kiến Bộ Ngoại giao và các cơ quan liên quan trực tiếp")
def province_has_consulted(case: Case[Agreement, Any]) -> bool:
    is_province = case.fields.level is Level.PROVINCE
    return not is_province or asked_in(case.dossier, "D21", "D24")


@rule(SUBORDINATE.art(7, 4), "Sở Ngoại vụ chưa cho ý kiến và chưa lấy ý kiến các cơ quan")
def commune_was_considered(case: Case[Agreement, Any]) -> bool:
    if case.fields.level is not Level.COMMUNE:
        return True
    return bool(department_answered_at(case.dossier)) or asked_in(case.dossier, "D31")


@rule(SUBORDINATE.art(12), "Chưa giải trình ý kiến khác nhau", "/explanation")
def differences_are_explained(case: Case[Any, Any]) -> bool:
    differs = {"disagree", "agree-with-comments"} & set(latest_answers(case.dossier).values())
    told = getattr(case.data, "explanation", "") or case.fields.explanation
    return not differs or bool(told.strip())


@rule(AGREEMENTS.art(19, 4), "Không có cơ quan nào không đồng ý: không phải hỏi Thủ tướng")
def somebody_disagrees(case: Case[Any, Any]) -> bool:
    return bool(disagreeing(case.dossier))


@rule(
    AGREEMENTS.art(19, 4),
    "Có cơ quan không đồng ý: chỉ ký sau khi Thủ tướng Chính phủ đồng ý bằng văn bản",
    "/pm_consent",
)
def disagreement_is_settled(case: Case[Any, Any]) -> bool:
    is_province = case.fields.level is Level.PROVINCE
    return not (is_province and disagreeing(case.dossier)) or case.fields.pm_consent is not None


@rule(AGREEMENTS.art(18), "Người quyết định không đúng thẩm quyền đối với cấp ký này", "/level")
def decider_is_competent(case: Case[Any, Any]) -> bool:
    f = case.fields
    is_chairman_s = f.level in BY_CHAIRMAN and not getattr(f, "of_council", False)
    return (Role.CHAIR in case.actor.roles) is is_chairman_s


@rule(SUBORDINATE.art(10), "Quyết định phải nêu trách nhiệm thực hiện", "/responsibilities")
def decision_says_who_does_what(case: Case[Agreement, Any]) -> bool:
    is_subordinate = case.fields.level in forms.SUBORDINATE
    return not is_subordinate or bool(case.fields.responsibilities.strip())


@rule(RECORD, "Ngày ký không thể trước ngày có văn bản quyết định", "/signed_on")
def is_signed_after_the_decision(case: Case[Agreement, forms.Signed]) -> bool:
    decision = case.fields.decision
    return decision is not None and decision.date <= case.data.signed_on


@rule(RECORD, "Ngày ký không thể sau hôm nay", "/signed_on")
def is_signed_by_today(case: Case[Agreement, forms.Signed]) -> bool:
    return case.data.signed_on <= case.today


@rule(RECORD, "Ngày hết hiệu lực không thể trước ngày có hiệu lực", "/expires_on")
def term_ends_after_it_begins(case: Case[Agreement, forms.Terms]) -> bool:
    return case.data.expires_on is None or case.data.expires_on >= case.data.effective_on


@rule(RECORD, "Ngày ký khác với ngày đã ghi khi lập hồ sơ", "/signed_on")
def was_signed_when_said(case: Case[Agreement, forms.Registered]) -> bool:
    return case.data.signed_on == case.fields.signed_earlier


@rule(
    AGREEMENTS.art(18), "Ghi sổ phải nêu văn bản quyết định có ngày không sau ngày ký", "/decision"
)
def registered_was_decided(case: Case[Agreement, forms.Registered]) -> bool:
    decision = case.data.decision
    if case.fields.level is Level.DISTRICT and decision is None:
        return True
    return decision is not None and decision.date <= case.data.signed_on


@rule(RECORD, "Báo cáo không thể đề ngày trước ngày ký", "/date")
def is_reported_after_signing(case: Case[Agreement, Decision]) -> bool:
    signed = case.fields.signed_on
    return signed is not None and signed <= case.data.date


@rule(RECORD, "Thỏa thuận chưa tới ngày có hiệu lực", "/effective_on")
def has_taken_effect(case: Case[Agreement, Any]) -> bool:
    return case.fields.effective_on is not None and case.fields.effective_on <= case.today


@rule(SUBORDINATE.art(17), "Thỏa thuận không công bố theo căn cứ đã nêu", "/is_public")
def is_to_be_published(case: Case[Agreement, Any]) -> bool:
    return case.fields.is_public


publication_is_calm = sensitive.is_calm(
    SENSITIVE_MATTERS, "Có vấn đề phức tạp, nhạy cảm: chưa công bố"
)


@rule(SUBORDINATE.art(3, 1, "d"), "Thỏa thuận không tự động gia hạn", "/renews")
def renews_itself(case: Case[Agreement, Any]) -> bool:
    return case.fields.renews


@rule(RECORD, "Thời hạn mới phải sau thời hạn cũ", "/expires_on")
def renewal_is_later(case: Case[Agreement, forms.Renewal]) -> bool:
    old = case.fields.expires_on
    return old is not None and case.data.expires_on > old


@rule(
    SUBORDINATE.art(3, 1, "d"), "Thỏa thuận chưa hết thời hạn hoặc tự động gia hạn", "/expires_on"
)
def has_expired(case: Case[Agreement, Any]) -> bool:
    ends = case.fields.expires_on
    return ends is not None and ends < case.today and not case.fields.renews


@rule(AGREEMENTS.art(34), "Không có thỏa thuận thay thế đang có hiệu lực", "/successor")
def successor_is_in_force(case: Case[Agreement, Any]) -> bool:
    return any(d.id != case.dossier.id for d in case.found["successor"])


def whom_to_ask(case: Case[Any, Any]) -> Sequence[str]:
    """Those whom the law names for the level, then those whom the desk adds."""
    f = case.fields
    if f.level is Level.PROVINCE:
        flags = (f.on_defence, f.on_security, f.on_investment)
        concerned = zip(flags, ("Bộ Quốc phòng", "Bộ Công an", "Bộ Tài chính"), strict=True)
        return ("Bộ Ngoại giao", *(body for on, body in concerned if on), *case.data.bodies)
    if f.level is Level.COMMUNE and case.dossier.act("accept"):
        return ("cong-an-tinh", "quan-su-tinh", *case.data.bodies)
    return ("so-ngoai-vu", *case.data.bodies)


ADMISSIBLE = [
    *(is_own, is_not_named_a_treaty, is_no_treaty_matter, district_is_inherited),
    *(commune_is_at_the_border, commune_keeps_to_its_fields, commune_signs_with_an_equal),
    *(council_is_provincial, country_is_known),
]
COMPLETE = [
    *(*ADMISSIBLE, is_not_signed_yet, subordinate_does_not_bind, is_in_vietnamese),
    *(proposal_is_complete, silence_has_a_ground, *STATED),
]
SETTLED = [opinions_are_in, differences_are_explained, disagreement_is_settled]
