"""A unit's own sheets over HTTP: Mẫu 1 and Mẫu 2 become its dossier, bad cells are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from delegations.main import create_app
from papers.forms import MAU_1, MAU_2
from support.running import Service, running

DAY = "2026-11-10"
IMPORT = "/api/delegations/unit-programme/import"
TO_LAOS = (
    *(1, "Đoàn khảo sát nông nghiệp (khảo sát)", "Lào, Campuchia", "Giám đốc Sở"),
    *("Khảo sát mô hình hợp tác xã", 6, "05", "tháng 3", "nước ngoài đài thọ (JICA)"),
)
FROM_KOREA = (
    *(1, "Đoàn doanh nghiệp Gyeonggi", "Hiệp hội doanh nghiệp Gyeonggi, Hàn Quốc", "doanh nghiệp"),
    *("Sở Công Thương; xúc tiến đầu tư", 12, 3, "5/2027", "cơ quan, tổ chức, địa phương chi"),
)


@pytest.fixture(scope="module")
def delegations(
    mongo_url: str, kafka_servers: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    room: Path = tmp_path_factory.mktemp("delegations")
    told = {"mongo_url": mongo_url, "kafka": kafka_servers, "database": "programme_import"}
    with running(create_app, "delegations", room, **told) as service:
        yield service


def book(outbound: Sequence[Sequence[Any]] = (), inbound: Sequence[Sequence[Any]] = ()) -> bytes:
    """A workbook as a unit fills it in by hand: titles, the header, the rows, the notes."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as made:
        for form, rows in ((MAU_1, outbound), (MAU_2, inbound)):
            page = made.add_worksheet(form.name)
            page.write(0, 0, "Tên cơ quan/tổ chức: Sở Y tế")
            page.write(1, 0, f"{form.title} 2027")
            page.write_row(3, 0, form.heads)
            for n, row in enumerate(rows, 4):
                page.write_row(n, 0, row)
            page.write(len(rows) + 5, 0, "Ghi chú: ghi cụ thể đến tháng")
    return content.getvalue()


def test_both_tables_become_one_draft_of_the_unit(delegations: Service) -> None:
    unit = delegations.person("unit", unit="so-cong-thuong").on(DAY)

    answer = unit.send("POST", IMPORT, content=book([TO_LAOS], [FROM_KOREA]))

    assert answer.status_code == 201, answer.text
    (lodged,) = answer.json()["lodged"]
    dossier = unit.get(lodged["href"])
    (out,), (into,) = dossier["fields"]["outbound"], dossier["fields"]["inbound"]
    assert (dossier["state"], dossier["unit"]) == ("draft", "so-cong-thuong")
    assert dossier["fields"]["year"] == 2027
    assert [s["country"] for s in out["stops"]] == ["LA", "KH"]
    assert (out["title"], out["nature"]) == ("Đoàn khảo sát nông nghiệp", "survey")
    assert (out["head"], out["members"], out["days"]) == ("director", 6, 5)
    assert (out["month"], out["funding"][0]["source"]) == ("2027-03", "foreign-host")
    assert (into["country"], into["partner"]) == ("KR", "Hiệp hội doanh nghiệp Gyeonggi")
    assert (into["host"], into["content"]) == ("Sở Công Thương", "xúc tiến đầu tư")
    assert (into["members"], into["days"], into["month"]) == (12, 3, "2027-05")


@pytest.mark.parametrize("partial", ["", "?partial=true"])
def test_a_sheet_sent_again_under_its_key_is_lodged_once(
    delegations: Service, partial: str
) -> None:
    unit = delegations.person("unit", unit=f"so-noi-vu{len(partial)}").on(DAY)
    key = {"Idempotency-Key": f"programme-2027{partial}"}
    sheet = book([TO_LAOS])

    first, again = (
        unit.send("POST", IMPORT + partial, content=sheet, headers=key) for _ in range(2)
    )
    other = unit.send("POST", IMPORT + partial, content=book([], [FROM_KOREA]), headers=key)

    assert (first.status_code, again.status_code) == (201, 201), first.text
    assert again.json() == first.json()
    assert other.status_code == 422
    assert "key-reused" in other.json()["type"]
    drafts = unit.get(IMPORT.removesuffix("/import"))["items"]
    assert [d["id"] for d in drafts] == [first.json()["lodged"][0]["id"]]


def test_bad_cells_are_named_by_sheet_cell_and_reason_and_nothing_is_lodged(
    delegations: Service,
) -> None:
    unit = delegations.person("unit", unit="so-gddt").on(DAY)
    nowhere = (*TO_LAOS[:2], "Atlantis", *TO_LAOS[3:])
    nobody = (*FROM_KOREA[:5], "nhiều", *FROM_KOREA[6:8], "")

    answer = unit.send("POST", IMPORT, content=book([TO_LAOS, nowhere], [nobody]))

    assert answer.status_code == 422
    errors = answer.json()["errors"]
    assert [(e["sheet"], e["cell"]) for e in errors] == [
        ("Mẫu 1", "C6"),
        ("Mẫu 2", "F5"),
        ("Mẫu 2", "I5"),
    ]
    assert "Atlantis" in errors[0]["detail"]
    assert "chưa ghi «Nguồn kinh phí đón Đoàn»" in errors[2]["detail"]
    assert unit.get("/api/delegations/unit-programme")["items"] == []


