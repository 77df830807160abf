"""What a person sets for themselves: language, keys, and in the demo the day."""

from __future__ import annotations

from litestar.response import Redirect

from gateway.console.language import LANGUAGES, as_date
from gateway.console.page import Page
from gateway.console.session import Sessions, local_path
from gateway.console.visit import Visit


async def show(visit: Visit) -> Page:
    return Page("me.html", saved=visit.query.get("done") == "1")


async def save(visit: Visit) -> Redirect:
    sent = visit.sent
    language = sent.get("language")
    settings = {
        "language": language if language in LANGUAGES else visit.language,
        "keys": bool(sent.get("keys")),
    }
    await Sessions(visit.gateway.store).set(visit.who, **settings)
    return Redirect("/me?done=1", status_code=303)


async def language(visit: Visit) -> Redirect:
    """`/language/{language}?next=…`: the switch at the top of every page."""
    chosen = visit.path["language"]
    to = local_path(str(visit.query.get("next") or ""))
    if visit.session is None:
        to = str(visit.query.get("next") or "/sign-in")
        to = to if to in ("/sign-in", "/tra-cuu") else "/sign-in"
    redirect = Redirect(to, status_code=303)
    if chosen in LANGUAGES:
        if visit.session is not None:
            await Sessions(visit.gateway.store).set(visit.session, language=chosen)
        redirect.set_cookie(key="language", value=chosen, path="/", samesite="lax", httponly=True)
    return redirect


async def day(visit: Visit) -> Redirect:
    """The demo's day: what the platform takes as today for this browser; empty for the real one."""
    to = local_path(str(visit.sent.get("next") or ""))
    if visit.gateway.settings.demo:
        from gateway.console.forms.body import day as read_day

        wanted = read_day(str(visit.sent.get("day") or "")) or ""
        if as_date(wanted) or not visit.sent.get("day"):
            await Sessions(visit.gateway.store).set(visit.who, day=wanted)
    return Redirect(to, status_code=303)


async def close_welcome(visit: Visit) -> Redirect:
    await Sessions(visit.gateway.store).set(visit.who, welcome=False)
    return Redirect("/inbox", status_code=303)
