"""Problems as RFC 9457: every error of the interface, in Vietnamese or English, with its article.

`problem(error, …)` turns an exception into a Problem; `respond` into a response. The table below is
the only place where an exception meets a status.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, InternalServerException

from casework import NotYourRole, ReasonNeeded, Refused, WrongState
from casework.limits import clipped, place_and_reason
from casework.storable import NotStorable
from casework.workdays import NoCalendar
from casework.workflow import Failure
from chassis.clock import BadDate
from chassis.errors import (
    InFlight,
    KeyReused,
    NewerRow,
    NotFound,
    Stale,
    Unavailable,
    UnreadableRow,
)
from chassis.store.driver import is_away
from chassis.tokens import Unauthorized
from chassis.web import languages

log = structlog.get_logger()
MEDIA_TYPE = "application/problem+json"


class Problem(msgspec.Struct, kw_only=True, omit_defaults=True):
    """`errors` name each place by a JSON pointer; `law` is the article that refuses, `mark` how far
    it was verified, `ground` whether the law, a text of the province or the record itself does;
    `changed` says of a stale version who changed the dossier, when, and how."""

    type: str
    title: str
    status: int
    detail: str = ""
    instance: str = ""
    trace_id: str = ""
    law: str = ""
    ground: str = ""
    mark: str = ""
    roles: Sequence[str] = ()
    errors: Sequence[dict[str, str]] = ()
    changed: dict[str, Any] = {}


class Unreadable(Exception):
    """The body is no JSON at all (400), or of a media type nobody reads here (415)."""

    def __init__(
        self, detail: str, status: int = 400, errors: Sequence[dict[str, str]] = ()
    ) -> None:
        super().__init__(detail)
        self.status, self.errors = status, errors


class BadFields(Exception):
    """The body is JSON but not what the procedure asks: names the places."""

    def __init__(self, errors: Sequence[dict[str, str]]) -> None:
        super().__init__("; ".join(": ".join(filter(None, _said(e))) for e in errors))
        self.errors = errors


def _said(error: Mapping[str, str]) -> tuple[str, str]:
    return error.get("pointer", ""), error["detail"]


class Precondition(Exception):
    """If-Match is missing (428), another tag (412) or no tag at all (400)."""

    def __init__(self, detail: str, status: int) -> None:
        super().__init__(detail)
        self.status = status


class TooMany(Exception):
    """Too many requests; `retry_after` in seconds."""

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


TITLES: Mapping[str, tuple[int, str, str]] = {
    "refused": (422, "Pháp luật không cho phép", "The law does not allow this"),
    "refused-by-text": (
        422,
        "Quy định của tỉnh không cho phép",
        "The province's own rules do not allow this",
    ),
    "bad-record": (422, "Dữ liệu chưa hợp lệ", "The record contradicts itself"),
    "reason-needed": (422, "Phải nêu lý do trễ hạn", "A reason for being late is needed"),
    "wrong-state": (409, "Trạng thái hồ sơ không cho phép", "The dossier's state forbids this"),
    "role-missing": (403, "Thiếu vai trò", "A role is missing"),
    "unauthorized": (401, "Chưa đăng nhập", "Not signed in"),
    "not-found": (404, "Không tìm thấy", "Not found"),
    "stale": (412, "Hồ sơ đã thay đổi", "The dossier has changed"),
    "precondition-required": (428, "Thiếu If-Match", "If-Match is missing"),
    "bad-request": (400, "Yêu cầu không đọc được", "The request cannot be read"),
    "bad-fields": (422, "Thông tin chưa đúng", "Some fields are wrong"),
    "too-large": (413, "Dữ liệu quá lớn", "Too large"),
    "media-type": (415, "Định dạng không nhận", "Unsupported media type"),
    "method": (405, "Phương thức không dùng được", "Method not allowed"),
    "key-reused": (422, "Idempotency-Key đã dùng", "Idempotency-Key was used before"),
    "in-flight": (409, "Yêu cầu trước chưa xong", "The first request has not finished"),
    "uri-too-long": (414, "Đường dẫn quá dài", "URI too long"),
    "too-many": (429, "Quá nhiều yêu cầu", "Too many requests"),
    "unavailable": (503, "Tạm thời không phục vụ được", "Temporarily unavailable"),
    "unreadable-record": (500, "Hồ sơ đang lưu không đọc được", "A stored record is unreadable"),
    "internal": (500, "Lỗi hệ thống", "Internal error"),
}

REFUSED = {"law": "refused", "text": "refused-by-text", "record": "bad-record"}
"""What a refusal is called, by the ground that it stands on, strongest first."""

_BY_STATUS = {
    400: "bad-request", 401: "unauthorized", 403: "role-missing", 404: "not-found",
    405: "method", 412: "stale", 413: "too-large", 415: "media-type", 422: "bad-fields",
    428: "precondition-required", 429: "too-many", 503: "unavailable",
}  # fmt: skip

# What the framework says of these in English: nothing beyond the title.
_PLAIN = {404: "Không có đường dẫn này", 405: "Đường dẫn này không dùng cho phương thức đó",
          413: "Nội dung lớn hơn mức được nhận"}  # fmt: skip


def problem(error: BaseException) -> tuple[str, str, dict[str, Any]]:
    """(slug, detail, more) of an exception; the first row that fits."""
    match error:
        case Refused():
            first = strongest(error.failures)
            kinds = {ReasonNeeded: "reason-needed", WrongState: "wrong-state"}
            slug = kinds.get(type(error), REFUSED[first.ground])
            slug = "role-missing" if isinstance(error, NotYourRole) else slug
            roles = error.roles if isinstance(error, NotYourRole) else ()
            errors = [_failure(f) for f in error.failures]
            of = {"law": first.law, "ground": first.ground, "mark": first.mark}
            return slug, first.says, {**of, "errors": errors, "roles": roles}
        case BadFields():
            return "bad-fields", str(error), {"errors": error.errors}
        case Unreadable() | Precondition():
            more = {"errors": getattr(error, "errors", ())}
            return _BY_STATUS[error.status], str(error), more
        case TooMany():
            return "too-many", str(error), {}
        case Unauthorized():
            return "unauthorized", str(error), {}
        case NotFound():
            return "not-found", str(error), {}
        case Stale():
            return "stale", str(error), {"changed": error.changed}
        case KeyReused():
            return "key-reused", str(error), {}
        case InFlight():
            return "in-flight", str(error), {}
        case BadDate():
            return "bad-request", str(error), {}
        case NotStorable():
            places = [{"pointer": at, "detail": why} for at, why in error.places]
            return "bad-fields", str(error), {"errors": places}
        case OverflowError():
            return "bad-fields", "Có số hoặc ngày lớn hơn mức ghi được", {}
        case NoCalendar():
            return "bad-fields", str(error), {"errors": [{"pointer": "", "detail": str(error)}]}
        case HTTPException() if error.status_code in _BY_STATUS:
            return _BY_STATUS[error.status_code], _PLAIN.get(error.status_code, error.detail), {}
        case NewerRow():
            return "unavailable", str(error), {}
        case UnreadableRow():
            return "unreadable-record", str(error), {}
        case InternalServerException() if "disconnected" in error.detail:
            return "bad-request", "Bên gửi ngắt kết nối khi chưa gửi hết", {}
        case Unavailable() | TimeoutError() | ConnectionError():
            return "unavailable", "Cơ sở dữ liệu hoặc dịch vụ chưa trả lời", {}
        case _ if is_away(error):
            return "unavailable", "Cơ sở dữ liệu hoặc dịch vụ chưa trả lời", {}
        case _:
            return "internal", "Sự cố đã được ghi lại theo trace_id", {}


def respond(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The response to any exception: logged when it is ours, never leaking what is inside."""
    slug, detail, more = problem(error)
    status, vietnamese, english = TITLES[slug]
    trace = str(request.scope.get("trace_id", ""))
    if status >= 500:
        _log(slug, trace, error)
    told = Problem(
        type=f"urn:ngoaivu:problem:{slug}",
        title=english if _wants_english(request) else vietnamese,
        status=status,
        detail=clipped(detail, _MOST_SAID),
        instance=clipped(request.scope["path"], _MOST_SAID),
        trace_id=trace,
        **more,
    )
    request.scope["outcome"] = slug  # type: ignore[typeddict-unknown-key]
    if told.law:
        request.scope["law"] = told.law  # type: ignore[typeddict-unknown-key]
    return Response(
        msgspec.json.encode(told),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers=_headers(slug, error),
    )


