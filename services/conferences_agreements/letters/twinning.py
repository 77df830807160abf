"""Papers of a twinning scheme: the scheme, the letter that asks, the decision, the report."""

from __future__ import annotations

from typing import Any

from casework import Dossier, Province
from casework.countries import country
from conferences_agreements.registers.partners import KINDS, RELATIONS
from papers import letterhead
from papers.administrative import Document, Paragraph
from papers.letterhead import day


def scheme(dossier: Dossier[Any], province: Province) -> Document:
    """Đề án thiết lập quan hệ, submitted by the department."""
    f = dossier.fields
    return letterhead.of_the_department(
        province,
        kind="ĐỀ ÁN",
        symbol=f"ĐA-{province.abbreviation}",
        about=_about(f),
        addressed_to=(letterhead.committee(province),),
        body=letterhead.points(
            [
                *_partner(f),
                ("Kết quả nghiên cứu", f.study.findings if f.study else ""),
                ("Sự cần thiết, mục đích", f.scheme.purpose if f.scheme else ""),
                ("Nội dung hợp tác", f.scheme.content if f.scheme else ""),
                ("Lộ trình thực hiện", f.scheme.roadmap if f.scheme else ""),
                ("Kinh phí, nguồn lực", f.scheme.resources if f.scheme else ""),
            ]
        ),
    )


def consultation(dossier: Dossier[Any], province: Province) -> Document:
    """Công văn lấy ý kiến to the Ministry and every body of the last round."""
    f = dossier.fields
    asked = [o.body for r in dossier.rounds[-1:] for o in r.opinions] or ["Bộ Ngoại giao"]
    return letterhead.of_the_committee(
        province,
        symbol=f"UBND-{province.abbreviation}",
        about=f"lấy ý kiến về đề án {_about(f)[0].lower()}{_about(f)[1:]}",
        addressed_to=tuple(province.unit(body) for body in asked),
        body=(
            Paragraph(f"{letterhead.committee(province)} xin ý kiến về đề án với đối tác:"),
            *letterhead.points(
                [*_partner(f), ("Nội dung hợp tác", f.scheme.content if f.scheme else "")]
            ),
            Paragraph("Đề án gửi kèm công văn này."),
        ),
    )


def decision(dossier: Dossier[Any], province: Province) -> Document:
    """Quyết định phê duyệt đề án of the Chairman."""
    f = dossier.fields
    articles = [
        f"Phê duyệt Đề án {_about(f)[0].lower()}{_about(f)[1:]} ({country(f.country)}).",
        f"{province.office or 'Sở Ngoại vụ'} chủ trì, phối hợp các cơ quan liên quan triển khai, "
        "báo cáo kết quả về Ủy ban nhân dân tỉnh và Bộ Ngoại giao.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
    ]
    return letterhead.of_the_committee(
        province,
        **letterhead.DECIDES,
        **letterhead.stamped(f.decision),
        about=f"Phê duyệt Đề án {_about(f)[0].lower()}{_about(f)[1:]}",
        body=letterhead.articles(articles),
        recipients=("Như Điều 2", "Bộ Ngoại giao", "Lưu: VT"),
    )


def report(dossier: Dossier[Any], province: Province) -> Document:
    """Báo cáo kết quả triển khai to the Ministry of Foreign Affairs."""
    f = dossier.fields
    rows = [
        *_partner(f),
        ("Ngày thiết lập", day(f.established_on)),
        ("Đoàn trao đổi", f"{len(f.exchanges)} đoàn" if f.exchanges else "chưa có"),
        *((f"Năm {a.year}", a.result) for a in f.assessments),
    ]
    return letterhead.of_the_committee(
        province,
        kind="BÁO CÁO",
        symbol="BC-UBND",
        **letterhead.stamped(f.reports[-1] if f.reports else None),
        about=f"Kết quả triển khai quan hệ {RELATIONS[f.relation]} với {f.partner}",
        addressed_to=("Bộ Ngoại giao",),
        body=letterhead.points(rows),
    )


def _about(f: Any) -> str:
    return f"Thiết lập quan hệ {RELATIONS[f.relation]} với {f.partner}"


def _partner(f: Any) -> list[tuple[str, str]]:
    return [
        ("Đối tác", f"{f.partner} ({KINDS[f.kind]})"),
        ("Nước", country(f.country)),
        ("Hình thức quan hệ", RELATIONS[f.relation]),
        ("Bối cảnh", f.origin),
    ]
