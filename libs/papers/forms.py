"""The five forms of Decision 22/2012/QĐ-UBND (Bến Tre), to the column, the number and the note.

Mẫu 1 and Mẫu 2 are sheets (`papers.tables`); Mẫu 3, 4 and 5 are documents, made here. Their words
are the decision's own, spelling included.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from msgspec import Struct

from papers.administrative import Block, Document, Heading, NumberedItem, Signer
from papers.tables import MAU_1, MAU_2, InboundRow, OutboundRow, mau_1, mau_2

__all__ = [
    "MAU_1",
    "MAU_2",
    "MAU_3",
    "MAU_4",
    "InboundRow",
    "OutboundRow",
    "Sender",
    "mau_1",
    "mau_2",
    "mau_3",
    "mau_4",
    "mau_5",
]

MAU_3 = (
    "Tên hoạt động phát sinh",
    "Lý do phát sinh hoạt động",
    "Mục đích",
    "Quy mô",
    "Thời gian",
    "Thành phần tham gia",
    "Kế hoạch triển khai",
    "Kinh phí",
)
MAU_3_NOTE = "¹ Cần gửi kèm theo ý kiến bằng văn bản của các cơ quan nhà nước có liên quan."
MAU_4 = (
    "Bối cảnh",
    "Danh nghĩa",
    "Mục đích",
    "Yêu cầu",
    "Nội dung hoạt động",
    "Thành phần tham gia",
    "Mức độ tiếp xúc (đối với đoàn ra)",
    "Mức độ đón tiếp (đối với đoàn vào)",
    "Kiến nghị nội dung phát biểu của Trưởng đoàn",
    "Nội dung các văn kiện và thoả thuận hợp tác (nếu có)",
    "Mức độ và yêu cầu về thông tin tuyên truyền",
    "Chế độ ăn nghỉ",
    "Phương tiện đi lại",
    "Tặng phẩm, kinh phí",
)
MAU_5_DONE = (
    "I. TÌNH HÌNH VÀ KẾT QUẢ TRIỂN KHAI TOÀN DIỆN CÔNG TÁC ĐỐI NGOẠI TRONG NĂM",
    "Việc thực hiện quy chế quản lý thống nhất đối ngoại tại địa phương",
    "Hiệu quả của các hoạt động đã triển khai",
)
MAU_5_EFFECT = ("Mặt được", "Mặt hạn chế", "Khó khăn", "Nguyên nhân", "Các vấn đề đặt ra")
MAU_5_AHEAD = (
    "II. PHƯƠNG HƯỚNG CÔNG TÁC ĐỐI NGOẠI NĂM SAU",
    "Bối cảnh",
    "Các trọng tâm công tác",
    "Các điều kiện đảm bảo",
    "Các đề xuất, kiến nghị",
    "Biện pháp, giải pháp thực hiện",
)
_PARTNERS = "(nêu rõ thông tin về đối tác nước ngoài)"
_SIGNED = "(Ký tên, đóng dấu)"


class Sender(Struct, frozen=True, kw_only=True):
    """Whose paper it is: what the head and the foot of Mẫu 3, 4 and 5 need.

    Without a `signer` the form's own foot stands, to be signed and sealed.
    """

    name: str
    place: str
    superior: str = ""
    number: str | None = None
    symbol: str = ""
    date: datetime.date | None = None
    addressed_to: tuple[str, ...] = ()
    archive: str = "VT"
    signer: Signer | None = None


def mau_3(sender: Sender, sections: Sequence[str]) -> Document:
    """Tờ trình on changing the yearly programme; `sections` are the eight texts in order."""
    if len(sections) == len(MAU_3) and not sections[5].strip():
        sections = (*sections[:5], _PARTNERS, *sections[6:])
    return _document(
        sender,
        "TỜ TRÌNH",
        "Về việc sửa đổi, bổ sung Chương trình\nhoạt động đối ngoại hàng năm¹",
        _numbered(MAU_3, sections),
        foot="CƠ QUAN/ĐƠN VỊ\nCHỊU TRÁCH NHIỆM",
        notes=(MAU_3_NOTE,),
    )


def mau_4(sender: Sender, sections: Sequence[str]) -> Document:
    """Đề án for an activity; `sections` are the fourteen texts in order."""
    return _document(
        sender,
        "ĐỀ ÁN",
        "Thực hiện hoạt động đối ngoại",
        _numbered(MAU_4, sections),
        foot="CƠ QUAN/ĐƠN VỊ\nCHỊU TRÁCH NHIỆM THỰC HIỆN\nHOẠT ĐỘNG ĐỐI NGOẠI",
    )


def mau_5(
    sender: Sender,
    year: int,
    *,
    regulation: str = "",
    effect: Mapping[str, str] | None = None,
    ahead: Sequence[str] = ("",) * 5,
) -> Document:
    """The yearly report. `effect` maps the five dashes of I.2 to texts; `ahead` is II.1 to II.5."""
    told = effect or {}
    if unknown := set(told) - set(MAU_5_EFFECT):
        raise ValueError(f"Mẫu 5 không có mục {sorted(unknown)}")
    part, rules, results = MAU_5_DONE
    body: tuple[Block, ...] = (
        Heading(part),
        NumberedItem("1.", regulation, f"{rules}:"),
        NumberedItem("2.", "", f"{results}:"),
        *(NumberedItem("-", f"{name}: {told.get(name, '')}".strip()) for name in MAU_5_EFFECT),
        Heading(MAU_5_AHEAD[0]),
        *_numbered(MAU_5_AHEAD[1:], ahead),
    )
    foot = "CƠ QUAN/ĐƠN VỊ\nCHỊU TRÁCH NHIỆM BÁO CÁO"
    about = f"Kết quả công tác đối ngoại địa phương năm {year}"
    return _document(sender, "BÁO CÁO", about, body, foot=foot, copied=False)


def _document(
    sender: Sender,
    kind: str,
    about: str,
    body: tuple[Block, ...],
    *,
    foot: str,
    notes: tuple[str, ...] = (),
    copied: bool = True,
) -> Document:
    first = ("Như trên",) if copied else ()
    return Document(
        superior=sender.superior,
        issuer=sender.name,
        place=sender.place,
        number=sender.number,
        symbol=sender.symbol,
        date=sender.date,
        kind=kind,
        about=about,
        addressed_to=sender.addressed_to,
        body=body,
        recipients=(*first, "Các cơ quan liên quan", f"Lưu: {sender.archive}"),
        signer=sender.signer or Signer(title=foot, note=_SIGNED),
        notes=notes,
        notes_title="",
    )


def _numbered(titles: Sequence[str], texts: Sequence[str]) -> tuple[NumberedItem, ...]:
    """Sections 1, 2, 3 … with their texts; raises ValueError when a text is missing or too many."""
    return tuple(
        NumberedItem(f"{n}.", text, f"{title}:")
        for n, (title, text) in enumerate(zip(titles, texts, strict=True), 1)
    )
