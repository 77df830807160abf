"""What aid may be asked for at all, and what its dossier must hold (80/2020/NĐ-CP, Điều 5-8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casework import RECORD, Case, Rule, each, rule
from casework.countries import is_country
from casework.workdays import add_months
from ngos import aid, registration
from ngos.aid import Aid, Form, Good, Piece, Provider, Relief
from ngos.laws import AID, NGO

WORKING = ("registered", "expiring")


@rule(AID.art(3), "Khoản phải hoàn lại (vay) không phải là viện trợ", "/is_loan")
def is_not_a_loan(case: Case[Aid, Any]) -> bool:
    return not case.fields.is_loan


@rule(AID.art(3), "Khoản có chia lợi nhuận không phải là viện trợ", "/shares_profit")
def shares_no_profit(case: Case[Aid, Any]) -> bool:
    return not case.fields.shares_profit


@rule(AID.art(3), "Doanh nghiệp FDI đăng ký tại Việt Nam không là bên cung cấp viện trợ", "/is_fdi")
def is_from_abroad(case: Case[Aid, Any]) -> bool:
    return not case.fields.is_fdi


@rule(RECORD, "Mã nước không có trong danh mục", "/country")
def country_is_known(case: Case[Aid, Any]) -> bool:
    return is_country(case.fields.country)


@each(AID.art(5), "Hàng hóa thuộc danh mục cấm nhập khẩu", of="goods", at="is_import_banned")
def may_be_imported(case: Case[Aid, Any], good: Good) -> bool:
    return not good.is_import_banned


@rule(
    AID.art(1, 2, "đ"),
    "Cứu trợ khẩn cấp, khắc phục ngay sau thiên tai không theo nghị định này",
    "/disaster_on",
)
def is_inside_the_decree(case: Case[Aid, Any]) -> bool:
    f = case.fields
    of = {Relief.EMERGENCY: aid.EMERGENCY_MONTHS, Relief.REMEDIAL: aid.REMEDIAL_MONTHS}
    if f.relief is Relief.NONE or f.disaster_on is None:
        return True
    months = case.number(of[f.relief])
    return months is None or (f.starts_on or case.today) > add_months(f.disaster_on, months)


@rule(AID.art(1, 2, "đ"), "Cứu trợ phải ghi ngày xảy ra thiên tai, thảm họa", "/disaster_on")
def relief_names_its_disaster(case: Case[Aid, Any]) -> bool:
    return case.fields.relief is Relief.NONE or case.fields.disaster_on is not None


@rule(NGO.art(18, 1, "a"), "Tổ chức PCPNN không có Giấy đăng ký còn hiệu lực", "/ngo")
def ngo_is_registered(case: Case[Aid, Any]) -> bool:
    if case.fields.provider_kind is not Provider.NGO:
        return True
    starts = case.fields.starts_on or case.today
    held = [d.fields.registration for d in case.found["ngo"] if d.state in WORKING]
    return any(r and registration.is_valid(r, max(starts, case.today)) for r in held)


@rule(NGO.art(18, 1, "b"), "Ngoài địa bàn hoặc lĩnh vực của Giấy đăng ký", "/field")
def ngo_is_in_its_scope(case: Case[Aid, Any]) -> bool:
    held = [d.fields.registration for d in case.found["ngo"] if d.fields.registration]
    if case.fields.provider_kind is not Provider.NGO or not held:
        return True
    return all(registration.covers(r, case.province.code, case.fields.field) for r in held)


@rule(NGO.art(5), "Tổ chức PCPNN không được hoạt động tôn giáo", "/is_religious")
def ngo_is_not_religious(case: Case[Aid, Any]) -> bool:
    return not (case.fields.is_religious and case.fields.provider_kind is Provider.NGO)


@rule(AID.art(7, 1), "Hoạt động tôn giáo phải ghi nội dung thuộc Thủ tướng Chính phủ", "/topics")
def religion_is_a_topic(case: Case[Aid, Any]) -> bool:
    return not case.fields.is_religious or aid.Topic.RELIGION in case.fields.topics


@rule(AID.art(8), "Phải ghi thời gian thực hiện, kết thúc không trước bắt đầu", "/ends_on")
def has_a_span(case: Case[Aid, Any]) -> bool:
    f = case.fields
    return f.starts_on is not None and f.ends_on is not None and f.ends_on >= f.starts_on


@rule(RECORD, "Ngày bắt đầu đã qua", "/starts_on")
def starts_ahead(case: Case[Aid, Any]) -> bool:
    return case.fields.starts_on is None or case.fields.starts_on >= case.today


@rule(AID.art(8), "Phải ghi trị giá viện trợ", "/grant")
def has_a_value(case: Case[Aid, Any]) -> bool:
    return case.fields.grant is not None and case.fields.grant.amount > 0


def without_currency(case: Case[Aid, Any]) -> list[str]:
    f = case.fields
    sums = {
        "/grant": f.grant,
        "/counterpart": f.counterpart,
        "/managed_by_donor": f.managed_by_donor,
        **{f"/goods/{n}/value": g.value for n, g in enumerate(f.goods)},
    }
    return [f"{at}/currency" for at, s in sums.items() if s is not None and not s.currency]


says_its_currency: Rule[Aid, Any] = Rule(
    RECORD,
    "Số tiền phải ghi đơn vị tiền tệ",
    lambda case: not without_currency(case),
    "/grant/currency",
    without_currency,
)


@rule(AID.art(8), "Phải quy đổi ra USD và VND", "/usd")
def is_converted(case: Case[Aid, Any]) -> bool:
    return case.fields.usd > 0 and case.fields.vnd > 0


@rule(AID.art(8), "Phải ghi mục tiêu, kết quả", "/goal")
def has_a_goal(case: Case[Aid, Any]) -> bool:
    return bool(case.fields.goal.strip())


@rule(AID.art(8), "Viện trợ bằng hiện vật phải có danh mục", "/goods")
def goods_are_listed(case: Case[Aid, Any]) -> bool:
    return Form.GOODS not in case.fields.forms or bool(case.fields.goods)


@rule(AID.art(8), "Viện trợ chuyên gia phải ghi số chuyên gia", "/experts")
def experts_are_counted(case: Case[Aid, Any]) -> bool:
    return Form.EXPERTS not in case.fields.forms or case.fields.experts > 0


def holds_piece(piece: Piece, what: str, when: Callable[[Aid], bool]) -> Rule[Aid, Any]:
    return rule(AID.art(8), f"Hồ sơ thiếu {what}", "/pieces")(
        lambda case: piece in case.fields.pieces or not when(case.fields)
    )


def always(_: Aid) -> bool:
    return True


PIECES = [
    holds_piece(Piece.REQUEST, "văn bản đề nghị phê duyệt", always),
    holds_piece(Piece.CONSENT, "văn bản thống nhất của bên cung cấp", always),
    holds_piece(Piece.DOCUMENT, "văn kiện khoản viện trợ", always),
    holds_piece(
        Piece.LEGAL_STATUS,
        "tài liệu về tư cách pháp nhân, bản sao hộ chiếu",
        lambda f: f.provider_kind is not Provider.GOVERNMENT,
    ),
    holds_piece(
        Piece.EXPERTS,
        "lý lịch, cam kết, giấy phép lao động của chuyên gia",
        lambda f: f.experts > 0,
    ),
    holds_piece(
        Piece.GOODS_QUALITY,
        "chứng nhận chất lượng hàng đã qua sử dụng",
        lambda f: any(g.is_used for g in f.goods),
    ),
    holds_piece(
        Piece.TRANSLATION, "bản dịch tiếng Việt có chứng thực", lambda f: f.is_in_foreign_language
    ),
]
ELIGIBLE = [
    *(is_not_a_loan, shares_no_profit, is_from_abroad, country_is_known, may_be_imported),
    *(is_inside_the_decree, ngo_is_not_religious, religion_is_a_topic),
]
FROM_A_LAWFUL_PROVIDER = [ngo_is_registered, ngo_is_in_its_scope]
COMPLETE = [
    *(relief_names_its_disaster, has_a_span, starts_ahead, has_a_value, says_its_currency),
    *(is_converted, has_a_goal, goods_are_listed, experts_are_counted, *PIECES),
]
