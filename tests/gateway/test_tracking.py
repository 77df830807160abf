"""Anybody with a code may follow a dossier, and learns nothing personal."""

from __future__ import annotations

from support.province import House


def test_a_code_tells_the_state_and_the_next_date(house: House) -> None:
    letter = house.letter("Đơn của bà Nguyễn Thị D", secret_name="Nguyễn Thị D", pages=4)
    answer = house.client.get(f"/track/{letter['code'].lower()}")

    expected = {
        "code": letter["code"],
        "type": "letter",
        "type_title": "Thư đề nghị",
        "state": "lodged",
        "state_title": "đã gửi",
        "final": False,
        "province": "86",
        "lodged": "2026-11-10",
        "due": "2026-11-10",
    }
    assert (answer.status_code, answer.json()) == (200, expected)
    assert answer.headers["cache-control"] == "no-store"


def test_a_team_only_dossier_cannot_be_followed(house: House) -> None:
    secret = house.letter("Việc riêng", type="secret-letter")
    unknown = house.client.get("/track/TM-2026-AAAAAA")
    answer = house.client.get(f"/track/{secret['code']}")

    assert (answer.status_code, unknown.status_code) == (404, 404)
    assert answer.json()["title"] == unknown.json()["title"]
    assert answer.json()["detail"].replace(secret["code"], "") == unknown.json()["detail"].replace(
        "TM-2026-AAAAAA", ""
    )


def test_codes_cannot_be_guessed_by_trying(house: House) -> None:
    letter = house.letter("Thư bị dò mã")
    answers = [house.client.get(f"/track/TH-2026-{n:06d}").status_code for n in range(40)]

    assert 429 in answers
    assert house.client.get(f"/track/{letter['code']}").status_code == 429