def test_good_rows_come_in_when_a_part_is_wanted(delegations: Service) -> None:
    unit = delegations.person("unit", unit="so-khcn").on(DAY)
    nowhere = (*TO_LAOS[:2], "Atlantis", *TO_LAOS[3:])

    answer = unit.send(
        "POST", IMPORT, content=book([TO_LAOS, nowhere], [FROM_KOREA]), params={"partial": "true"}
    )

    assert answer.status_code == 201, answer.text
    assert [c["cell"] for c in answer.json()["bad_cells"]] == ["C6"]
    fields = unit.get(answer.json()["lodged"][0]["href"])["fields"]
    assert (len(fields["outbound"]), len(fields["inbound"])) == (1, 1)


def test_a_unit_s_second_dossier_of_the_year_is_refused_with_its_article(
    delegations: Service,
) -> None:
    unit = delegations.person("unit", unit="so-tu-phap").on(DAY)
    sheet = ("mau.xlsx", book([TO_LAOS], [FROM_KOREA]))
    uploaded = unit.send("POST", IMPORT, files={"file": sheet})

    answer = unit.send("POST", IMPORT, content=book([TO_LAOS], [FROM_KOREA]))
    part = unit.send("POST", f"{IMPORT}?partial=true", content=book([TO_LAOS], [FROM_KOREA]))

    assert uploaded.status_code == 201
    assert (answer.status_code, part.status_code) == (422, 422)
    assert answer.json()["law"] == part.json()["law"] == "Quy tắc lập hồ sơ"


def test_sheets_that_come_at_once_wait_for_one_another(delegations: Service) -> None:
    unit = delegations.person("unit", unit="so-xay-dung").on(DAY)
    content = book([TO_LAOS], [FROM_KOREA])

    with ThreadPoolExecutor(4) as clerks:
        sent = list(clerks.map(lambda _: unit.send("POST", IMPORT, content=content), range(4)))

    statuses = [answer.status_code for answer in sent]
    assert statuses.count(201) == 1
    assert set(statuses) <= {201, 422, 429}  # more than two at once of one person come again


def test_what_is_neither_form_and_who_may_not_lodge(delegations: Service) -> None:
    unit, chair = delegations.person("unit").on(DAY), delegations.person("chair").on(DAY)

    assert unit.send("POST", IMPORT, content=b"no workbook").status_code == 422
    assert unit.send("POST", IMPORT, content=book()).status_code == 422
    text = {"Content-Type": "text/csv"}
    assert unit.send("POST", IMPORT, content=b"a,b", headers=text).status_code == 415
    assert chair.send("POST", IMPORT, content=book([TO_LAOS])).status_code == 403


def test_a_sheet_is_seen_row_by_row_before_anything_is_lodged(delegations: Service) -> None:
    unit = delegations.person("unit", unit="so-xem-truoc").on(DAY)
    nowhere = (*TO_LAOS[:2], "Atlantis", *TO_LAOS[3:])
    path = f"{IMPORT}?dry_run=true"

    good = unit.send("POST", path, content=book([TO_LAOS]))
    bad = unit.send("POST", path, content=book([nowhere]))

    assert (good.status_code, bad.status_code) == (200, 200), good.text
    (row,) = good.json()["rows"]
    assert (row["refused"], row["fields"]["year"]) == ([], 2027)
    assert (good.json()["good"], good.json()["bad"]) == (1, 0)
    assert [c["cell"] for c in bad.json()["bad_cells"]] != []
    assert bad.json()["bad"] >= 1
    assert unit.get(IMPORT.removesuffix("/import"))["items"] == []


def test_a_sheet_obeys_the_limits_of_a_body(delegations: Service) -> None:
    unit = delegations.person("unit", unit="so-tai-chinh").on(DAY)
    many = (*TO_LAOS[:5], 20_000, *TO_LAOS[6:])
    long = (*TO_LAOS[:3], "Giám đốc " * 30, *TO_LAOS[4:])

    refused = unit.send("POST", IMPORT, content=book([TO_LAOS, many, long]))
    part = unit.send("POST", IMPORT + "?partial=true", content=book([TO_LAOS, many, long]))

    cells = [("Mẫu 1", "F6"), ("Mẫu 1", "D7")]
    assert refused.status_code == 422
    assert [(e["sheet"], e["cell"]) for e in refused.json()["errors"]] == cells
    assert part.status_code == 201, part.text
    assert [(c["sheet"], c["cell"]) for c in part.json()["bad_cells"]] == cells
    draft = unit.get(part.json()["lodged"][0]["href"])
    path, etag = f"{draft_path(part)}/withdraw", {"If-Match": f'"{draft["version"]}"'}
    left = unit.send("POST", path, json={"reason": "Gửi nhầm"}, headers=etag)
    assert len(draft["fields"]["outbound"]) == 1
    assert left.status_code == 200, left.text


def draft_path(answer: Any) -> str:
    return str(answer.json()["lodged"][0]["href"])
