"""Delegations as their unit asks for them: they arise, leaving in May."""

from __future__ import annotations

from typing import Any

TRIP: dict[str, Any] = {
    "title": "Đoàn khảo sát cửa khẩu", "level": "unit", "arising_reason": "Đối tác mời",
    "members": [
        {"person_id": "cb-901", "name": "Lê Văn C", "post": "Giám đốc", "role": "head",
         "rank": "director", "passport": "hc-901", "passport_kind": "official",
         "passport_expires_on": "2029-01-01"},
    ],
    "legs": [{"country": "KH", "city": "Phnom Penh", "arrive": "2026-05-11",
              "depart": "2026-05-13"}],
    "departs_on": "2026-05-11", "returns_on": "2026-05-13", "days": 3,
    "hosts": ["Sở Công Thương"], "purpose": "Khảo sát", "content": "Làm việc",
    "funding": [{"source": "local"}], "request": {"number": "14/SNgV-HTQT", "date": "2026-03-02"},
}  # fmt: skip


def trip(number: int) -> dict[str, Any]:
    """A delegation of its own: nobody travels twice at a time, no document is sent twice."""
    (head,) = TRIP["members"]
    member = {**head, "person_id": f"cb-{number}", "passport": f"hc-{number}"}
    request = {**TRIP["request"], "number": f"{number}/SNgV-HTQT"}
    return {**TRIP, "members": [member], "request": request}
