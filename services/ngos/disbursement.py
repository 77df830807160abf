"""When money of aid may be received or spent: never before approval, never beyond the grant."""

from __future__ import annotations

from casework import RECORD, Case, rule
from ngos.aid import Aid
from ngos.laws import AID, NGO_ROOM
from ngos.money import Disbursement, total


@rule(AID.art(4), "Không tiếp nhận, chi trước khi được phê duyệt", "/on")
def follows_approval(case: Case[Aid, Disbursement]) -> bool:
    decided = case.fields.decision
    return decided is not None and decided.date <= case.data.on


@rule(RECORD, "Ngày tiếp nhận, chi không thể sau hôm nay", "/on")
def has_happened(case: Case[Aid, Disbursement]) -> bool:
    return case.data.on <= case.today


@rule(RECORD, "Số tiền phải ghi đơn vị tiền tệ", "/sum/currency")
def sum_has_a_currency(case: Case[Aid, Disbursement]) -> bool:
    return bool(case.data.sum.currency)


@rule(NGO_ROOM, "Cam kết không phải giải ngân", "/voucher")
def is_no_commitment(case: Case[Aid, Disbursement]) -> bool:
    return case.data.voucher.strip() != case.fields.commitment.strip()


@rule(AID.art(12), "Vượt trị giá đã phê duyệt: phải điều chỉnh trước", "/sum")
def stays_within_the_grant(case: Case[Aid, Disbursement]) -> bool:
    f, asked = case.fields, case.data
    if f.grant is None or f.grant.currency != asked.sum.currency:
        return True
    so_far = total(f.disbursements, asked.flow, asked.sum.currency)
    return so_far + asked.sum.amount <= f.grant.amount


PAYABLE = [
    *(follows_approval, has_happened, sum_has_a_currency, is_no_commitment),
    stays_within_the_grant,
]
