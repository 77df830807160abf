"""The books of partners, publications, titles, forums and the steering committee (R10, R24-R34)."""

from __future__ import annotations

from typing import Any

from demo.conferences_agreements import PARTNERS
from demo.places import NAMES
from demo.story import Act, Setting, Story, Told, only


def entry(kind: str, body: dict[str, Any], struck: bool = False) -> Story:
    why = {"reason": "Ghi trùng với mục khác"}
    acts = (Act("head", "strike", 10, why),) if struck else ()
    return Story(f"conferences-agreements/{kind}", Act("officer", "", 0, body), acts)


@only(times=5, provinces=("46", "79"))
def partners_are_listed(s: Setting) -> Story:
    standing = ("contact", "active", "dormant", "ended", "contact")[s.n]
    country, city = PARTNERS[s.province][s.n % 3]
    body = {
        "name": f"Hiệp hội doanh nghiệp {city} {s.n + 1}",
        "country": country,
        "kind": "association",
        "standing": standing,
        "relation": "memorandum" if standing != "contact" else "first-contact",
        "since": None if standing == "contact" else s.day(-700),
        "potential": "Thương mại, đầu tư",
    }
    return entry("partners", body, struck=s.n == 4)


@only(times=2, provinces=("46",))
def publications_are_listed(s: Setting) -> Story:
    body = {
        "title": f"{NAMES[s.province]}: điểm đến ({s.n + 1})",
        "kind": ("book", "film")[s.n],
        "language": "vi",
        "issued_on": s.day(0),
        "copies": 300,
        "audience": "Du khách quốc tế",
    }
    return entry("publications", body, struck=s.n == 1)


TITLES = {
    "12": ("Nghệ thuật xòe Thái", "intangible", 2021),
    "46": ("Quần thể di tích Cố đô Huế", "world-heritage", 1993),
    "79": ("Nghệ thuật đờn ca tài tử", "intangible", 2013),
    "86": ("Nghệ thuật đờn ca tài tử Nam Bộ", "intangible", 2013),
}


@only(times=5, provinces=("46",))
def titles_are_listed(s: Setting) -> Story:
    name, kind, year = TITLES[s.province]
    standing = ("inscribed", "nominated", "in-danger", "withdrawn", "inscribed")[s.n]
    other = ("", "Hồ sơ đề cử thành phố sáng tạo", "Danh hiệu môi trường ASEAN",
             "Danh hiệu thành phố sạch ASEAN", "Danh hiệu ghi trùng")[s.n]  # fmt: skip
    body = {
        "name": other or name,
        "kind": "asean" if other else kind,
        "standing": standing,
        "year": None if standing == "nominated" else (2015 if other else year),
        "keeper": "so-vhttdl",
        "obligations": [{"task": "Báo cáo định kỳ tình trạng bảo tồn", "owner": "so-vhttdl"}],
    }
    return entry("unesco-titles", body, struck=s.n == 4)


@only(times=4, provinces=("12",))
def forums_are_listed(s: Setting) -> Story:
    standing = ("member", "observer", "left", "member")[s.n]
    names = ("Liên minh các đô thị và chính quyền địa phương (UCLG ASPAC)",
             "Diễn đàn chính quyền địa phương ASEAN", "Mạng lưới đô thị xanh",
             "Diễn đàn ghi trùng")  # fmt: skip
    body = {
        "name": names[s.n],
        "standing": standing,
        "joined_on": s.day(-900),
        "basis": s.number("QĐ-UBND"),
        "focal": "so-ngoai-vu",
    }
    return entry("forums", body, struck=s.n == 3)


@only(times=4, provinces=("12",))
def the_steering_committee_sits(s: Setting) -> Story:
    body = {
        "post": ("Chủ tịch UBND", "Phó Chủ tịch UBND", "Giám đốc Sở Y tế", "Ghi trùng")[s.n],
        "unit": ("ubnd", "ubnd", "so-y-te", "so-khcn")[s.n],
        "seat": ("head", "deputy", "member", "member")[s.n],
        "decision": s.number("QĐ-UBND"),
        "tasks": ["Chỉ đạo hội nhập của ngành"],
        "since": s.day(-400),
        "until": s.day(-30) if s.n == 2 else None,
    }
    return entry("steering-committee", body, struck=s.n == 3)


WAVES: list[list[Told]] = [
    [
        partners_are_listed, publications_are_listed, titles_are_listed, forums_are_listed,
        the_steering_committee_sits,
    ],
]  # fmt: skip
