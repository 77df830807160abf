"""Provinces are data: who exists when, under which name, and what a province's own file says."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import generate  # docs/generate.py
import pytest
from msgspec.structs import replace

from casework import Actor, BadProvince, Law, Param, Province, Refused
from chassis.provinces import load_provinces
from chassis.store.owner import owner
from chassis.store.registry import Registry
from support.desk import Desk
from support.sample import LETTER, Application

FOLDER = Path(__file__).resolve().parents[2] / "provinces"
TODAY = date(2026, 11, 22)
LAW = Law("22/2012/QĐ-UBND", "Quy chế")
DAYS = Param(
    name="letter.days", title="thời hạn", law=LAW.art(5, 3), default=15, unit="working-days",
    least=1, most=30,
)  # fmt: skip
DAY = Param(name="letter.day", title="ngày gửi", law=LAW.art(5, 1), default=(11, 20))
STRICT = Param(name="letter.strict", title="hiểu chặt", law=LAW.art(5, 1), default=True)
CHAIN = Param(name="letter.chain", title="ai duyệt", law=LAW.art(5, 1), default=("chairman",))
PARAMS = {"letters": [DAYS, DAY, STRICT, CHAIN]}

UNITS_OF_TODAY = {
    "01": "TP Hà Nội", "04": "Cao Bằng", "08": "Tuyên Quang", "11": "Điện Biên", "12": "Lai Châu",
    "14": "Sơn La", "15": "Lào Cai", "19": "Thái Nguyên", "20": "Lạng Sơn", "22": "Quảng Ninh",
    "24": "Bắc Ninh", "25": "Phú Thọ", "31": "TP Hải Phòng", "33": "Hưng Yên", "37": "Ninh Bình",
    "38": "Thanh Hóa", "40": "Nghệ An", "42": "Hà Tĩnh", "44": "Quảng Trị", "46": "TP Huế",
    "48": "TP Đà Nẵng", "51": "Quảng Ngãi", "52": "Gia Lai", "56": "Khánh Hòa", "66": "Đắk Lắk",
    "68": "Lâm Đồng", "75": "TP Đồng Nai", "79": "TP Hồ Chí Minh", "80": "Tây Ninh",
    "82": "Đồng Tháp", "86": "Vĩnh Long", "91": "An Giang", "92": "TP Cần Thơ", "96": "Cà Mau",
}  # fmt: skip


def load(folder: Path = FOLDER, params: Mapping[str, Any] | None = None) -> dict[str, Province]:
    return load_provinces(folder, params or {}, TODAY)


def all_params() -> dict[str, list[Param]]:
    return {s: Registry(s, kept).params() for s, kept in generate.dossier_types().items()}


PROVINCES = load(params=all_params())
OWN = [p for p in PROVINCES.values() if p.units]


def written(tmp_path: Path, text: str, code: str = "86") -> Path:
    """The real folder, with this text as the file of one province."""
    shutil.copytree(FOLDER, tmp_path / "p")
    (tmp_path / "p" / f"{code}.toml").write_text(f'code = "{code}"\n{text}')
    return tmp_path / "p"


def test_the_34_units_of_today_have_their_names() -> None:
    today = {p.code: p.name for p in PROVINCES.values() if p.exists(TODAY)}

    assert today == UNITS_OF_TODAY
    assert sum(name.startswith("TP ") for name in today.values()) == 7


def test_the_63_units_of_2012_stay_readable_by_code() -> None:
    """Seven old codes (15, 24, 44, 52, 80, 82, 91) belong to another unit today."""
    ended = {p.code for p in PROVINCES.values() if not p.exists(TODAY)}

    assert len(ended) == 29
    assert {"77", "83", "84", "45", "10"} <= ended


@pytest.mark.parametrize(
    ("code", "name", "successor"),
    [
        ("77", "Bà Rịa - Vũng Tàu", "79"),
        ("83", "Bến Tre", "86"),
        ("84", "Trà Vinh", "86"),
        ("74", "Bình Dương", "79"),
        ("10", "Lào Cai", "15"),
    ],
)
def test_an_ended_unit_names_its_successor(code: str, name: str, successor: str) -> None:
    unit = PROVINCES[code]

    assert (unit.name, unit.successor) == (name, successor)
    assert unit.exists(date(2025, 6, 30))
    assert not unit.exists(date(2025, 7, 1))
    assert PROVINCES[successor].exists(TODAY)


def test_nobody_lodges_in_an_ended_unit() -> None:
    desk = Desk(LETTER, date(2026, 3, 2), province=PROVINCES["83"])

    with pytest.raises(Refused) as refusal:
        desk.lodge(Application(subject="Thư mời"), by="unit")

    assert "Bến Tre đã kết thúc hoạt động" in refusal.value.reason
    assert "86" in refusal.value.reason
    assert refusal.value.law == "19/2025/QĐ-TTg, Điều 1"


def test_nobody_lodges_in_a_unit_before_it_exists() -> None:
    desk = Desk(LETTER, date(2024, 12, 31), province=PROVINCES["46"])

    with pytest.raises(Refused, match="TP Huế thành lập từ ngày 01/01/2025"):
        desk.lodge(Application(subject="Thư mời"), by="unit")


def test_on_its_last_day_a_unit_still_takes_dossiers() -> None:
    desk = Desk(LETTER, date(2025, 6, 30), province=PROVINCES["83"])

    assert desk.lodge(Application(subject="Thư mời"), by="unit").state == "lodged"


def test_hue_keeps_its_code_and_dong_nai_became_a_city() -> None:
    hue, dong_nai = PROVINCES["46"], PROVINCES["75"]

    assert (hue.name, hue.since) == ("TP Huế", date(2025, 1, 1))
    assert (dong_nai.name, dong_nai.since) == ("TP Đồng Nai", date(2026, 4, 30))
    assert dong_nai.committee == "Ủy ban nhân dân thành phố Đồng Nai"


def test_a_unit_without_a_file_has_a_name_for_its_letters() -> None:
    nghe_an = PROVINCES["40"]

    assert nghe_an.office == "Sở Ngoại vụ tỉnh Nghệ An"
    assert nghe_an.committee == "Ủy ban nhân dân tỉnh Nghệ An"
    assert nghe_an.place == "Nghệ An"


def test_four_provinces_have_files_and_all_their_values_are_known() -> None:
    assert {p.code for p in OWN} == {"12", "46", "79", "86"}


STANDARD = {
    "so-ngoai-vu", "so-noi-vu", "so-tai-chinh", "so-tu-phap", "so-cong-thuong", "so-vhttdl",
    "so-y-te", "so-gddt", "so-khcn", "so-nnmt", "so-xay-dung", "cong-an-tinh", "quan-su-tinh",
    "bien-phong", "van-phong-ubnd", "ubnd", "hdnd", "tinh-uy", "thanh-tra-tinh",
    "lien-hiep-huu-nghi", "mat-tran",
}  # fmt: skip


@pytest.mark.parametrize("province", OWN, ids=lambda p: p.code)
def test_a_province_lists_the_standard_bodies(province: Province) -> None:
    assert {c for c in STANDARD if province.units[c].until is None} == STANDARD


@pytest.mark.parametrize("province", OWN, ids=lambda p: p.code)
def test_every_lead_and_every_successor_is_a_body(province: Province) -> None:
    named = {lead.unit for lead in province.leads}
    named |= {b.successor for b in province.units.values() if b.successor}

    assert named - set(province.units) == set()


@pytest.mark.parametrize("province", OWN, ids=lambda p: p.code)
def test_a_field_has_one_lead_on_a_day(province: Province) -> None:
    days = [date(2020, 1, 1), date(2025, 2, 28), date(2025, 3, 1), TODAY]
    led = [
        (lead.field, day)
        for lead in province.leads
        for day in days
        if lead.since <= day and (lead.until is None or day <= lead.until)
    ]

    assert len(led) == len(set(led))


@pytest.mark.parametrize("province", OWN, ids=lambda p: p.code)
def test_a_lead_existed_while_it_led(province: Province) -> None:
    late = [
        (lead.field, lead.unit)
        for lead in province.leads
        if (end := province.units[lead.unit].until) and (lead.until is None or lead.until > end)
    ]

    assert late == []


def test_districts_ended_and_what_they_signed_is_inherited() -> None:
    district = PROVINCES["46"].units["huyen-a-luoi"]

    assert (district.level, district.until) == ("huyện", date(2025, 6, 30))
    assert district.successor == "ubnd"


@pytest.mark.parametrize(
    ("roles", "own", "named", "told"),
    [
        ("officer", "so-ngoai-vu", "huyen-a-luoi", "đã kết thúc hoạt động ngày 30/06/2025"),
        ("unit", "huyen-a-luoi", "", "nơi tiếp nhận: Ủy ban nhân dân thành phố Huế"),
        ("officer", "so-ngoai-vu", "so-vu-tru", "không có đơn vị 'so-vu-tru'"),
        ("unit", "so-y-te", "so-tu-phap", "chỉ lập hồ sơ của chính mình"),
    ],
)
def test_nobody_lodges_for_a_body_that_ended_or_is_not_theirs(
    roles: str, own: str, named: str, told: str
) -> None:
    actor = Actor(id="a", roles=frozenset({roles}), province="46", unit=own)

    with pytest.raises(Refused, match=told):
        owner(PROVINCES["46"], actor, named, TODAY)


@pytest.mark.parametrize(
    ("roles", "own", "named", "found"),
    [
        ("unit", "so-y-te", "", "so-y-te"),
        ("officer", "so-ngoai-vu", "so-y-te", "so-y-te"),
        ("officer", "so-ngoai-vu", "dai-hoc-hue", "dai-hoc-hue"),
    ],
)
def test_a_dossier_belongs_to_ones_own_body_or_the_one_named(
    roles: str, own: str, named: str, found: str
) -> None:
    actor = Actor(id="a", roles=frozenset({roles}), province="46", unit=own)

    assert owner(PROVINCES["46"], actor, named, TODAY) == found


def test_what_hue_asks_of_central_bodies_is_an_invitation() -> None:
    invited = {b.code for b in PROVINCES["46"].units.values() if b.invited}

    assert invited == {
        "dai-hoc-hue",
        "dai-hoc-cao-dang",
        "benh-vien-tw-hue",
        "co-quan-trung-uong",
    }


@pytest.mark.parametrize(
    ("code", "country", "number"), [("12", "CN", 11), ("46", "LA", 5), ("79", "", 0), ("86", "", 0)]
)
def test_border_communes_are_listed_with_their_neighbour(
    code: str, country: str, number: int
) -> None:
    found = {c: border_communes(code, c) for c in ("CN", "LA", "KH")}
    communes = [PROVINCES[code].units[c] for listed in found.values() for c in listed]

    assert {c for c, listed in found.items() if listed} == set(filter(None, [country]))
    assert len(communes) == number
    assert {b.level for b in communes} <= {"xã"}
    assert all(b.until is None for b in communes)


def border_communes(code: str, country: str) -> set[str]:
    name = f"border.communes-{country.lower()}"
    rows = PROVINCES[code].values.get(name, ())
    assert all(row.law == "34/2014/NĐ-CP, Điều 3 khoản 1" for row in rows)
    return set(rows[-1].list or ()) if rows else set()


@pytest.mark.parametrize(
    ("code", "field", "unit"),
    [
        ("86", "agreements", "so-tu-phap"),
        ("46", "agreements", "so-ngoai-vu"),
        ("12", "agreements", "so-ngoai-vu"),
        ("86", "border", "bien-phong"),
        ("12", "border", "so-ngoai-vu"),
        ("79", "people-to-people", "lien-hiep-huu-nghi"),
        ("12", "people-to-people", "so-ngoai-vu"),
        ("86", "external-information", "so-vhttdl"),
    ],
)
def test_provinces_differ_in_who_leads(code: str, field: str, unit: str) -> None:
    lead = PROVINCES[code].lead(field, TODAY)

    assert lead is not None
    assert lead.unit == unit


def test_the_committees_office_is_the_foreign_affairs_body_of_86() -> None:
    """22/2012/QĐ-UBND: Văn phòng Ủy ban nhân dân tỉnh (Phòng Ngoại vụ)."""
    assert PROVINCES["86"].office_type == "office"
    assert {PROVINCES[c].office_type for c in ("12", "46", "79")} == {"department"}


@pytest.mark.parametrize("report", ["half-year-report", "year-report"])
def test_the_central_commission_gave_its_place_to_the_ministry(report: str) -> None:
    """28/2025/NĐ-CP: Ban Đối ngoại Trung ương's reports go to Bộ Ngoại giao."""
    before = PROVINCES["46"].addressees(report, date(2024, 5, 24))
    after = PROVINCES["46"].addressees(report, TODAY)

    assert "Ban Đối ngoại Trung ương" in before
    assert "Ban Đối ngoại Trung ương" not in after
    assert "Bộ Ngoại giao" in after


