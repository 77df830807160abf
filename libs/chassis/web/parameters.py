"""What requests may carry beside a body, and answers beside theirs: each name described once.

Handlers read requests themselves; what they accept is described here and referred to by every
operation, so that a client, or a test that is made from the document, knows types and bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Described = dict[str, Any]


def _query(name: str, says: str, **schema: Any) -> Described:
    return {"name": name, "in": "query", "description": says, "schema": schema}


def _header(name: str, says: str, *, required: bool = False, **schema: Any) -> Described:
    needed = {"required": True} if required else {}
    told = {"type": "string", **schema}
    return {"name": name, "in": "header", "description": says, "schema": told, **needed}


def _path(name: str, says: str, **schema: Any) -> Described:
    told = {"type": "string", **schema}
    return {"name": name, "in": "path", "required": True, "description": says, "schema": told}


SORTS = ["lodged", "-lodged", "due", "-due", "changed", "-changed", "title", "-title"]
_TEXT = {"type": "string", "maxLength": 200}
_WORD = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": 80}
_FLAG = {"type": "string", "enum": ["true", "false"]}
_PROVINCE = {"type": "string", "pattern": "^[0-9]{2}$"}
_LONG = {"type": "string", "maxLength": 2000}
_DAY = {"type": "string", "format": "date"}
_CURSOR = {"type": "string", "pattern": "^[A-Za-z0-9_=-]*$", "maxLength": 2000}

PARAMETERS: Mapping[str, Described] = {
    "limit": _query("limit", "Số dòng một trang", type="integer", minimum=1, maximum=500),
    "cursor": _query("cursor", "Trang tiếp, lấy từ «next» của trang trước", **_CURSOR),
    "after": _query("after", "Đã nhận đến đâu, lấy từ «next» của lần trước", **_CURSOR),
    "count": _query("count", "true: đếm tất cả các dòng khớp bộ lọc", **_FLAG),
    "sort": _query("sort", "Thứ tự; dấu trừ là giảm dần", type="string", enum=SORTS),
    "seen": _query("seen", "Ngoaivu-Seen của việc vừa làm: chờ đến khi danh sách có nó", **_TEXT),
    "names": _query("names", "Các số liệu, cách nhau bằng dấu phẩy", **_LONG),
    "periods": _query("periods", "Các kỳ của một dãy, cách nhau bằng dấu phẩy", **_LONG),
    "from": _query("from", "Từ ngày", **_DAY),
    "to": _query("to", "Đến hết ngày", **_DAY),
    "q": _query("q", "Từ cần tìm, không phân biệt dấu", **_TEXT),
    "province": _query("province", "Mã tỉnh, thành phố", **_PROVINCE),
    "service": _query("service", "Dịch vụ giữ hồ sơ", **_WORD),
    "type": _query("type", "Thủ tục hoặc sổ", **_WORD),
    "record": _query("record", "Mã bản ghi, ví dụ R04", **_TEXT),
    "state": _query("state", "Trạng thái", **_WORD),
    "unit": _query("unit", "Đơn vị", **_TEXT),
    "step": _query("step", "Bước", **_WORD),
    "holder": _query("holder", "Người giữ hồ sơ; «me» là người hỏi", **_TEXT),
    "year": _query("year", "Năm lập, hoặc năm của hồ sơ", type="string", pattern="^[0-9]{4}$"),
    "country": _query("country", "Mã nước (ISO 3166-1)", type="string", pattern="^[A-Z]{2}$"),
    "linked_to": _query("linked_to", "Có liên kết đến hồ sơ có mã định danh này", **_TEXT),
    "changed_after": _query("changed_after", "Thay đổi sau ngày hoặc thời điểm này", **_TEXT),
    "code": _query("code", "Mã hồ sơ", **_TEXT),
    "dossier": _query("dossier", "Mã định danh hồ sơ", **_TEXT),
    "actor": _query("actor", "Người đã đọc", **_TEXT),
    "before": _query("before", "Cũ hơn dòng này, lấy từ «next» của lần trước", **_TEXT),
    "final": _query("final", "Đã kết thúc hay chưa", **_FLAG),
    "late": _query("late", "Đã quá hạn hay chưa", **_FLAG),
    "due_before": _query("due_before", "Có hạn trước ngày này", **_DAY),
    "version": _query("version", "Hồ sơ ở phiên bản này", type="integer", minimum=1),
    "check": _query("check", "true: chỉ kiểm tra, không ghi gì", **_FLAG),
    "dry_run": _query("dry_run", "true: xem trước việc nhập, không ghi gì", **_FLAG),
    "with": _query("with", "Phần kèm theo, cách nhau dấu phẩy", **_TEXT),
    "partial": _query("partial", "true: nhập các dòng đúng, báo các dòng sai", **_FLAG),
    "period": _query("period", "Kỳ: 2026, 2026-11, 2026-Q4, 2026-H2 hoặc từ..đến", **_TEXT),
    "by": _query("by", "Chia theo", **_TEXT),
    "subscription": _query("subscription", "Tên đăng ký nhận tin", **_WORD),
    "If-Match": _header("If-Match", "Phiên bản đã đọc (ETag)", required=True),
    "If-Match.optional": _header("If-Match", "Phiên bản đã đọc (ETag), nếu có"),
    "Idempotency-Key": _header("Idempotency-Key", "Gửi lại mà không làm hai lần", maxLength=200),
}
PATHS: Mapping[str, Described] = {
    "id": _path("id", "Mã định danh của hồ sơ hoặc mục", minLength=1, maxLength=200),
    "file": _path("file", "Tệp", minLength=1, maxLength=200),
    "name": _path("name", "Tên đăng ký nhận tin", pattern="^[a-z0-9][a-z0-9.-]{0,62}$"),
    "code": _path("code", "Mã tỉnh, thành phố", pattern="^[0-9]{2}$"),
    "figure": _path("figure", "Số liệu", minLength=1, maxLength=200),
}


def reference(kind: str, name: str) -> Described:
    """Where a shared description stands in the document."""
    return {"$ref": f"#/components/{kind}/{name}"}
