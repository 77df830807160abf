"""The service over HTTP: what its people see, are refused, and take home as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from consular_border import known_missions
from consular_border.letters.migration_report import COLUMNS
from consular_border.main import create_app
from papers.sheets import write_sheet
from support import servers
from support.desk import HANOI
from support.running import Service, running

DATABASE = f"ngoaivu_test_{uuid4().hex[:12]}"
TODAY = "2026-10-05"
PAPER = {
    "title": "Bằng tốt nghiệp", "issuer": "Đại học Cần Thơ", "issued_on": "2020-06-01",
    "has_chain": True,
}  # fmt: skip
FOR_JAPAN = {"kind": "certification", "applicant": "Võ E", "country": "JP", "items": [PAPER]}
CARD = {
    "enterprise": "Công ty TNHH Dừa Xanh", "active_since": "2024-03-02", "person": "Phạm D",
    "born_on": "1990-05-01", "post": "Giám đốc", "in_post_since": "2025-03-02",
    "economies": ["JP"], "contract_on": "2025-03-02", "has_tax_paper": True,
    "has_insurance_paper": True, "has_finance_statement": True,
}  # fmt: skip
CASE = {
    "kind": "B", "event": "accident", "country": "VN", "happened_on": "2026-10-04",
    "first_reported_at": "2026-10-04T20:00:00+07:00", "source": "Công an xã",
    "account": "Va chạm xe máy", "persons": [{"name": "Somchai P", "nationality": "LA"}],
    "is_simple": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def service(
    mongo_url: str, kafka_servers: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    room: Path = tmp_path_factory.mktemp("consular")
    told = {"mongo_url": mongo_url, "kafka": kafka_servers, "database": DATABASE}
    with running(create_app, "consular-border", room, **told) as made:
        yield made
    servers.drop(mongo_url, DATABASE)


def person(service: Service, role: str, **claims: Any) -> Any:
    return service.person(role, **claims).on(TODAY)


def test_types_and_registers_are_in_the_catalogue(service: Service) -> None:
    told = person(service, "officer").get("/api/dossier-types")["items"]

    names = {t["name"]: t["record"] for t in told}
    assert {"passport": "R16", "abtc": "R17", "legalisation": "R18"}.items() <= names.items()
    assert names["overseas-vietnamese"] == "R21"


def test_a_refusal_names_article_and_place(service: Service) -> None:
    problem = person(service, "officer", province="79").cannot_lodge(
        "consular-border/legalisation", FOR_JAPAN
    )

    assert problem["status"] == 422
    assert problem["errors"][0]["pointer"] == "/why_not_apostille"
    assert "Công ước Apostille" in str(problem["errors"][0])


def test_a_signature_is_introduced_with_its_file_and_a_passport_goes_its_way(
    service: Service,
) -> None:
    officer, unit = person(service, "officer"), person(service, "unit")
    sample = officer.lodge(
        "consular-border/signature-sample",
        {"body": "UBND tỉnh", "signer": "Trần Văn B", "post": "Chủ tịch"},
    )
    letter = {"number": "12/SNgV-LS", "date": "2026-10-05"}
    assert officer.refused(sample, "introduce", letter)["status"] == 422
    file = {"file": ("chu-ky.txt", b"mau chu ky", "text/plain")}
    now = officer.again(sample)
    officer.send(
        "POST", f"{sample['href']}/attachments", files=file,
        headers={"If-Match": f'"{now["version"]}"'},
    )  # fmt: skip
    officer.do(sample, "introduce", letter)

    asked = {
        "kind": "official", "category": "civil-servant", "holder": "Lê Thị C",
        "post": "Chuyên viên", "signer": "Trần Văn B",
        "decision": {"number": "15/QĐ-UBND", "date": "2026-10-05"},
    }  # fmt: skip
    passport = unit.lodge("consular-border/passport", asked)
    assert "Lê Thị C" not in passport["title"]
    assert officer.do(passport, "forward")["state"] == "forwarded"
    letter_out = officer.download(f"{passport['href']}/papers/chuyen-ho-so.docx")
    assert letter_out.content[:2] == b"PK"


def test_a_case_is_known_to_its_team_alone(service: Service) -> None:
    kept = person(service, "officer").lodge("consular-border/consular-case", CASE)

    other = person(service, "officer", sub="officer-2.86")
    assert other.send("GET", kept["href"]).status_code == 404
    assert person(service, "head").again(kept)["state"] == "received"


def test_the_police_see_and_answer_what_they_were_asked(service: Service) -> None:
    officer, police = person(service, "officer"), person(service, "police")
    card = officer.lodge("consular-border/abtc", CARD)
    assert police.send("GET", card["href"]).status_code == 404

    officer.do(card, "consult")
    now = police.again(card)
    answer = police.send(
        "POST", f"{card['href']}/opinions", json={"body": "cong-an-tinh", "answer": "agree"},
        headers={"If-Match": f'"{now["version"]}"'},
    )  # fmt: skip
    assert answer.is_success, answer.text


def test_figures_come_in_as_a_sheet_and_every_bad_cell_is_named(service: Service) -> None:
    officer = person(service, "officer")
    path = "/api/consular-border/migration-report/import"
    titles = ["SỐ LIỆU DI CƯ QUỐC TẾ 6 THÁNG ĐẦU NĂM 2026"]
    row: list[Any] = ["du học", "18–34", "Úc", "", "Sở Giáo dục và Đào tạo", 3, 4, 8, ""]
    sent = {"files": {"file": ("so-lieu.xlsx", write_sheet(COLUMNS, [row], title_rows=titles))}}

    problem = officer.send("POST", path, **sent)
    assert problem.status_code == 422
    assert "H4" in problem.text

    row[7] = 7
    sent = {"files": {"file": ("so-lieu.xlsx", write_sheet(COLUMNS, [row], title_rows=titles))}}
    lodged = officer.send("POST", path, **sent).json()["lodged"]
    assert officer.get(lodged[0]["href"])["fields"]["totals"][0]["total"] == 7


def test_the_missions_that_are_known_fill_an_empty_register(service: Service) -> None:
    officer, path = person(service, "officer"), "/api/consular-border/missions"
    content = known_missions.sheet(datetime(2026, 10, 5, 9, tzinfo=HANOI))

    answer = officer.send("POST", f"{path}/import", files={"file": ("co-quan.xlsx", content)})

    assert answer.status_code == 201, answer.text
    [laos] = officer.get(path, q="đại sứ quán lào")["items"]
    assert laos["title"] == "Đại sứ quán Lào tại Hà Nội"


def test_a_person_leaves_in_a_sheet_only_with_consent(service: Service) -> None:
    officer = person(service, "officer")
    entry = {"name": "Đặng Thị H", "birth_year": 1970, "country": "FR", "has_consent": True}
    path = "consular-border/overseas-vietnamese"
    officer.lodge(path, {**entry, "may_share": True})
    officer.lodge(path, {**entry, "name": "Người Kín Đáo"})

    assert officer.cannot_lodge(path, {**entry, "has_consent": False})["status"] == 422
    assert officer.cannot_lodge(path, {**entry, "name": "DANG THI H"})["status"] in (409, 422)
