"""Reporting: what the desk follows, is told to do, teaches, inspects and answers (R30–R44)."""

from __future__ import annotations

from typing import Any

from demo.story import Act, Setting, Story, Told, only

REASON = {"reason": "Cần làm rõ thêm nội dung"}
SECTIONS = {
    "achieved": "Hoàn thành các hoạt động theo kế hoạch",
    "shortcomings": "Một số đoàn gửi báo cáo chậm",
    "proposals": "Tăng cường tập huấn nghiệp vụ",
}
LATE = {"late_reason": "Phải chờ đơn vị trực thuộc rà soát số liệu"}
MAIN = ("86",)


@only(provinces=("86",), passing=("notify",))
def a_sensitive_matter(s: Setting) -> Story:
    raised = {
        "sensitive_in": ["religion"],
        "description": "Đã trao đổi trực tiếp với Công an tỉnh",
        "bodies": ["cong-an-tinh"],
    }
    told = [
        Act("officer", "notify", 0, {"to": to, "at": f"{s.day()}T08:30:00+07:00"})
        for to in ("police", "department", "committee")
    ]
    return Story(
        "reporting/sensitive-matter",
        Act("officer", "raise", 0, raised),
        (
            *told,
            Act("officer", "confirm-notices", 0),
            Act("head", "handle", 1, {"handled_by": "cong-an-tinh"}),
            Act("director", "close", 9, {"result": "Đã xử lý ổn thỏa"}),
        ),
    )


def note(s: Setting, *acts: Act) -> Story:
    body = {
        "subject": "Thuế quan mới đối với hàng xuất khẩu",
        "topic": "economy",
        "on": s.day(),
        "countries": [{"12": "CN", "46": "LA", "79": "US", "86": "US"}[s.province]],
        "sources": [{"name": "Thương vụ Việt Nam"}],
        "analysis": "Mức thuế thay đổi từ quý tới",
        "impact": "Doanh nghiệp của địa phương giảm đơn hàng",
    }
    return Story("reporting/situation-note", Act("unit", "draft", 0, body), acts)


@only(fully=("46",), provinces=("46", "86"))
def the_situation_is_followed(s: Setting) -> Story:
    gathered = {"summary": "Tổng hợp ý kiến các sở", "proposal": "Mở rộng thị trường"}
    return note(
        s,
        Act("unit", "send", 0),
        Act("officer", "consolidate", 1, gathered),
        Act("director", "propose", 1, s.document("BC-SNgV", 1)),
        Act("chair", "instruct", 5, {"instruction": "Giao Sở Công Thương chủ trì"}),
    )


@only(times=1, provinces=("46",))
def a_note_is_sent_back(s: Setting) -> Story:
    return note(s, Act("unit", "send", 0), Act("officer", "return", 2, REASON))


def task(s: Setting, kind: str, who: str, *acts: Act) -> Story:
    body = {
        "source": {**s.document("KH-UBND", 0), "issuer": "UBND tỉnh"},
        "task": "Xúc tiến hợp tác y tế với địa phương nước ngoài",
        "leads": ["so-y-te"],
        "due_on": s.day(40),
    }
    return Story(f"reporting/{kind}", Act(who, "assign", 0, body), acts)


def work(s: Setting, done: int, more: dict[str, Any]) -> tuple[Act, ...]:
    half = {"on": s.day(20), "percent": 50, "text": "Đã thống nhất nội dung", "body": "so-y-te"}
    shown = {"result": "Đã ký biên bản", **s.document("BC-SYT", done), **more}
    return (
        Act("unit", "accept", 2),
        Act("unit", "report-progress", 20, half),
        Act("unit", "complete", done, shown),
    )


@only(provinces=("12",))
def a_task_is_done(s: Setting) -> Story:
    return task(s, "assigned-task", "officer", *work(s, 35, {}), Act("office", "confirm", 38))


@only(times=1, provinces=("79",))
def a_task_is_done_late(s: Setting) -> Story:
    return task(s, "assigned-task", "officer", *work(s, 50, LATE), Act("office", "confirm", 52))


