"""The conditions that a conference must meet, in the order of its procedure."""

from __future__ import annotations

import datetime
from typing import Any

from casework import RECORD, Case, Param, each, opinion, rule, sensitive
from casework.countries import is_country
from casework.vocabulary import Decision
from conferences_agreements import conference_grounds as grounds
from conferences_agreements import sections
from conferences_agreements.conference_forms import (
    MAU_01,
    SCHEME,
    Authority,
    Classify,
    Conference,
    Contribution,
    Guests,
    Held,
    OrganiserKind,
    ResultReport,
    Topic,
)  # fmt: skip
from conferences_agreements.laws import (
    CONFERENCES,
    OPINIONS_ON_CONFERENCES,
    SECRETS,
    SENSITIVE_MATTERS,
    URGENT_CONFERENCES,
)
from conferences_agreements.refusals import is_own
from conferences_agreements.roles import Role


def lead(name: str, title: str, days: int) -> Param:
    return Param(
        name=name, title=title, law=CONFERENCES.art(4, 1, "a"), default=days,
        unit="calendar-days", least=days, most=120,
    )  # fmt: skip


LEAD_UP = lead("conference.lead-pm", "Gửi hồ sơ thuộc thẩm quyền Thủ tướng trước hội nghị", 40)
LEAD_HERE = lead("conference.lead-other", "Gửi hồ sơ xin phép trước hội nghị", 30)
TRANSLATED = Param(
    name="conference.translation",
    title="Bài phát biểu, tham luận tiếng nước ngoài phải có bản dịch tiếng Việt",
    law=CONFERENCES.art(4, 1, mark="W"),
    default=False,
)


@rule(CONFERENCES.art(1, 1), "Họp báo quốc tế không thuộc phạm vi điều chỉnh", "/kind")
def is_a_conference(case: Case[Conference, Any]) -> bool:
    return case.fields.kind == "conference"


@rule(
    CONFERENCES.art(1, 2, "b"),
    "Mặt trận Tổ quốc và năm đoàn thể tổ chức theo quy định của Đảng",
    "/organiser_kind",
)
def is_not_of_a_mass_organisation(case: Case[Conference, Any]) -> bool:
    return case.fields.organiser_kind is not OrganiserKind.MASS


@rule(CONFERENCES.art(2), "Không có yếu tố nước ngoài: không phải hội nghị quốc tế", "/foreign")
def has_a_foreign_element(case: Case[Conference, Any]) -> bool:
    f = case.fields
    return bool(f.foreign) or f.foreign_sponsor or f.organiser_kind is OrganiserKind.FOREIGN


@rule(
    CONFERENCES.art(2), "Trực tuyến phải có ít nhất một điểm cầu tại Việt Nam", "/vietnamese_ends"
)
def has_an_end_in_vietnam(case: Case[Conference, Any]) -> bool:
    return case.fields.mode == "in-person" or case.fields.vietnamese_ends >= 1


@rule(RECORD, "Ngày kết thúc không thể trước ngày bắt đầu", "/ends_on")
def ends_after_it_starts(case: Case[Conference, Any]) -> bool:
    return case.fields.ends_on >= case.fields.starts_on


@rule(RECORD, "Ngày tổ chức đã qua", "/starts_on")
def is_ahead(case: Case[Conference, Any]) -> bool:
    return case.fields.starts_on >= case.today


@rule(RECORD, "Phải có ít nhất một đại biểu", "/vietnamese_participants")
def has_participants(case: Case[Conference, Any]) -> bool:
    return case.fields.vietnamese_participants + len(case.fields.foreign) >= 1


@each(RECORD, "Mã nước không có trong danh mục", of="foreign", at="country")
def comes_from_a_country(case: Case[Conference, Any], guests: Guests) -> bool:
    return is_country(guests.country)


@rule(
    RECORD,
    "Đơn vị này đã có hồ sơ hội nghị trùng thời gian: xác nhận nếu không trùng nội dung",
    "/is_distinct",
)
def is_not_a_double(case: Case[Conference, Any]) -> bool:
    f = case.fields
    others = [d for d in case.found["same"] if d.id != case.dossier.id]
    overlaps = any(
        d.fields.starts_on <= f.ends_on and f.starts_on <= d.fields.ends_on for d in others
    )
    return f.is_distinct or not overlaps


