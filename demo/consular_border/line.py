"""At the land border of Lai Châu and Huế: incidents, markers, entries, works (R22)."""

from __future__ import annotations

from typing import Any

from demo.story import Act, Setting, Story, Told, only, opinion

BORDER = ("12", "46")
COMMUNES = {
    "12": ("xa-phong-tho", "xa-dao-san", "xa-si-lo-lau", "xa-thu-lum"),
    "46": ("xa-a-luoi-1", "xa-a-luoi-2", "xa-a-luoi-3", "xa-a-luoi-4"),
}
NEIGHBOUR = {"12": "CN", "46": "LA"}
MARKERS = {"12": ("66", "67", "69", "70", "71"), "46": ("640", "642", "645", "648", "650")}
ACROSS = {"12": "Trạm hội đàm phía Trung Quốc", "46": "Bộ đội Biên phòng tỉnh Salavan"}


def commune(s: Setting) -> str:
    return COMMUNES.get(s.province, COMMUNES["12"])[s.n % 4]


@only(fully=("12",), provinces=("12", "46"))
def an_incident_at_the_border(s: Setting) -> Story:
    told = {
        "kind": s.pick(("crossing", "marker", "smuggling", "accident", "epidemic")),
        "happened_on": s.day(-1),
        "commune": commune(s),
        "marker": f"Mốc {s.pick(MARKERS[s.province])}",
        "account": "Tổ tuần tra phát hiện, lập biên bản và giữ nguyên hiện trường",
        "parties": ACROSS[s.province],
        "handling": "Đồn Biên phòng đã thông báo cho phía bên kia",
    }
    proposal = {"proposal": "Trao đổi qua đường dây nóng, đề nghị hai bên cùng xác minh"}
    return Story(
        "consular-border/border-incident",
        Act("border", "report", 0, told),
        (
            Act("officer", "assess", 1, proposal),
            Act("director", "advise", 2, s.document("SNgV-BG", 2)),
            Act("director", "exchange", 6, s.document("UBND-NC", 6)),
            Act(
                "officer", "resolve", 20, {"result": "Hai bên thống nhất biên bản, không tái diễn"}
            ),
            Act("director", "tell-ministry", 24, s.document("BC-SNgV", 24)),
        ),
    )


@only(provinces=("46",))
def a_marker_is_repaired(s: Setting) -> Story:
    sound = {
        "number": MARKERS[s.province][s.n % 5],
        "kind": "marker",
        "commune": commune(s),
        "neighbour": NEIGHBOUR[s.province],
        "patrolled_on": s.day(-2),
    }
    broken = {**sound, "state": "damaged", "damage": "Sạt lở chân mốc sau mưa lũ"}
    asked = {**broken, "state": "proposed", "proposal": s.document("SNgV-BG", 45)}
    done = {**asked, "state": "repaired"}
    accepted = {**done, "state": "accepted", "acceptance": s.document("BB-NT", 140)}
    return Story(
        "consular-border/border-markers",
        Act("border", "enter", 0, sound),
        (
            Act("border", "amend", 30, {**broken, "reason": "Tuần tra phát hiện hư hỏng"}),
            Act("officer", "amend", 46, {**asked, "reason": "Đã đề xuất sửa chữa"}),
            Act("border", "amend", 130, {**done, "reason": "Đã sửa chữa xong"}),
            Act("officer", "amend", 141, {**accepted, "reason": "Hai bên đã nghiệm thu"}),
        ),
    )


@only(times=1, provinces=("12",))
def a_marker_is_struck(s: Setting) -> Story:
    entry = {
        "number": "BB-01",
        "kind": "board",
        "commune": commune(s),
        "neighbour": NEIGHBOUR[s.province],
    }
    return Story(
        "consular-border/border-markers",
        Act("border", "enter", 0, entry),
        (Act("head", "strike", 8, {"reason": "Biển báo ghi trùng số"}),),
    )


def visit(s: Setting, path: str) -> dict[str, Any]:
    country = NEIGHBOUR[s.province]
    serial = s.chance.randint(10**6, 10**7)
    guests = [
        {"name": f"Khách {n}", "nationality": country, "passport": f"E{serial + n}"}
        for n in range(1, 4)
    ]
    return {
        "path": path,
        "occasion": "delegation" if path == "delegation" else "project",
        "purpose": "Khảo sát thực địa, làm việc với xã biên giới",
        "host": "so-ngoai-vu",
        "communes": [commune(s)],
        "enters_at": f"{s.day(7)}T08:30:00+07:00",
        "leaves_at": f"{s.day(7)}T16:30:00+07:00",
        "expected": 3,
        "guests": guests,
        "escort": "Chuyên viên phòng Biên giới lãnh thổ",
    }