@only(provinces=("79",))
def a_party_task_is_done(s: Setting) -> Story:
    told = Act("director", "report", 37, s.document("BC-SNgV", 37))
    return task(s, "party-task", "officer", *work(s, 35, {}), told, Act("party", "confirm", 40))


@only(times=1, provinces=("12",))
def a_task_is_dropped(s: Setting) -> Story:
    return task(s, "assigned-task", "officer", Act("director", "cancel", 5, REASON))


@only(times=1, provinces=("79",))
def a_party_task_is_dropped(s: Setting) -> Story:
    return task(s, "party-task", "officer", Act("director", "cancel", 5, REASON))


def course(s: Setting, *acts: Act) -> Story:
    body = {"title": "Lễ tân đối ngoại", "topic": "protocol", "year": s.first.year}
    need = Act("unit", "record-need", 3, {"unit": "so-y-te", "number": 2})
    return Story("reporting/training-course", Act("officer", "survey", 0, body), (need, *acts))


PASSING = ("record-need", "enrol", "mark-attendance", "certify")


@only(fully=("86",), provinces=("12", "86"), passing=PASSING, early=True)
def a_course_is_held(s: Setting) -> Story:
    who = f"CC-{s.province}-{s.n}"
    times = {"starts_on": s.day(30), "ends_on": s.day(30), "sessions": 1, "place": "Hội trường"}
    sent = {"person": who, "name": "Nguyễn An", "unit": "so-y-te"}
    return course(
        s,
        Act("director", "approve-plan", 10, s.document("KH-SNgV", 10)),
        Act("head", "open", 12, times),
        Act("unit", "enrol", 15, sent),
        Act("officer", "start", 30),
        Act("officer", "mark-attendance", 30, {"session": 1, "on": s.day(30), "present": [who]}),
        Act("officer", "finish", 30),
        Act("head", "certify", 31, {"person": who, **s.document("CN-SNgV", 31)}),
        Act("head", "evaluate", 35, {"evaluation": "Đạt mục tiêu"}),
        Act("head", "review", 60, {"review": "Áp dụng tốt vào công việc"}),
    )


@only(times=1, provinces=("86",))
def a_course_is_called_off(s: Setting) -> Story:
    return course(s, Act("director", "cancel", 9, REASON))


def inspection(s: Setting, *acts: Act) -> Story:
    body = {
        "kind": "planned",
        "subjects": ["so-y-te"],
        "scope": "Thực hiện chương trình đoàn ra",
        "starts_on": s.day(7),
        "ends_on": s.day(10),
    }
    return Story("reporting/inspection", Act("officer", "plan", 0, body), acts)


@only(provinces=("46",), passing=("record-remedy",))
def a_unit_is_inspected(s: Setting) -> Story:
    team = [{"person": f"officer.{s.province}", "unit": "so-ngoai-vu"}]
    found = {
        **s.document("KL-SNgV", 14),
        "findings": [{"subject": "so-y-te", "text": "Một báo cáo gửi chậm"}],
        "recommendations": [{"subject": "so-y-te", "text": "Gửi đúng hạn", "due_on": s.day(40)}],
    }
    done = {"recommendation": 1, "done_on": s.day(30), "evidence": "Báo cáo đã gửi"}
    return inspection(
        s,
        Act("director", "decide", 2, {**s.document("QĐ-SNgV", 2), "inspectors": team}),
        Act("officer", "begin", 7),
        Act("officer", "conclude", 14, found),
        Act("officer", "follow", 15),
        Act("officer", "record-remedy", 30, done),
        Act("director", "close", 35),
    )


@only(times=1, provinces=("46",))
def an_inspection_is_called_off(s: Setting) -> Story:
    return inspection(s, Act("director", "cancel", 3, REASON))


def petition(s: Setting, *acts: Act) -> Story:
    body = {
        "kind": "petition",
        "register_number": s.number("ĐT"),
        "received_on": s.day(),
        "summary": "Phản ánh thời gian trả kết quả",
    }
    return Story("reporting/complaint", Act("clerk", "receive", 0, body), acts)