@rule(CONFERENCES.art(4, 1, "a"), "Chưa có công văn xin phép", "/request")
def has_a_request(case: Case[Conference, Any]) -> bool:
    return case.fields.request is not None


@rule(CONFERENCES.art(4, 1), "Hồ sơ đăng cai chưa được đồng ý hoặc không có", "/hosting")
def hosting_is_agreed(case: Case[Conference, Any]) -> bool:
    return not case.fields.hosting or bool(case.found["hosting"])


@rule(CONFERENCES.art(2), "Tổ chức nước ngoài phải có giấy phép hoạt động tại Việt Nam", "/licence")
def foreign_organiser_is_licensed(case: Case[Conference, Any]) -> bool:
    is_foreign = case.fields.organiser_kind is OrganiserKind.FOREIGN
    return not is_foreign or case.fields.licence is not None


@rule(
    SECRETS.art(5),
    "Chưa kiểm tra bí mật nhà nước, hoặc có nội dung bí mật: xử lý ngoài hệ thống",
    "/secrecy_checked",
)
def holds_no_secret(case: Case[Conference, Any]) -> bool:
    return case.fields.secrecy_checked and Topic.STATE_SECRET not in case.fields.topics


@each(
    TRANSLATED.law, "Tham luận tiếng nước ngoài chưa có bản dịch tiếng Việt",
    of="contributions", at="is_translated",
)  # fmt: skip
def is_translated(case: Case[Conference, Any], paper: Contribution) -> bool:
    return paper.language == "vi" or paper.is_translated or not case.is_on(TRANSLATED)


@rule(
    CONFERENCES.art(3, 1),
    "Có đại biểu cấp bộ trưởng hoặc tương đương trở lên: thuộc thẩm quyền Thủ tướng Chính phủ",
    "/authority",
)
def minister_level_goes_up(case: Case[Any, Classify]) -> bool:
    is_chairman_s = case.data.authority is Authority.CHAIRMAN
    return not (is_chairman_s and grounds.is_of_minister_level(case.fields))


@rule(
    CONFERENCES.art(3, 1),
    "Nội dung về chủ quyền, an ninh, quốc phòng, dân tộc, tôn giáo, quyền con người: thuộc thẩm "
    "quyền Thủ tướng Chính phủ",
    "/authority",
)
def listed_topic_goes_up(case: Case[Any, Classify]) -> bool:
    is_chairman_s = case.data.authority is Authority.CHAIRMAN
    return not (is_chairman_s and grounds.reserved_topics(case.fields))


@rule(CONFERENCES.art(3, 1), "Không có căn cứ nào để trình Thủ tướng Chính phủ", "/authority")
def going_up_has_a_ground(case: Case[Any, Classify]) -> bool:
    is_up = case.data.authority is Authority.PRIME_MINISTER
    return not is_up or bool(grounds.grounds(case.fields))


@rule(
    grounds.DECENTRALISED_GROUNDS.law,
    "Tỉnh chưa có văn bản phân cấp đối với căn cứ của hội nghị này",
    "/authority",
)
def is_decentralised_by_a_text(case: Case[Any, Classify]) -> bool:
    if case.data.authority is not Authority.DECENTRALISED:
        return True
    found = case.province.find(grounds.DECENTRALISED_GROUNDS, case.dossier.lodged_on)
    return grounds.is_decentralised(case.fields, found.value)


@rule(
    OPINIONS_ON_CONFERENCES,
    "Hội nghị do người có thẩm quyền khác cho phép thì tỉnh chỉ cho ý kiến, và ngược lại",
    "/authority",
)
def other_authority_is_of_others(case: Case[Any, Classify]) -> bool:
    return (case.data.authority is Authority.OTHER) is grounds.is_elsewhere(case.fields)


@rule(CONFERENCES.art(5), "Còn cơ quan chưa trả lời và chưa hết hạn trả lời")
def opinions_are_in(case: Case[Conference, Any]) -> bool:
    return not opinion.pending(case.dossier, case.today)


@rule(CONFERENCES.art(3, 2), "Chủ tịch UBND tỉnh chưa ủy quyền cho Giám đốc Sở Ngoại vụ")
def director_is_delegated(case: Case[Conference, Any]) -> bool:
    if Role.CHAIR in case.actor.roles:
        return True
    is_own_class = case.fields.classified is Authority.CHAIRMAN
    return is_own_class and case.province.has_delegated("conference", case.today) is not None