@only(provinces=("46",))
def guests_enter_the_border_area(s: Setting) -> Story:
    left = {"left_at": f"{s.day(7)}T16:00:00+07:00", "remarks": "Đúng chương trình"}
    return Story(
        "consular-border/border-entry",
        Act("officer", "plan", 0, visit(s, s.pick(("ordinary", "delegation")))),
        (
            Act("officer", "notify", 4, s.document("SNgV-BG", 4)),
            Act("border", "enter", 7, {"entered_at": f"{s.day(7)}T08:40:00+07:00"}),
            Act("border", "leave", 8, left),
        ),
    )


@only(times=1, provinces=("12",))
def guests_stay_away(s: Setting) -> Story:
    return Story(
        "consular-border/border-entry",
        Act("officer", "plan", 0, visit(s, "ordinary")),
        (Act("head", "cancel", 3, {"reason": "Mưa lớn, đường vào mốc sạt lở"}),),
    )


def works(s: Setting, belt: bool) -> dict[str, Any]:
    return {
        "project": s.pick(("Đường tuần tra biên giới", "Kè chống sạt lở", "Chợ cửa khẩu")),
        "investor": "Ban Quản lý dự án tỉnh",
        "communes": [commune(s)],
        "is_in_belt": belt,
        "asked_by": "Sở Xây dựng",
        "request": s.document("SXD-QLXD", -1),
    }


def asked(s: Setting, after: int) -> tuple[Act, ...]:
    return (
        Act("officer", "consult", after),
        opinion(after + 6, "cong-an-tinh"),
        opinion(after + 8, "bien-phong"),
        opinion(after + 9, commune(s)),
    )


@only(provinces=("12",), passing=("schedule", "note-survey", "note-works"))
def works_are_judged(s: Setting) -> Story:
    agreed = {"agrees": True, "content": "Nhất trí chủ trương; giữ nguyên mốc và đường thông tầm"}
    told = {"to": ["cong-an-tinh", "bien-phong", commune(s)]}
    return Story(
        "consular-border/border-opinion",
        Act("officer", "receive", 0, works(s, False)),
        (
            *asked(s, 3),
            Act("director", "answer", 20, {**s.document("SNgV-BG", 20), **agreed}),
            Act("officer", "schedule", 30, {"works_on": s.day(60), "survey_on": s.day(45)}),
            Act("border", "note-survey", 32, {**s.document("TB-BQL", 32), **told}),
            Act("border", "note-works", 42, {**s.document("TB-BQL", 42), **told}),
            Act("officer", "close", 62),
        ),
    )


@only(times=1, provinces=("46",))
def works_in_the_belt_wait(s: Setting) -> Story:
    answer = {
        **s.document("UBND-NC", 40),
        "agrees": False,
        "content": "Đề nghị điều chỉnh hướng tuyến ra ngoài vành đai",
        "note": "Bộ Công an chưa trả lời trong hạn; Bộ Quốc phòng đề nghị điều chỉnh",
        "late_reason": "Chờ ý kiến các Bộ",
    }
    return Story(
        "consular-border/border-opinion",
        Act("officer", "receive", 0, works(s, True)),
        (
            *asked(s, 2),
            opinion(25, "Bộ Ngoại giao"),
            Act("chair", "answer", 40, answer),
        ),
    )


@only(times=1, provinces=("46",))
def works_are_given_up(s: Setting) -> Story:
    return Story(
        "consular-border/border-opinion",
        Act("officer", "receive", 0, works(s, False)),
        (Act("head", "withdraw", 5, {"reason": "Chủ đầu tư chuyển địa điểm"}),),
    )


WAVES: list[list[Told]] = [
    [
        an_incident_at_the_border,
        a_marker_is_repaired,
        a_marker_is_struck,
        guests_enter_the_border_area,
        guests_stay_away,
        works_are_judged,
        works_in_the_belt_wait,
        works_are_given_up,
    ],
]