def test_simple_consular_cases_are_delegated_in_12() -> None:
    found = PROVINCES["12"].has_delegated("simple-consular-cases", TODAY)

    assert found is not None
    assert found.law == "Dự thảo 2025, Điều 2 khoản 9 điểm d"
    assert PROVINCES["86"].has_delegated("simple-consular-cases", TODAY) is None


@pytest.mark.parametrize(
    ("code", "name", "value", "law"),
    [
        ("86", "programme.unit-due", (11, 20), "22/2012/QĐ-UBND, Điều 5 khoản 1"),
        ("86", "programme.ministry-due", (11, 30), "22/2012/QĐ-UBND, Điều 19 khoản 4"),
        ("86", "amendment.lead", 15, "22/2012/QĐ-UBND, Điều 5 khoản 3"),
        ("86", "guest-reception.lead", 5, "22/2012/QĐ-UBND, Điều 8 khoản 2"),
        ("86", "guest-reception.party-lead", 7, "22/2012/QĐ-UBND, Điều 8 khoản 2"),
        ("86", "outbound.mission-notice", 7, "22/2012/QĐ-UBND, Điều 7 khoản 2"),
        ("86", "report.province-within", 10, "22/2012/QĐ-UBND, Điều 19 khoản 2"),
        ("86", "report.unit-within", 7, "22/2012/QĐ-UBND, Điều 19 khoản 3"),
        ("46", "programme.plan-within", 15, "342/KH-UBND, mục V khoản 2"),
        ("46", "programme.approval-chain", ("chairman", "party"), "342/KH-UBND, mục V khoản 2"),
        ("46", "budget.appraisers", ("so-ngoai-vu", "so-tai-chinh"), "342/KH-UBND, mục IV"),
    ],
)
def test_what_the_texts_of_the_provinces_set(code: str, name: str, value: Any, law: str) -> None:
    param = next(p for p in all_params()["delegations"] if p.name == name)

    found = PROVINCES[code].find(param, TODAY)

    assert (found.value, found.law, found.mark, found.national) == (value, law, "V", False)