def _log(slug: str, trace: str, error: BaseException) -> None:
    """Every answer of 500 and above with its cause; what passes by itself without its whole way."""
    if slug == "unavailable":
        cause = repr(error.__cause__ or error)[:200]
        log.warning("unavailable", trace_id=trace, error=repr(error)[:200], cause=cause)
    else:
        log.error("unexpected", trace_id=trace, exc_info=error)


async def refuse(scope: Any, send: Any, slug: str, detail: str, more: Mapping[str, str]) -> None:
    """A problem from outside the routes, sent as it is."""
    status, vietnamese, english = TITLES[slug]
    accepts = next((v for n, v in scope["headers"] if n == b"accept-language"), b"")
    in_english = languages.preferred(accepts.decode("latin-1")) == "en"
    body = msgspec.json.encode(
        Problem(
            type=f"urn:ngoaivu:problem:{slug}",
            title=english if in_english else vietnamese,
            status=status,
            detail=detail,
            instance=clipped(scope["path"], _MOST_SAID),
            trace_id=str(scope.get("trace_id", "")),
        )
    )
    scope["outcome"] = slug
    headers = {"Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), **more}
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


def _headers(slug: str, error: Exception) -> dict[str, str]:
    if slug == "unauthorized":
        return {"WWW-Authenticate": 'Bearer realm="ngoaivu"'}
    if isinstance(error, TooMany):
        return {"Retry-After": str(error.retry_after)}
    if isinstance(error, HTTPException) and slug == "method":
        told = next((v for k, v in (error.headers or {}).items() if k.lower() == "allow"), "")
        return {"Allow": allowed(told.split(", "))}
    return {"Retry-After": "2"} if slug == "unavailable" else {}


def _failure(failure: Failure) -> dict[str, str]:
    of = {"law": failure.law, "ground": failure.ground, "mark": failure.mark}
    return {"pointer": failure.at, "detail": failure.says, **of}


def strongest(failures: Sequence[Failure]) -> Failure:
    """The reason that titles a refusal: a law before a province's text before the record."""
    return min(failures, key=lambda f: list(REFUSED).index(f.ground))


def _wants_english(request: Request[Any, Any, Any]) -> bool:
    return languages.preferred(request.headers.get("accept-language", "")) == "en"


def allowed(methods: Iterable[str]) -> str:
    """The header Allow: what is read is read without its body too."""
    named = {m for m in methods if m}
    return ", ".join(sorted({*named, "OPTIONS", *({"HEAD"} if "GET" in named else ())}))


_MOST_SAID = 2_000


def of_validation(error: msgspec.ValidationError) -> BadFields:
    """msgspec's message as a pointer and a Vietnamese reason."""
    pointer, detail = place_and_reason(error)
    return BadFields([{"pointer": pointer, "detail": detail}])
