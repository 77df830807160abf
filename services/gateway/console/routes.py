"""The map of the console: one line a page. Around each stands the same door: session and form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import structlog
from litestar import Request, Response, get, post
from litestar.response import Redirect

from chassis.web import problems
from chassis.web.http import note
from gateway.console import links
from gateway.console import session as sessions
from gateway.console.assets import Assets
from gateway.console.language import Wording
from gateway.console.live import Live
from gateway.console.page import Page, Renderer
from gateway.console.pages import (
    administering,
    calendar,
    dossier,
    figures,
    files,
    finding,
    form,
    importing,
    inbox,
    me,
    operating,
    programme,
    reference,
    registers,
    reports,
    signing_in,
    simulating,
    tracking,
)
from gateway.console.pages.ministry import feeds, provinces, sheet
from gateway.console.reading import Backend, Problem
from gateway.console.session import Sessions
from gateway.console.visit import Visit
from gateway.running import Gateway

log = structlog.get_logger()
Req = Request[Any, Any, Any]
Answer = Page | Response[Any]
Shows = Callable[[Visit], Awaitable[Answer]]
ONE = "/dossiers/{service:str}/{type:str}/{id:str}"


@dataclass(frozen=True)
class Route:
    """A page at a path. `public`: nobody needs to be signed in; `bare`: a form before a session;
    `uploads`: its form may bring a file."""

    path: str
    show: Shows
    sends: bool = False
    public: bool = False
    bare: bool = False
    uploads: bool = False


async def first_page(visit: Visit) -> Page:
    """The first page of the day: what waits for a person, or how the ministry's provinces stand."""
    page = inbox.show if visit.gateway.is_province else provinces.show
    return await page(visit)


ROUTES = (
    Route("/", signing_in.first, public=True),
    Route("/sign-in", signing_in.form, public=True),
    Route("/sign-in", signing_in.enter, sends=True, public=True, bare=True),
    Route("/sign-out", signing_in.leave, sends=True),
    Route("/enter/{secret:str}", signing_in.enter_by_link, public=True),
    Route("/language/{language:str}", me.language, public=True),
    Route("/inbox", first_page),
    Route("/dossiers", finding.show),
    Route("/new", finding.new),
    Route("/new/{service:str}/{type:str}", form.show),
    Route("/new/{service:str}/{type:str}", form.send, sends=True),
    Route("/new/{service:str}/{type:str}/draft", form.keep, sends=True),
    Route("/drafts", form.drafts_page),
    Route("/drafts/{id:str}/drop", form.drop_draft, sends=True),
    Route("/d/{code:str}", dossier.by_code),
    Route(ONE, dossier.show),
    Route(f"{ONE}/papers/{{file:str}}", files.paper),
    Route(f"{ONE}/attachments/{{file:str}}", files.attachment),
    Route(f"{ONE}/attachments", files.attach, sends=True, uploads=True),
    Route(f"{ONE}/{{step:str}}", form.show),
    Route(f"{ONE}/{{step:str}}", form.send, sends=True),
    Route(f"{ONE}/{{step:str}}/draft", form.keep, sends=True),
    Route("/import/{service:str}/{type:str}", importing.show),
    Route("/import/{service:str}/{type:str}", importing.send, sends=True, uploads=True),
    Route("/programme", programme.this_year),
    Route("/programme/{year:str}", programme.show),
    Route("/calendar", calendar.this_month),
    Route("/calendar/file.ics", files.calendar_file),
    Route("/calendar/{month:str}", calendar.show),
    Route("/reports", reports.show),
    Route("/registers", registers.index),
    Route("/registers/{service:str}/{name:str}", registers.show),
    Route("/registers/{service:str}/{type:str}/sheet", files.register_sheet),
    Route("/figures", figures.index),
    Route("/figures/{figure:str}", figures.show),
    Route("/figures/{figure:str}/rows", figures.rows),
    Route("/figures/{figure:str}/sheet", files.figure_sheet),
    Route("/provinces", provinces.show),
    Route("/provinces.xlsx", sheet.show),
    Route("/provinces/{code:str}", provinces.one),
    Route("/feeds", feeds.show),
    Route("/simulate", simulating.show),
    Route("/ops", operating.show),
    Route("/ops/letters/{id:str}/redrive", operating.redrive, sends=True),
    Route("/ops/reconcile", operating.reconcile, sends=True),
    Route("/ops/rebuild", operating.rebuild, sends=True),
    Route("/tra-cuu", tracking.show, public=True),
    Route("/help", reference.help_, public=True),
    Route("/docs", reference.contracts, public=True),
    Route("/docs/api", reference.calls, public=True),
    Route("/docs/events", reference.events, public=True),
    Route("/admin", administering.show),
    Route("/admin/calendar", administering.preview, sends=True),
    Route("/me", me.show),
    Route("/me", me.save, sends=True),
    Route("/me/day", me.day, sends=True),
    Route("/me/welcome", me.close_welcome, sends=True),
)


