"""Foreign missions, offices and reporters: privileges, licences, interviews (R23, R27, R29)."""

from __future__ import annotations

from demo.consular_border.guests import MEDIA, MISSIONS
from demo.places import NAMES
from demo.story import Act, Setting, Story, Told, only, opinion

PARTNERS = {
    "12": ("CN", "Viện Nghiên cứu Nông nghiệp Vân Nam", "Cây chè cổ thụ vùng cao"),
    "46": ("JP", "Trường Đại học Waseda", "Bảo tồn kiến trúc cung đình"),
    "79": ("KR", "Viện Phát triển Hàn Quốc", "Quản lý đô thị thông minh"),
    "86": ("AU", "Trường Đại học Queensland", "Thích ứng với xâm nhập mặn"),
}


def interview(s: Setting, *acts: Act) -> Story:
    country, media = MEDIA[s.province]
    asked = {
        "media": media,
        "country": country,
        "leader": "Phó Chủ tịch UBND",
        "topic": f"Hợp tác quốc tế của {NAMES[s.province]}",
        "questions": ["Địa phương ưu tiên lĩnh vực nào?", "Nhà đầu tư được hỗ trợ ra sao?"],
        "interview_on": s.day(12),
    }
    return Story("consular-border/interview", Act("officer", "receive", 0, asked), acts)


def drafted(s: Setting) -> Act:
    answers = {
        "orientation": "Nêu tiềm năng và chính sách, không nêu số liệu chưa công bố",
        "answers": ["Nông nghiệp sạch và du lịch", "Một cửa, có đầu mối hỗ trợ"],
    }
    return Act("officer", "draft", 3, answers)


@only(fully=("79",), provinces=("46", "79"))
def a_leader_answers_the_press(s: Setting) -> Story:
    shown = {"published_on": s.day(18), "where": "Bản tin tối", "is_faithful": True}
    return interview(
        s,
        drafted(s),
        Act("chair", "approve", 8, s.document("UBND-NV", 8)),
        Act("officer", "give", 12, {"given_on": s.day(12)}),
        Act("officer", "publish", 19, shown),
    )


@only(times=1, provinces=("86",))
def the_press_is_not_answered(s: Setting) -> Story:
    why = {"reason": "Chủ đề thuộc thẩm quyền phát ngôn của Bộ Ngoại giao"}
    return interview(s, Act("director", "decline", 4, why))


@only(fully=("79",), provinces=("46", "79"))
def a_privilege_is_settled(s: Setting) -> Story:
    country, mission = MISSIONS[s.province]
    problem = {
        "kind": s.pick(("tax", "vehicle", "premises")),
        "country": country,
        "mission": mission,
        "problem": "Đề nghị hoàn thuế giá trị gia tăng khi sửa chữa trụ sở",
        "happened_on": s.day(),
    }
    guidance = {"content": "Áp dụng nguyên tắc có đi có lại", **s.document("BNG-LT", 12)}
    return Story(
        "consular-border/privilege-issue",
        Act("officer", "receive", 0, problem),
        (
            Act("head", "ask", 0, s.document("SNgV-LT", 0)),
            Act("officer", "note-guidance", 12, guidance),
            Act("officer", "resolve", 15, {"result": "Đã hướng dẫn hồ sơ hoàn thuế"}),
            Act("head", "close", 20),
        ),
    )


def office(s: Setting, *acts: Act, ends: int = 700) -> Story:
    country, organisation, field = PARTNERS[s.province]
    programme = {
        "organisation": organisation,
        "country": country,
        "field": field,
        "partner": "so-khcn",
        "address": f"Khu hành chính {NAMES[s.province]}",
        "programme": f"Chương trình nghiên cứu «{field}»",
        "programme_ends_on": s.day(ends),
        "request": s.document("BNG-LT", 0),
    }
    stated = {"agrees": True, "content": "Nhất trí việc đặt Văn phòng", **s.document("UBND-NV", 12)}
    return Story(
        "consular-border/foreign-office",
        Act("officer", "receive", 0, programme),
        (
            Act("officer", "consult", 1),
            opinion(5, "cong-an-tinh"),
            opinion(6, "so-khcn"),
            Act("chair", "opine", 12, stated),
            *acts,
        ),
    )


def licensed(s: Setting, until: int) -> Act:
    licence = {"valid_from": s.day(40), "valid_until": s.day(until), "foreigners": 2}
    return Act("head", "license", 40, {**licence, **s.document("BNG-GP", 40)})


@only(fully=("86",), provinces=("79", "86"))
def a_foreign_office_reports(s: Setting) -> Story:
    report = {"period": f"{s.first.year}-H1", **s.document("BC-VPĐD", 60)}
    return office(s, licensed(s, 600), Act("officer", "report", 60, report))


@only(times=1, provinces=("46",))
def a_foreign_office_is_not_licensed(s: Setting) -> Story:
    return office(s, Act("head", "refuse", 30, {"reason": "Trùng lĩnh vực đã có Văn phòng"}))


@only(times=1, provinces=("12",))
def a_foreign_office_closes(s: Setting) -> Story:
    return office(s, licensed(s, 100), Act("officer", "expire", 101), ends=100)


@only(times=1, provinces=("79",))
def a_foreign_office_loses_its_licence(s: Setting) -> Story:
    return office(s, licensed(s, 600), Act("head", "revoke", 90, s.document("BNG-QĐ", 90)))


WAVES: list[list[Told]] = [
    [
        a_leader_answers_the_press,
        the_press_is_not_answered,
        a_privilege_is_settled,
        a_foreign_office_reports,
        a_foreign_office_is_not_licensed,
        a_foreign_office_closes,
        a_foreign_office_loses_its_licence,
    ],
]
