"""The yearly programme: the units' dossiers and the province's (R01).

Programme 2026 is in force in two provinces and only issued in 86; 2027 is on its way.
"""

from __future__ import annotations

from typing import Any

from demo.story import Act, Earlier, Setting, Story, Told, only

IN_FORCE = ("12", "46", "79")
UNIT, PROGRAMME = "delegations/unit-programme", "delegations/provincial-programme"
LOCAL = [{"source": "local", "money": {"amount": 150_000_000, "currency": "VND"}}]
ABROAD = {
    "12": [("CN", "Vân Nam"), ("LA", "Luông Nậm Thà"), ("CN", "Côn Minh"), ("LA", "Phong Sa Lỳ")],
    "46": [("LA", "Salavan"), ("LA", "Sekong"), ("JP", "Kyoto"), ("FR", "Nouvelle-Aquitaine")],
    "79": [("KR", "Busan"), ("JP", "Osaka"), ("FR", "Auvergne-Rhône-Alpes"), ("US", "California")],
    "86": [("JP", "Okayama"), ("KR", "Gyeonggi"), ("NL", "Gelderland"), ("KH", "Prey Veng")],
}
TOPICS = (
    "phòng, chống bệnh truyền nhiễm qua biên giới",
    "đào tạo bác sĩ chuyên khoa",
    "y tế dự phòng và tiêm chủng",
    "chuyển đổi số bệnh viện",
    "dược liệu và y học cổ truyền",
    "phẫu thuật nhân đạo cho trẻ em",
    "chăm sóc người cao tuổi",
    "cấp cứu ngoại viện",
    "an toàn thực phẩm",
    "sức khỏe sinh sản",
    "xử lý chất thải y tế",
    "thích ứng với biến đổi khí hậu",
)


def going(s: Setting, year: int, n: int) -> dict[str, Any]:
    """A row of Mẫu 1; the first two are led by a vice-chairman, so that the Premier approves."""
    country, place = ABROAD[s.province][n % 4]
    is_led = n < 2
    return {
        "title": f"Đoàn công tác tại {place}: {TOPICS[n]}",
        "nature": "working-visit" if is_led else "research",
        "head": "vice-chair" if is_led else "deputy-director",
        "head_post": "Phó Chủ tịch UBND" if is_led else "Phó Giám đốc Sở Y tế",
        "content": f"Trao đổi, ký biên bản làm việc về {TOPICS[n]}",
        "partner": f"Chính quyền {place}",
        "members": 6 + n,
        "days": 5,
        "month": f"{year}-{3 + n:02}",
        "funding": LOCAL,
        "approval": "prime-minister" if is_led else "chairman",
        "stops": [{"country": country, "days": 4}],
    }


def coming(s: Setting, year: int, n: int) -> dict[str, Any]:
    """A row of Mẫu 2; the first one is led by a vice-governor."""
    country, place = ABROAD[s.province][n % 4]
    return {
        "title": f"Đoàn {place} sang thăm, làm việc về {TOPICS[n + 4]}",
        "nature": "working-visit",
        "head": "vice-governor" if n == 0 else "director",
        "content": f"Hội đàm, khảo sát cơ sở về {TOPICS[n + 4]}",
        "partner": f"Chính quyền {place}",
        "members": 8 + n,
        "days": 3,
        "month": f"{year}-{4 + n:02}",
        "funding": [{"source": "foreign-host", "sponsor": f"Chính quyền {place}"}],
        "approval": "prime-minister" if n == 0 else "chairman",
        "country": country,
        "host": "Sở Y tế",
    }


def other(s: Setting, year: int, n: int) -> dict[str, Any]:
    country, place = ABROAD[s.province][n % 4]
    return {
        "kind": ("conference", "people-to-people", "funded-project", "training")[n % 4],
        "title": f"Hoạt động hợp tác với {place} về {TOPICS[n]}",
        "content": f"Tập huấn, trao đổi chuyên gia về {TOPICS[n]}",
        "partner": f"Sở Y tế {place}",
        "members": 40,
        "days": 2,
        "month": f"{year}-{n + 1:02}",
        "funding": LOCAL,
        "countries": [country],
        "host": "Sở Y tế",
    }


