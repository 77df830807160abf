"""Number books as clerks use them: over HTTP, and out as a sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from papers.grids import grids
from reporting.main import create_app
from support.running import running

PAPER = {
    "symbol": "BC-SNgV",
    "date": "2026-11-10",
    "about": "Kết quả tháng 10",
    "signer": "Giám đốc",
    "signed_on": "2026-11-10",
    "recipients": ["UBND tỉnh"],
}
TODAY = "2026-11-10"
LEFT = {"sent_on": TODAY}
BOOKS = "/api/reporting/number-books"
ENTRIES = "/api/reporting/outgoing-documents"


def test_a_clerk_takes_numbers_and_an_officer_does_not(
    mongo_url: str, database_name: str, kafka_servers: str, tmp_path: Path
) -> None:
    told: dict[str, Any] = {"mongo_url": mongo_url, "database": database_name}
    with running(create_app, "reporting", tmp_path, kafka=kafka_servers, **told) as it:
        clerk, officer = it.person("clerk").on(TODAY), it.person("officer").on(TODAY)
        once = {"Idempotency-Key": "a"}
        given = clerk.send("POST", f"{BOOKS}/give", json=PAPER, headers=once).json()
        again = clerk.send("POST", f"{BOOKS}/give", json=PAPER, headers=once).json()
        refused = officer.send("POST", f"{BOOKS}/give", json=PAPER)
        reused = clerk.send("POST", f"{BOOKS}/give", json={**PAPER, "order": 1})
        entry = {**given, "href": f"{ENTRIES}/{given['id']}"}
        stale = clerk.send("POST", f"{entry['href']}/send", json=LEFT, headers={"If-Match": '"9"'})
        sent = clerk.do(entry, "send", LEFT)
        listed = officer.get(BOOKS)["items"]
        sheet = officer.download(f"{ENTRIES}.xlsx")

        assert given["fields"]["number"] == "01/BC-SNgV"
        assert again["id"] == given["id"]
        assert (refused.status_code, stale.status_code) == (403, 412)
        assert reused.status_code in (409, 422)
        assert "30/2020/NĐ-CP, Điều 15" in reused.text
        assert sent["state"] == "sent"
        assert [(b["book"], b["last"]) for b in listed] == [("BC-SNgV", 1)]
        assert any("01/BC-SNgV" in row for grid in grids(sheet.content) for row in grid.rows)
