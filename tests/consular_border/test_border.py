"""What all border procedures look at: 34/2014/NĐ-CP Điều 3; Dự thảo 2025 Điều 2 khoản 10."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casework import DossierType, Refused
from consular_border import border
from consular_border.procedures import DOSSIERS
from consular_border.procedures.border_gate import BORDER_GATE
from consular_border.procedures.border_treaty_task import BORDER_TREATY_TASK, Progress
from support.border import TODAY, lai_chau
from support.desk import Desk

OF_THE_BORDER = [t for t in DOSSIERS if t.name.startswith("border-")]


def test_a_commune_lies_at_the_border_from_the_day_of_its_list() -> None:
    province = lai_chau()

    assert border.neighbours(province, ["xa-dao-san", "so-y-te"], TODAY) == ("CN",)
    assert not border.is_border_commune(province, "xa-dao-san", date(2025, 6, 30))
    assert not border.is_border_commune(province, "so-y-te", TODAY)


def test_a_dossier_keeps_the_list_of_the_day_on_which_it_was_opened() -> None:
    listed = lai_chau()
    [row] = listed.values["border.communes-cn"]
    ended = replace(row, until=date(2026, 3, 31))
    province = replace(listed, values={row.name: (ended,)})
    task = {
        "treaty": "Hiệp định", "neighbour": "CN", "task": "Phát quang đường biên",
        "body": "xa-dao-san", "communes": ("xa-dao-san",), "starts_on": TODAY,
        "due_on": date(2026, 6, 30),
    }  # fmt: skip
    assigned: Any = BORDER_TREATY_TASK.opening.data(**task)
    desk = Desk(BORDER_TREATY_TASK, TODAY, province=province)
    desk.lodge(assigned, by="officer", unit="xa-dao-san").on(date(2026, 4, 1))

    told = Progress(on=date(2026, 4, 1), percent=50, text="Đã phát quang")
    assert desk.do("note-progress", told, by="unit").state == "in-progress"


@pytest.mark.parametrize(
    "text",
    [
        "Tại 22.7654321, 103.1234567",
        "22,76543N",
        "22°30' Bắc",
        "22 độ 30 phút 15 giây",
        "X = 2487654; Y=345678",
        "48Q 345678 2487654",
    ],
)
def test_coordinates_are_known_in_each_writing(text: str) -> None:
    assert border.has_coordinates(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mốc 70 (2), đoạn từ mốc 69 đến mốc 71",
        "Thu giữ 12.500.000 đồng, 1.250 kg hàng",
        "Người bệnh sốt 39°C, 38,5 °C",
        "Báo cáo số 45/BC-BCH ngày 02/3/2026",
        "Diện tích 2,25 ha",
    ],
)
def test_what_only_looks_like_coordinates_is_told(text: str) -> None:
    assert not border.has_coordinates(text)


def test_the_field_that_tells_coordinates_is_named() -> None:
    told: Any = BORDER_GATE.opening.data(
        name="Dào San", kind="road-link", change="connect", across="22.76543, 103.12345",
        neighbour="CN", commune="xa-dao-san", proposal="Đấu nối tại 22°30' Bắc",
    )  # fmt: skip
    with pytest.raises(Refused) as refusal:
        Desk(BORDER_GATE, TODAY, province=lai_chau()).lodge(told, by="border", unit="bien-phong")

    failures = [(f.at, f.says) for f in refusal.value.failures]
    assert failures == [("/across", border.NO_COORDINATES), ("/proposal", border.NO_COORDINATES)]


def test_progress_tells_no_coordinates_either() -> None:
    told: Any = BORDER_TREATY_TASK.opening.data(
        treaty="Hiệp định", neighbour="CN", task="Phát quang đường biên", body="xa-dao-san",
        communes=("xa-dao-san",), starts_on=TODAY, due_on=date(2026, 6, 30),
    )  # fmt: skip
    desk = Desk(BORDER_TREATY_TASK, TODAY, province=lai_chau())
    desk.lodge(told, by="officer", unit="xa-dao-san")

    exact = Progress(on=TODAY, percent=50, text="Đã phát quang từ 22.76543, 103.12345")
    with pytest.raises(Refused, match="tọa độ"):
        desk.do("note-progress", exact, by="unit")


def test_the_neighbour_is_the_one_across_from_the_communes() -> None:
    told: Any = BORDER_GATE.opening.data(
        name="Dào San", kind="road-link", change="connect", across="Phía bạn", neighbour="LA",
        commune="xa-dao-san", proposal="Đấu nối đường tỉnh",
    )  # fmt: skip
    with pytest.raises(Refused, match="không phải nước mà xã giáp") as refusal:
        Desk(BORDER_GATE, TODAY, province=lai_chau()).lodge(told, by="border", unit="bien-phong")
    assert [f.at for f in refusal.value.failures] == ["/neighbour"]


@pytest.mark.parametrize("type_", OF_THE_BORDER, ids=lambda t: t.name)
def test_every_border_procedure_looks_at_the_list(type_: DossierType[Any]) -> None:
    assert {border.commune_is_listed, border.communes_are_listed} & {*type_.invariants}
    assert {p.name for p in border.COMMUNES.values()} <= {p.name for p in type_.params}


def test_a_text_names_a_border_commune_by_its_whole_name() -> None:
    province = lai_chau()

    assert border.names_a_border_commune(province, "Chợ phiên xã Dào San", TODAY)
    assert not border.names_a_border_commune(province, "Chợ Dào", TODAY)