def dossier(s: Setting, year: int, out: int, into: int, more: int) -> dict[str, Any]:
    """What a unit sends: four parts and five matters."""
    return {
        "year": year,
        "results": f"Năm {year - 1} đã thực hiện phần lớn hoạt động được phê duyệt, đúng mục đích.",
        "plan": f"Năm {year} tập trung vào địa phương láng giềng và đối tác đã ký thỏa thuận.",
        "outbound": [going(s, year, n) for n in range(out)],
        "inbound": [coming(s, year, n) for n in range(into)],
        "others": [other(s, year, n) for n in range(more)],
        "nothing_outbound": not out,
        "nothing_inbound": not into,
        "travel": "Mười hai lượt cán bộ đi công tác, tất cả đã báo cáo kết quả.",
        "awards_received": "không có",
        "awards_given": "Đề nghị tặng Bằng khen cho một bác sĩ nước ngoài.",
        "conferences": "Một hội thảo quốc tế về y tế dự phòng.",
        "projects": "Hai dự án do tổ chức phi chính phủ nước ngoài tài trợ.",
    }


def sent_and_accepted(s: Setting, year: int, *rows: int, late: bool = False) -> Story:
    sent: dict[str, Any] = {"late_reason": "Chờ ý kiến đơn vị trực thuộc"} if late else {}
    after = 33 if late else 12
    return Story(
        UNIT,
        Act("unit", "draft", 0, dossier(s, year, *rows)),
        (Act("unit", "submit", after, sent), Act("officer", "accept", after + 1)),
    )


@only(times=1, provinces=("12",), first=-442)
def health_sends_its_programme_of_2025(s: Setting) -> Story:
    return sent_and_accepted(s, 2025, 0, 0, 4)


@only(times=1, provinces=("12", "46", "86"), first=-77)
def health_sends_its_programme_of_2026(s: Setting) -> Story:
    return sent_and_accepted(s, 2026, 8, 6, 12, late=s.province == "79")


@only(times=1, first=290)
def health_sends_its_programme_of_2027(s: Setting) -> Story:
    return sent_and_accepted(s, 2027, 4, 3, 6)


@only(times=1, first=320)
def health_prepares_its_programme_of_2028(s: Setting) -> Story:
    """Early: a draft in 79, sent in 12, returned in 86, accepted in 46."""
    story = sent_and_accepted(s, 2028, 2, 2, 4)
    if s.province == "86":
        told = {"reason": "Bảng đoàn vào chưa rõ đối tác", "missing": ["Mẫu 2", "nguồn kinh phí"]}
        return Story(UNIT, story.opened, (story.acts[0], Act("officer", "return", 15, told)))
    return story.until({"79": 0, "12": 1, "46": 2}[s.province])


@only(times=1, provinces=("79",), first=285)
def a_programme_is_opened_too_early(s: Setting) -> Story:
    why = {"reason": "Mở nhầm trước khi có hướng dẫn của Bộ Ngoại giao"}
    return Story(PROGRAMME, Act("officer", "open", 0, {"year": 2027}),
                 (Act("director", "cancel", 1, why),))  # fmt: skip


def the_province(s: Setting, year: int, acts: int = 99) -> Story:
    """Open, gather, present, ask the Premier, approve, issue; `acts` of these are done."""
    lead = f"{year}/so-y-te"
    asked = [f"{lead}/ra-1", f"{lead}/ra-2", f"{lead}/vao-1"]
    refused = asked[1:2] if (s.province, year) == ("79", 2026) else []
    answer = {
        "approved": [i for i in asked if i not in refused],
        "refused": refused,
        "reason": "Chuyển sang năm sau để tiết kiệm chi" if refused else "",
        **s.document("VPCP-QHQT", 22),
    }
    party = {"party_document": s.number("CV-TU")} if s.province == "46" else {}
    return Story(
        PROGRAMME,
        Act("officer", "open", 0, {"year": year}),
        (
            Act("officer", "consolidate", 0),
            Act("officer", "set-level", 0, {"item": f"{lead}/khac-1", "approval": "director"}),
            Act("director", "present", 1),
            Act("office", "send-to-ministry", 2, s.document("UBND-NV", 2)),
            Act("office", "record-answer", 22, answer),
            Act("chair", "approve", 24, {**s.document("QĐ-UBND", 24), **party}),
            Act("clerk", "publish", 25),
        )[:acts],
    )


