"""Papers and files through the session: the browser has no token, so they are passed on here."""

from __future__ import annotations

from typing import Any

from litestar import Response
from litestar.response import Redirect

from gateway.console.page import Page
from gateway.console.reading import problem_of
from gateway.console.visit import Visit

PASSED = ("content-type", "content-disposition", "etag", "ngoaivu-rows")
# A file is never a page of this site: whatever is in it, it runs nothing and reaches nothing.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


async def paper(visit: Visit) -> Response[bytes]:
    return await download(visit, "paper")


async def attachment(visit: Visit) -> Response[bytes]:
    return await download(visit, "attachment")


async def figure_sheet(visit: Visit) -> Response[bytes]:
    query = visit.query.multi_items()
    return await download(visit, "figure-sheet", query=list(query))


async def register_sheet(visit: Visit) -> Response[bytes]:
    return await download(visit, "register-sheet", query=list(visit.query.multi_items()))


async def calendar_file(visit: Visit) -> Response[bytes]:
    return await download(visit, "calendar-file", query=list(visit.query.multi_items()))


async def download(visit: Visit, call: str, **more: Any) -> Response[bytes]:
    """Raises Problem."""
    answer = await visit.send("GET", call, **visit.path, **more)
    if not answer.is_success:
        raise problem_of(answer)
    headers = {name: answer.headers[name] for name in PASSED if name in answer.headers}
    headers.setdefault("content-disposition", "attachment")
    kind = headers.pop("content-type", "application/octet-stream")
    return Response(answer.content, media_type=kind, headers={**headers, **HEADERS})


async def attach(visit: Visit) -> Page | Redirect:
    """Put a file into a dossier. Raises Problem: also when its text bears a secrecy stamp."""
    form = await visit.request.form()
    upload: Any = form.get("file")
    href = "/dossiers/{service}/{type}/{id}".format(**visit.path)
    if upload is None or not getattr(upload, "filename", ""):
        return Redirect(f"{href}?done=no-file#files", status_code=303)
    content = await upload.read()
    parts = {"file": (upload.filename, content, upload.content_type)}
    about = {n: str(form.get(n) or "") for n in ("kind", "language", "copy") if form.get(n)}
    await visit.post("attachments", files=parts, data=about, **visit.path)
    return Redirect(f"{href}?done=attached#files", status_code=303)
