"""Border treaties, gates, cooperation, suspended activities of Lai Châu and Huế (R22)."""

from __future__ import annotations

from typing import Any

from demo.consular_border.line import ACROSS, MARKERS, NEIGHBOUR, commune
from demo.story import Act, Setting, Story, Told, and_then, only, opinion

TREATIES = {
    "12": "Hiệp định về quy chế quản lý biên giới trên đất liền Việt Nam - Trung Quốc",
    "46": "Hiệp định về quy chế quản lý biên giới và cửa khẩu biên giới đất liền Việt Nam - Lào",
}
GATES: dict[str, dict[str, str]] = {
    "12": {
        "name": "U Ma Tu Khoòng",
        "code": "u-ma-tu-khoong",
        "kind": "auxiliary",
        "across": "Bình Hà (Vân Nam)",
        "commune": "xa-thu-lum",
    },
    "46": {
        "name": "Hồng Vân",
        "code": "hong-van",
        "kind": "international",
        "across": "Cô Tài (Salavan)",
        "commune": "xa-a-luoi-1",
    },
}


def assigned(s: Setting) -> dict[str, Any]:
    return {
        "treaty": TREATIES[s.province],
        "article": f"Điều {s.chance.randint(3, 40)}",
        "neighbour": NEIGHBOUR[s.province],
        "task": "Phát quang đường thông tầm nhìn, kiểm tra mốc cùng phía bạn",
        "body": "bien-phong",
        "communes": [commune(s)],
        "starts_on": s.day(0),
        "due_on": s.day(120),
    }


def progress(s: Setting, after: int, percent: int) -> Act:
    told = {"on": s.day(after), "percent": percent, "text": "Đã hoàn thành khảo sát với phía bạn"}
    return Act("border", "note-progress", after, told)


@only(provinces=("46",))
def a_treaty_is_carried_out(s: Setting) -> Story:
    return Story(
        "consular-border/border-treaty-task",
        Act("officer", "assign", 0, assigned(s)),
        (
            progress(s, 40, 35),
            Act("border", "complete", 110, {"result": "Hoàn thành, hai bên ký biên bản"}),
        ),
    )


@only(times=1, provinces=("12",))
def a_treaty_task_is_late(s: Setting) -> Story:
    done = {"result": "Hoàn thành đoạn còn lại", "late_reason": "Mưa lũ kéo dài, phía bạn lùi lịch"}
    return Story(
        "consular-border/border-treaty-task",
        Act("office", "assign", 0, assigned(s)),
        (progress(s, 60, 50), Act("border", "complete", 140, done)),
    )


@only(times=1, provinces=("12",))
def a_treaty_task_is_taken_back(s: Setting) -> Story:
    return Story(
        "consular-border/border-treaty-task",
        Act("officer", "assign", 0, assigned(s)),
        (Act("director", "cancel", 15, {"reason": "Nhập vào kế hoạch tuần tra song phương"}),),
    )


def cooperation(s: Setting) -> dict[str, Any]:
    return {
        "kind": s.pick(("patrol", "talks", "twinning", "diplomacy", "relief")),
        "content": "Tuần tra, gặp gỡ và trao đổi tình hình hai bên biên giới",
        "neighbour": NEIGHBOUR[s.province],
        "partner": ACROSS[s.province],
        "communes": [commune(s)],
        "segment": f"Từ mốc {MARKERS[s.province][0]} đến mốc {MARKERS[s.province][2]}",
        "planned_on": s.day(20),
    }


@only(provinces=("46",))
def two_sides_work_together(s: Setting) -> Story:
    done = {"done_on": s.day(20), "people": 12, "result": "Không phát hiện vi phạm, mốc an toàn"}
    return Story(
        "consular-border/border-cooperation",
        Act("border", "plan", 0, cooperation(s)),
        (
            Act("border", "carry-out", 21, done),
            Act("border", "report", 24, s.document("BC-BCH", 24)),
        ),
    )