@only(times=1, provinces=("12",), first=-405)
def the_programme_of_2025_ends(s: Setting) -> Story:
    item = "2025/so-y-te/khac-{}".format
    not_done = {"item": item(4), "reason": "Đối tác hoãn chương trình đào tạo"}
    return Story(
        PROGRAMME,
        Act("officer", "open", 0, {"year": 2025}),
        (
            Act("officer", "consolidate", 0),
            Act("director", "present", 1),
            Act("chair", "approve", 2, s.document("QĐ-UBND", 2)),
            Act("clerk", "publish", 3),
            Act("office", "send-copy", 3, s.document("UBND-NV", 3)),
            *(Act("officer", "mark-done", 100 * n, {"item": item(n)}) for n in (1, 2, 3)),
            Act("office", "review-mid-year", 220, s.document("UBND-NV", 220)),
            Act("officer", "mark-not-done", 370, not_done),
            Act("officer", "close", 380, s.document("BC-UBND", 380)),
        ),
    )


@only(times=1, provinces=("12", "46", "86"), first=-40)
def the_programme_of_2026_is_issued(s: Setting) -> Story:
    """Its unit then sends its own plan: in time, late in 79, not yet in 86."""
    story = the_province(s, 2026)
    unit = Earlier(health_sends_its_programme_of_2026, 0, "id")
    plan: dict[str, Any] = s.document("KH-SYT", 60 if s.province == "79" else 38)
    if s.province == "79":
        plan["late_reason"] = "Chờ phân bổ kinh phí đầu năm"
    acts = (*story.acts, Act("unit", "wait", 25, "issued", unit))
    if s.province != "86":
        acts += (Act("unit", "send-plan", 60 if s.province == "79" else 38, plan, unit),)
    return Story(PROGRAMME, story.opened, acts)


@only(times=1, first=322)
def the_programme_of_2027_is_prepared(s: Setting) -> Story:
    return the_province(s, 2027, {"79": 3, "12": 4, "46": 5, "86": 6}[s.province])


@only(times=1, provinces=("46", "79"), first=345)
def the_programme_of_2028_is_begun(s: Setting) -> Story:
    return the_province(s, 2028, {"79": 0, "46": 1}[s.province])


UNITS = ("so-cong-thuong", "so-gddt", "so-vhttdl", "so-khcn")


@only(times=4, provinces=("79",), first=330)
def the_desk_writes_for_a_unit_that_is_late(s: Setting) -> Story:
    """What came on paper; the last one is taken back."""
    acts = (Act("officer", "withdraw", 5, {"reason": "Đơn vị không có hoạt động năm sau"}),)
    drafted = Act("officer", "draft", 0, dossier(s, 2027, 2, 0, 1))
    return Story(UNIT, drafted, acts if s.n == 3 else (), unit=UNITS[s.n])


WAVES: list[list[Told]] = [
    [
        health_sends_its_programme_of_2025, health_sends_its_programme_of_2026,
        health_sends_its_programme_of_2027, health_prepares_its_programme_of_2028,
        a_programme_is_opened_too_early,
    ],
    [
        the_programme_of_2025_ends, the_programme_of_2026_is_issued,
        the_programme_of_2027_is_prepared, the_programme_of_2028_is_begun,
    ],
    [the_desk_writes_for_a_unit_that_is_late],
]  # fmt: skip