@only(fully=("12",), provinces=("12", "86"))
def a_complaint_is_settled(s: Setting) -> Story:
    told = {**s.document("SNgV-VP", 15), "result": "Đã giải thích và khắc phục"}
    return petition(
        s,
        Act("head", "accept", 3),
        Act("head", "resolve", 15, told),
        Act("head", "close", 16),
    )


@only(times=1, provinces=("12",))
def a_complaint_is_refused(s: Setting) -> Story:
    return petition(s, Act("head", "refuse", 3, REASON))


@only(times=1, provinces=("12",))
def a_complaint_is_sent_on(s: Setting) -> Story:
    to = {**s.document("SNgV-VP", 3), "to": "Thanh tra tỉnh"}
    return petition(s, Act("head", "transfer", 3, to))


def question(s: Setting, *acts: Act) -> Story:
    body = {
        "subject": "Đón khách nước ngoài ở xã",
        "field": "protocol",
        "question": "Xã cần báo cơ quan nào trước khi đón khách?",
    }
    return Story("reporting/guidance", Act("unit", "ask", 0, body), acts)


@only(fully=("79",), provinces=("46", "79"))
def guidance_is_given(s: Setting) -> Story:
    told = {"answer": "Báo Sở Ngoại vụ trước.", "grounds": "Quy chế", "is_reusable": True}
    return question(s, Act("officer", "draft", 2, told), Act("head", "answer", 3))


@only(times=1, provinces=("79",))
def a_question_is_referred(s: Setting) -> Story:
    to = {"service": "delegations", "type": "inbound-delegation", **REASON}
    return question(s, Act("officer", "refer", 2, to))


@only(times=1, provinces=("79",))
def a_question_is_withdrawn(s: Setting) -> Story:
    return question(s, Act("unit", "withdraw", 1, REASON))


def request(s: Setting, given: tuple[str, ...], *acts: Act) -> Story:
    body = {"procedure": "legalisation", "applicant": "Phạm Văn Đức", "given": list(given)}
    return Story("reporting/public-request", Act("clerk", "receive", 0, body), acts)


WHOLE = ("form", "identity", "document")


@only(fully=("86",), provinces=("79", "86"), first=119)
def a_request_is_answered(s: Setting) -> Story:
    return request(
        s,
        WHOLE,
        Act("clerk", "accept", 0, {"appointment": s.day(2)}),
        Act("head", "resolve", 2, s.document("SNgV-LS", 2)),
        Act("clerk", "deliver", 2),
    )


@only(times=1, provinces=("86",))
def a_request_lacks_a_paper(s: Setting) -> Story:
    lacks = {"items": ["document"], "reason": "Thiếu giấy tờ cần chứng nhận"}
    return request(s, WHOLE[:2], Act("clerk", "request-supplement", 0, lacks))


@only(times=1, provinces=("86",))
def a_request_is_refused(s: Setting) -> Story:
    return request(s, WHOLE, Act("head", "refuse", 1, REASON))


@only(times=1, provinces=("86",))
def a_request_is_withdrawn(s: Setting) -> Story:
    return request(s, WHOLE, Act("clerk", "withdraw", 1, REASON))


WAVES: list[list[Told]] = [
    [
        a_sensitive_matter, the_situation_is_followed,
        a_note_is_sent_back, a_task_is_done, a_task_is_done_late, a_party_task_is_done,
        a_task_is_dropped, a_party_task_is_dropped, a_course_is_held, a_course_is_called_off,
        a_unit_is_inspected, an_inspection_is_called_off, a_complaint_is_settled,
        a_complaint_is_refused, a_complaint_is_sent_on, guidance_is_given,
        a_question_is_referred, a_question_is_withdrawn, a_request_is_answered,
        a_request_lacks_a_paper, a_request_is_refused, a_request_is_withdrawn,
    ],
]  # fmt: skip