@only(times=1, provinces=("12",))
def the_other_side_cannot_come(s: Setting) -> Story:
    return Story(
        "consular-border/border-cooperation",
        Act("border", "plan", 0, cooperation(s)),
        (Act("border", "cancel", 18, {"reason": "Phía bạn đề nghị lùi thời gian"}),),
    )


def proposed(s: Setting) -> Story:
    told = {
        **GATES.get(s.province, GATES["12"]),
        "change": "upgrade",
        "neighbour": NEIGHBOUR[s.province],
        "proposal": "Nâng cấp để mở rộng thông quan hàng nông sản, đi lại của cư dân",
    }
    return Story(
        "consular-border/border-gate",
        Act("officer", "propose", 0, told),
        (
            Act("officer", "consult", 3),
            opinion(12, "cong-an-tinh"),
            opinion(14, "bien-phong"),
        ),
    )


def exchanged(s: Setting, agrees: bool) -> Act:
    told = {
        **s.document("UBND-NC", 60),
        "agrees": agrees,
        "content": "Trao đổi qua đường ngoại giao về vị trí và lộ trình nâng cấp",
        "note": "Các Bộ cho ý kiến ở bước trình cấp có thẩm quyền",
    }
    return Act("office", "exchange", 60, told)


@only(provinces=("12",), passing=("consult",))
def a_gate_is_upgraded(s: Setting) -> Story:
    approval = {**s.document("NQ-CP", 150), "authority": "Chính phủ"}
    announced = {**s.document("QĐ-UBND", 170), "effective_on": s.day(200)}
    return and_then(
        proposed(s),
        exchanged(s, True),
        Act("office", "approve", 152, approval),
        Act("chair", "announce", 170, announced),
    )


@only(times=1, provinces=("46",))
def a_gate_is_not_upgraded(s: Setting) -> Story:
    why = {"reason": "Hạ tầng phía bạn chưa đáp ứng"}
    return and_then(proposed(s), exchanged(s, False), Act("chair", "reject", 120, why))


@only(times=1, provinces=("12",))
def a_gate_is_withdrawn(s: Setting) -> Story:
    why = {"reason": "Điều chỉnh theo quy hoạch tỉnh"}
    return and_then(proposed(s), Act("director", "withdraw", 40, why))


def suspended(s: Setting, by: str, hours: int) -> dict[str, Any]:
    return {
        "by": by,
        "communes": [commune(s)],
        "activities": "Hạn chế ra vào khu vực quanh mốc",
        "reason_for": "Truy bắt đối tượng vận chuyển ma túy",
        "starts_at": f"{s.day(0)}T09:00:00+07:00",
        "hours": hours,
        "tell_ministry": by == "command",
    }


@only(provinces=("46",), passing=("tell-ministry",))
def activities_are_suspended(s: Setting) -> Story:
    return Story(
        "consular-border/border-suspension",
        Act("border", "suspend", 0, suspended(s, "command", 24)),
        (
            Act("border", "tell-ministry", 0, s.document("TB-BCH", 0)),
            Act("chair", "extend", 1, {**s.document("QĐ-UBND", 1), "hours": 24}),
            Act("border", "lift", 2, {"lifted_at": f"{s.day(2)}T08:30:00+07:00"}),
        ),
    )


@only(times=1, provinces=("12",))
def a_post_suspends(s: Setting) -> Story:
    lifted = {
        "lifted_at": f"{s.day(0)}T20:00:00+07:00",
        "late_reason": "Hết tạm dừng lúc 20 giờ, ghi sổ sáng hôm sau",
    }
    return Story(
        "consular-border/border-suspension",
        Act("border", "suspend", 0, suspended(s, "post", 12)),
        (Act("border", "lift", 1, lifted),),
    )


WAVES: list[list[Told]] = [
    [
        a_treaty_is_carried_out,
        a_treaty_task_is_late,
        a_treaty_task_is_taken_back,
        two_sides_work_together,
        the_other_side_cannot_come,
        a_gate_is_upgraded,
        a_gate_is_not_upgraded,
        a_gate_is_withdrawn,
        activities_are_suspended,
        a_post_suspends,
    ],
]
