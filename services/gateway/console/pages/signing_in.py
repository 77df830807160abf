"""Signing in and out: a name and a password become a session; the token never reaches the page."""

from __future__ import annotations

from typing import Any

from litestar.response import Redirect

from gateway.console import session as sessions
from gateway.console.page import Page
from gateway.console.reading import Caller
from gateway.console.session import Sessions, local_path
from gateway.console.visit import Visit

DEMO_PERSON = "officer.86"


async def form(visit: Visit) -> Page | Redirect:
    wanted = str(visit.query.get("next") or "")
    if visit.session is not None:
        return Redirect(local_path(wanted or visit.home), status_code=303)
    return _page(visit, "", "", wanted)


async def enter(visit: Visit) -> Page | Redirect:
    """Raises nothing that a wrong password causes: the form comes back and says why."""
    sent = visit.sent
    name, password = str(sent.get("username", ""))[:200], str(sent.get("password", ""))[:1000]
    wanted = str(sent.get("next") or visit.query.get("next") or "")
    if not name.strip() or not password:
        return _page(visit, name, visit.t("sign-in.both"), wanted, 422)
    answer = await visit.send(
        "POST", "token", data={"username": name.strip(), "password": password}
    )
    if not answer.is_success:
        detail = str(answer.json().get("detail") or visit.t("sign-in.failed"))
        status = 429 if answer.status_code == 429 else 422
        return _page(visit, name, detail, wanted, status)
    home = "/inbox" if visit.gateway.is_province else "/"
    return await begin(visit, answer.json()["access_token"], local_path(wanted or home))


async def begin(visit: Visit, token: str, to: str, **settings: Any) -> Redirect:
    """Open a session for a token and lead on; an older session of this browser ends."""
    me = await visit.backend.get(Caller(token), "me")
    rows = Sessions(visit.gateway.store)
    if visit.session is not None:
        await rows.close(visit.session)
    session = await rows.open(token, me, {"language": visit.language, **settings})
    return Redirect(to, status_code=303, cookies=[sessions.cookie(visit.request, session.id)])


async def leave(visit: Visit) -> Redirect:
    if visit.session is not None:
        await Sessions(visit.gateway.store).close(visit.session)
    gone = [sessions.cookie(visit.request, "")]
    return Redirect("/sign-in?done=1", status_code=303, cookies=gone)


async def enter_by_link(visit: Visit) -> Redirect | Page:
    """The link that `make run` prints: signs a demo account in, once, and only with demo data."""
    gateway = visit.gateway
    person = None
    if gateway.settings.demo and gateway.signer is not None:
        person = await Sessions(gateway.store).use_link(visit.path["secret"])
    actor = await gateway.accounts.demo_person(person) if person else None
    if actor is None or gateway.signer is None:
        return _page(visit, DEMO_PERSON, visit.t("sign-in.link-used"), "", 410)
    return await begin(visit, gateway.signer.issue(actor, demo=True), "/inbox", welcome=True)


async def first(visit: Visit) -> Redirect:
    return Redirect(visit.home if visit.session else "/sign-in", status_code=303)


def _page(visit: Visit, name: str, error: str, wanted: str, status: int = 200) -> Page:
    done = visit.query.get("done") == "1" and not error
    return Page("sign_in.html", status, name=name, error=error, next=wanted, done=done)