@pytest.mark.parametrize("code", ["12", "46"])
def test_the_communes_that_may_sign_are_the_border_communes(code: str) -> None:
    told = PROVINCES[code].values["agreement.border-communes"][-1].list

    assert told is not None
    assert set(told) == border_communes(code, "CN") | border_communes(code, "LA")


def test_79_sets_no_number_because_its_plan_has_none() -> None:
    rows = [row for values in PROVINCES["79"].values.values() for row in values]

    assert [row.name for row in rows if row.amount is not None] == []


ROW = """
[[value]]
service = "letters"
name = "letter.days"
law = "22/2012/QĐ-UBND, Điều 5 khoản 3"
since = 2026-01-01
amount = 10
"""


def test_a_value_is_in_force_from_its_day_and_bears_its_law(tmp_path: Path) -> None:
    later = ROW.replace("2026-01-01", "2026-06-01").replace("10", "20")

    province = load(written(tmp_path, ROW + later), PARAMS)["86"]

    assert str(province.amount(DAYS, date(2025, 12, 31))) == "15 ngày làm việc"
    assert str(province.amount(DAYS, date(2026, 5, 31))) == "10 ngày làm việc"
    assert str(province.amount(DAYS, date(2026, 6, 1))) == "20 ngày làm việc"
    assert province.find(DAYS, TODAY).law == "22/2012/QĐ-UBND, Điều 5 khoản 3"
    assert not province.find(DAYS, TODAY).national


