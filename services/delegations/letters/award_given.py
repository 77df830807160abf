"""Papers of an award to foreigners: the submission upward, and the Chairman's decision."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from delegations.awards import FORMS
from delegations.letters.award_received import PARTIES, opinions
from papers import letterhead
from papers.administrative import Document, NumberedItem, Paragraph


def submission(dossier: Dossier[Any], province: Province) -> Document:
    """Tờ trình: to the People's Committee, or upward when the form is one of the State."""
    f = dossier.fields
    of_state = f.level == "state"
    addressee = "Ban Thi đua - Khen thưởng Trung ương" if of_state else province.committee
    head = letterhead.of_the_committee if of_state else letterhead.of_the_department
    recognised = f"{f.recognised_by}, văn bản số {f.recognition.number}" if f.recognition else ""
    return head(
        province,
        kind="TỜ TRÌNH",
        symbol="TTr-UBND" if of_state else f"TTr-{province.abbreviation}",
        **letterhead.stamped(f.proposal),
        about=f"Về việc {'đề nghị ' if of_state else ''}tặng {FORMS[f.form]} cho người nước ngoài",
        addressed_to=(addressee,),
        body=(
            NumberedItem(number="1.", title="Người, tập thể được đề nghị:", text=_nominee(f)),
            NumberedItem(number="2.", title="Thời gian làm việc tại địa phương:", text=_worked(f)),
            NumberedItem(number="3.", title="Thành tích:", text=f.achievement),
            NumberedItem(number="4.", title="Cơ quan công nhận thành tích:", text=recognised),
            NumberedItem(number="5.", title="Hình thức đề nghị:", text=_award(f)),
            NumberedItem(
                number="6.", title="Kết quả xác minh:", text=f.verification or letterhead.BLANK
            ),
            NumberedItem(number="7.", title="Ý kiến các cơ quan:"),
            *opinions(dossier, province),
            Paragraph("Kính trình xem xét, quyết định."),
        ),
        recipients=("Như trên", province.unit(dossier.unit), "Lưu: VT"),
    )


def decision(dossier: Dossier[Any], province: Province) -> Document:
    """Quyết định khen thưởng: what the Chairman decides himself (Điều 4 khoản 4)."""
    f = dossier.fields
    return letterhead.of_the_committee(
        province,
        **letterhead.DECIDES,
        **letterhead.stamped(f.decision if f.level == "province" else None),
        about=f"Về việc tặng {FORMS[f.form]}",
        body=(
            *letterhead.grounds(
                (
                    "Luật Thi đua, khen thưởng",
                    "Quy chế quản lý thống nhất các hoạt động đối ngoại trên địa bàn tỉnh",
                    f"đề nghị của {province.office}",
                )
            ),
            *letterhead.articles(
                (
                    f"Tặng {_award(f)} cho {_nominee(f)}, đã có thành tích: {f.achievement}",
                    "Quyết định này có hiệu lực kể từ ngày ký.",
                    f"Chánh Văn phòng UBND, {province.office}, Sở Nội vụ, "
                    f"{province.unit(dossier.unit)} và người có tên tại Điều 1 thi hành Quyết "
                    f"định này.",
                )
            ),
        ),
        recipients=("Như Điều 3", "Lưu: VT"),
    )


def _nominee(f: Any) -> str:
    nations = ", ".join(country(code) for code in f.nationalities)
    post = f", {f.post}" if f.post else ""
    return f"{PARTIES[f.nominee_kind]} {f.nominee} ({nations}){post}"


def _worked(f: Any) -> str:
    if f.worked_from is None:
        return letterhead.BLANK
    until = f"đến ngày {letterhead.day(f.worked_until)}" if f.worked_until else "đến nay"
    return f"từ ngày {letterhead.day(f.worked_from)} {until}"


def _award(f: Any) -> str:
    return f"{FORMS[f.form]} ({f.award})" if f.award else FORMS[f.form]