class Console:
    """The pages of one gateway. `open` is told the whole application, whose interface it reads."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._backend = Backend()
        self._assets = Assets()
        self._renderer = Renderer(self._assets)

    def open(self, app: Any) -> None:
        self._backend.open(app)

    def routes(self) -> list[Any]:
        live = Route("/events", Live(self._gateway).show)
        pages = [self._handler(route) for route in (*ROUTES, live)]
        return [*self._assets.routes(), *links.routes(self._gateway), *pages]

    def _handler(self, route: Route) -> Any:
        async def handler(request: Req) -> Response[Any]:
            return await self._answer(request, route)

        if route.sends:
            settings = self._gateway.settings
            most = settings.max_attachment + 65_536 if route.uploads else settings.max_body
            return post(
                route.path, include_in_schema=False, status_code=200, request_max_body_size=most
            )(handler)
        return get(route.path, include_in_schema=False)(handler)

    async def _answer(self, request: Req, route: Route) -> Response[Any]:
        rows = Sessions(self._gateway.store)
        session = await rows.find(request.cookies.get(sessions.cookie_name(request), ""))
        visit = Visit(request, self._gateway, self._backend, session)
        visit.missing_assets = frozenset(self._assets.missing)
        if session is not None:
            note(request, actor=session.person)
        try:
            if route.sends:
                await visit.read_form()
            if (refusal := await self._door(visit, route)) is not None:
                return refusal
            answer = await route.show(visit)
        except Problem as problem:
            if problem.status == 401 and session is not None:
                await rows.close(session)
                return Redirect("/sign-in", status_code=303)
            answer = problem_page(visit, problem)
        except Exception as error:
            answer = problem_page(visit, unexpected(visit, error))
        if isinstance(answer, Page):
            return self._renderer.response(answer, visit.t, **visit.frame())
        return answer

    async def _door(self, visit: Visit, route: Route) -> Response[Any] | None:
        """What stands before the page: a sign-in, or a form that is not ours."""
        if route.sends and not sessions.is_from_here(visit.request):
            return self._refuse(visit, "problem.not-from-here")
        if route.public and (route.bare or not route.sends):
            return None
        if visit.session is None:
            here = visit.request.url
            wanted = here.path + (f"?{here.query}" if here.query else "")
            to = "" if route.sends else quote(wanted, safe="/")
            return Redirect(f"/sign-in?next={to}" if to else "/sign-in", status_code=303)
        if route.sends and not sessions.is_ours(visit.session, visit.sent):
            return self._refuse(visit, "problem.not-ours")
        return None

    def _refuse(self, visit: Visit, key: str) -> Response[Any]:
        problem = Problem(403, {"title": visit.t("problem.refused-form"), "detail": visit.t(key)})
        return self._renderer.response(problem_page(visit, problem), visit.t, **visit.frame())


def unexpected(visit: Visit, error: Exception) -> Problem:
    """An error of our own as the interface would tell it; one that nobody foresaw is logged."""
    slug, detail, _ = problems.problem(error)
    status, title, english = problems.TITLES[slug]
    scope: Any = visit.request.scope
    trace = str(scope.get("trace_id", ""))
    scope["outcome"] = slug
    if slug == "internal":
        log.error("unexpected", trace_id=trace, exc_info=error)
    title = title if visit.language == "vi" else english
    return Problem(status, {"title": title, "detail": detail, "trace_id": trace})


def problem_page(visit: Visit, problem: Problem) -> Page:
    """A problem of the interface as a page: what happened, by which article, and the way out."""
    document: Mapping[str, Any] = problem.document
    return Page(
        "problem.html",
        problem.status,
        problem={
            "title": document.get("title") or _title(visit.t, problem.status),
            "detail": document.get("detail", ""),
            "law": document.get("law", ""),
            "errors": problem.errors,
            "trace_id": document.get("trace_id", ""),
        },
    )


def _title(t: Wording, status: int) -> str:
    key = {404: "problem.missing", 503: "problem.away"}.get(status, "problem.unexpected")
    return t(key)