@rule(SENSITIVE_MATTERS, "Có vấn đề phức tạp, nhạy cảm: Giám đốc Sở không quyết định thay")
def delegated_is_calm(case: Case[Conference, Any]) -> bool:
    return Role.CHAIR in case.actor.roles or not case.fields.matters


@rule(RECORD, "Ngày văn bản cho phép không thể sau ngày bắt đầu hội nghị", "/date")
def is_permitted_before_the_start(case: Case[Conference, Decision]) -> bool:
    return case.data.date <= case.fields.starts_on


is_calm = sensitive.is_calm(
    URGENT_CONFERENCES, "Hội nghị phức tạp, nhạy cảm phải lấy ý kiến, không quyết định đột xuất"
)


@rule(URGENT_CONFERENCES, "Còn đủ thời gian lấy ý kiến: không phải hội nghị đột xuất", "/starts_on")
def came_too_late_to_consult(case: Case[Conference, Any]) -> bool:
    amount = case.province.amount(LEAD_HERE, case.dossier.lodged_on)
    due = case.province.calendar.before(case.fields.starts_on, amount.number, amount.unit).due
    return case.today > (due.date() if isinstance(due, datetime.datetime) else due)


@rule(
    CONFERENCES.art(4, 2, "a"), "Hội nghị không thể bắt đầu trước khi được cho phép", "/started_on"
)
def was_held_after_the_permit(case: Case[Conference, Held]) -> bool:
    permit = case.fields.permit
    return permit is not None and case.data.started_on >= permit.date


@rule(CONFERENCES.art(4, 2, "a"), "Đơn vị tổ chức khác với đơn vị được cho phép", "/organiser")
def was_held_by_the_permitted(case: Case[Conference, Held]) -> bool:
    return case.data.organiser.strip().casefold() == case.fields.organiser.strip().casefold()


@rule(RECORD, "Ngày kết thúc chưa tới hoặc trước ngày bắt đầu", "/ended_on")
def has_ended(case: Case[Conference, Held]) -> bool:
    return case.data.started_on <= case.data.ended_on <= case.today


@rule(RECORD, "Báo cáo không thể đề ngày trước khi hội nghị kết thúc", "/date")
def is_reported_after_the_end(case: Case[Conference, ResultReport]) -> bool:
    ended = case.fields.ended_on
    return ended is not None and ended <= case.data.date <= case.today


@rule(
    CONFERENCES.art(4, 2, "c"),
    "Hội nghị do Thủ tướng cho phép phải đồng gửi báo cáo cho Bộ Ngoại giao",
    "/told_ministry",
)
def ministry_is_told(case: Case[Conference, ResultReport]) -> bool:
    return case.data.told_ministry or case.fields.classified is not Authority.PRIME_MINISTER


@rule(
    CONFERENCES.art(4, 2, "c"),
    "Hội nghị do Thủ tướng cho phép chưa được báo cáo Bộ Ngoại giao",
    "/ministry_report",
)
def ministry_has_its_report(case: Case[Conference, Any]) -> bool:
    f = case.fields
    copied = f.report is not None and f.report.told_ministry
    return f.classified is not Authority.PRIME_MINISTER or copied or f.ministry_report is not None


@rule(URGENT_CONFERENCES, "Hội nghị đột xuất chưa được báo cáo Bộ Ngoại giao", "/ministry_report")
def arising_is_told(case: Case[Conference, Any]) -> bool:
    return not case.fields.is_arising or case.fields.ministry_report is not None


@rule(URGENT_CONFERENCES, "Hội nghị này không phải báo cáo riêng Bộ Ngoại giao")
def owes_the_ministry(case: Case[Conference, Any]) -> bool:
    return case.fields.is_arising or case.fields.classified is Authority.PRIME_MINISTER


ADMISSIBLE = [
    *(is_own, is_a_conference, is_not_of_a_mass_organisation, has_a_foreign_element),
    *(has_an_end_in_vietnam, ends_after_it_starts, has_participants, comes_from_a_country),
]
COMPLETE = [
    *(*ADMISSIBLE, is_ahead, is_not_a_double, has_a_request, hosting_is_agreed),
    *(foreign_organiser_is_licensed, holds_no_secret, is_translated),
    sections.filled(SCHEME, MAU_01, "scheme"),
]
RIGHT_CLASS = [
    *(minister_level_goes_up, listed_topic_goes_up, going_up_has_a_ground),
    *(is_decentralised_by_a_text, other_authority_is_of_others),
]