def test_a_dossier_keeps_the_values_of_its_day_of_lodging() -> None:
    """The regime of the lodging day, also when the province changes the number later."""
    changes = replace(
        PROVINCES["86"],
        values=read_values("amount = 3\nsince = 2026-01-01", "amount = 8\nsince = 2026-03-10"),
    )
    old = Desk(LETTER, date(2026, 3, 9), province=changes)
    new = Desk(LETTER, date(2026, 3, 10), province=changes)

    old.lodge(Application(subject="Thư mời"), by="unit").on(date(2026, 3, 11))
    old.do("consider", by="officer", late_reason="chờ văn bản")
    new.lodge(Application(subject="Thư mời"), by="unit")

    assert old.due("answer") == date(2026, 3, 12)
    assert new.due("answer") == date(2026, 3, 20)


def read_values(*rows: str) -> dict[str, Any]:
    from casework import read_province

    head = '[[value]]\nservice = "letters"\nname = "letter.answer-within"\nlaw = "x"\n'
    text = 'code = "86"\n' + "\n".join(head + row for row in rows)
    params = {"letters": Registry("letters", [LETTER]).params()}
    return read_province(PROVINCES["86"], text, "86.toml", params).values


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ROW.replace("letter.days", "letter.dags"), ["86.toml:3", "letters/letter.dags"]),
        (ROW.replace("10", "45"), ["86.toml:3", "letter.days = 45", "1..30", "Điều 5 khoản 3"]),
        (ROW.replace("10", "0"), ["86.toml:3", "letter.days = 0", "1..30"]),
        (ROW.replace("amount = 10", 'day = "11-20"'), ["86.toml:3", "letter.days", "amount"]),
        (ROW.replace("amount = 10", "amount = true"), ["86.toml:3"]),
        (ROW.replace('law = "22/2012/QĐ-UBND, Điều 5 khoản 3"', ""), ["86.toml:3", "thiếu law"]),
        (ROW.replace("since = 2026-01-01", ""), ["86.toml:3", "thiếu since"]),
        (ROW.replace("since = 2026-01-01", 'since = "mai"'), ["86.toml:3", "since"]),
        (ROW + "amout = 3\n", ["86.toml:3", "amout"]),
        (ROW + ROW.replace("10", "45"), ["86.toml:10", "letter.days = 45"]),
        (ROW.replace("since", "until = 2025-01-01\nsince"), ["86.toml:3", "until"]),
        (ROW.replace("letter.days", "letter.day").replace("amount = 10", 'day = "13-45"'),
         ["86.toml:3", "letter.day", "13-45", "Điều 5 khoản 1"]),
        (ROW.replace("letter.days", "letter.day").replace("amount = 10", 'day = "02-29"'),
         ["86.toml:3", "letter.day", "02-29"]),
        (ROW.replace("letter.days", "letter.day").replace("amount = 10", 'day = "mai"'),
         ["86.toml:3", "letter.day", "mai"]),
        (ROW.replace("letter.days", "letter.strict").replace("amount = 10", 'choice = "no"'),
         ["86.toml:3", "letter.strict", "switch"]),
        ('[[lead]]\nfield = "aid"\nunit = "so-y-te"\nsince = 2026-01-01\n',
         ["86.toml:2", "[[lead]]", "thiếu law"]),
        ('[[recipient]]\nreport = "aid"\nto = []\nlaw = "x"\n', ["86.toml:2", "thiếu since"]),
        ('[[delegated]]\nmatter = "x"\nlaw = "x"\nsince = 1\n', ["86.toml:2", "since"]),
        ('[[unit]]\ncode = "a"\nname = "A"\n', ["86.toml:2", "level"]),
        ('colour = "red"\n', ["86.toml", "colour"]),
        ("office = \n", ["86.toml", "line 2"]),
    ],
)  # fmt: skip
def test_a_wrong_file_stops_with_its_line_and_law(
    tmp_path: Path, text: str, told: list[str]
) -> None:
    with pytest.raises(BadProvince) as error:
        load(written(tmp_path, text), PARAMS)

    assert [part for part in told if part not in str(error.value)] == []


def test_a_file_under_another_code_stops(tmp_path: Path) -> None:
    folder = written(tmp_path, "")
    (folder / "12.toml").write_text('code = "86"\n')

    with pytest.raises(BadProvince, match=r"12\.toml: .*86"):
        load(folder)


def test_rows_of_other_services_are_left_to_them(tmp_path: Path) -> None:
    other = ROW.replace("letters", "reporting").replace("10", "999")

    assert load(written(tmp_path, other), PARAMS)["86"].values == {}


def test_a_successor_that_does_not_exist_stops(tmp_path: Path) -> None:
    folder = written(tmp_path, "")
    file = folder / "units.toml"
    file.write_text(file.read_text().replace('successor = "79"', 'successor = "99"'))

    with pytest.raises(BadProvince, match=r"units\.toml: .*99"):
        load(folder)
