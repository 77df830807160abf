"""The people of the demo offices at work over HTTP."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import httpx

from demo.story import Act, Earlier, Setting, Story

PASSWORD = "ngoaivu-demo"
TRIES = 40


class Refused(Exception):
    """The platform refused an act of a story: says which, and what it answered."""

    def __init__(self, says: str, status: int = 0) -> None:
        super().__init__(says)
        self.status = status


class Office:
    """Signs people in once, and carries stories out; `done` counts what was made by kind."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._tokens: dict[str, str] = {}
        self._entering = asyncio.Lock()
        self._left: dict[tuple[str, str], dict[int, Any]] = defaultdict(dict)
        self._opened: dict[tuple[Any, str], str] = {}
        self.done: Counter[str] = Counter()
        self.acts = 0
        self.refused: list[str] = []

    async def tell(self, name: str, story: Story, setting: Setting) -> None:
        """Carry a story out; a refusal is kept, and the loading goes on with the rest."""
        try:
            self._left[name, setting.province][setting.n] = await self._tell(story, setting)
        except Refused as refusal:
            self.refused.append(f"{name}: {refusal}")

    async def _tell(self, story: Story, setting: Setting) -> dict[str, Any]:
        path = f"/api/{story.kind}"
        opening = f"?unit={story.unit}" if story.unit else ""
        if story.opened.step == "find":
            dossier = await self._found(path, story.opened, setting)
        else:
            dossier = await self._act(path, opening, story.opened, setting)
        here = _path(story.kind, dossier)
        for act in story.acts:
            if act.on is None:
                dossier = await self._take(here, act, setting, dossier)
            else:
                there, other = await self._elsewhere(act, setting, dossier)
                await self._take(there, act, setting, other)
        self.done[story.kind] += 1
        return {**dossier, "path": here}

    async def _take(self, here: str, act: Act, setting: Setting, known: Any) -> dict[str, Any]:
        """One act; when a reaction has changed the dossier meanwhile, it is read again first."""
        if callable(act.body):
            act = replace(act, body=act.body(known))
        person = f"{act.who}.{setting.province}"
        if act.step == "opinion":
            return await self._act(here, "opinions", act, setting)
        if act.step == "attach":
            await self._attach(person, here, act, setting)
            return dict(await self.get(person, here))
        for n in range(TRIES):
            if act.step != "wait":
                try:
                    return await self._act(here, act.step, act, setting, known["version"])
                except Refused as refusal:
                    if refusal.status != 412:
                        raise
            known = await self.get(person, here)
            if act.step == "wait" and known["state"] == act.body:
                return dict(known)
            await asyncio.sleep(0.05 * (n + 1))
        raise Refused(f"{person} {here}/{act.step} {act.body}: «{known['state']}»")

    async def _attach(self, person: str, here: str, act: Act, setting: Setting) -> None:
        """A text file with one line, its own name, as part of the dossier."""
        head = {"Ngoaivu-Date": setting.day(act.after)}
        files = {"file": (act.body, f"{act.body}\n".encode(), "text/plain")}
        answer = await self.send(person, "POST", f"{here}/attachments", head, None, files=files)
        if answer.status_code >= 400:
            raise Refused(f"{person} {here}: {answer.text[:600]}", answer.status_code)
        self.acts += 1

    async def _found(self, path: str, act: Act, setting: Setting) -> dict[str, Any]:
        """The dossier with the fields of `act.body`, opened by the platform itself."""
        person = f"{act.who}.{setting.province}"
        for row in (await self.get(person, path, limit=500))["items"]:
            if all(row["fields"].get(name) == value for name, value in act.body.items()):
                return dict(row)
        raise Refused(f"{person} {path}: nothing has {act.body}")

    async def _elsewhere(self, act: Act, setting: Setting, about: Any) -> tuple[str, Any]:
        """The path and the present form of the other dossier that an act is taken on."""
        person = f"{act.who}.{setting.province}"
        if isinstance(act.on, Earlier):
            left = self._resolved(Earlier(act.on.story, act.on.nth, ""), setting)
            return left["path"], await self.get(person, left["path"])
        if (act.on, about["id"]) in self._opened:
            there = self._opened[act.on, about["id"]]
            return there, await self.get(person, there)
        for n in range(TRIES):
            cursor: str | None = ""
            while cursor is not None:
                asked = {"limit": 200, "unit": about["unit"]} | (
                    {"cursor": cursor} if cursor else {}
                )
                page = await self.get(person, f"/api/{act.on}", **asked)
                for found in page["items"]:
                    if found["fields"].get("activity") == about["id"]:
                        there = f"/api/{act.on}/{found['id']}"
                        self._opened[act.on, about["id"]] = there
                        return there, found
                cursor = page["next"]
            await asyncio.sleep(0.05 * (n + 1))
        raise Refused(f"{person}: nothing at {act.on} is about {about['code']}")

    async def _act(
        self, path: str, rest: str, act: Act, setting: Setting, version: int = 0
    ) -> dict[str, Any]:
        day = setting.first + timedelta(days=act.after)
        person = f"{act.who}.{setting.province}"
        body = self._resolved(act.body, setting)
        where = path + rest if rest.startswith("?") or not rest else f"{path}/{rest}"
        name = f"{person} {where} {day} {setting.chance.random()}"
        head = {"Ngoaivu-Date": f"{day}T09:00:00+07:00", "Idempotency-Key": _key(name)}
        if version:
            head["If-Match"] = f'"{version}"'
        answer = await self.send(person, "POST", where, head, body or {})
        if answer.status_code >= 400:
            says = f"{person} {day} {where}: {answer.status_code} {answer.text[:900]}"
            raise Refused(says, answer.status_code)
        self.acts += 1
        return dict(answer.json())

    def _resolved(self, body: Any, setting: Setting) -> Any:
        """The body with what earlier stories left in the place of every `Earlier`."""
        if isinstance(body, Earlier):
            name = getattr(body.story, "__name__", "")
            left = self._left[name, setting.province]
            if not left:
                raise Refused(f"{setting.province}: nothing was left by {name}")
            told = left[sorted(left)[body.nth % len(left)]]
            return told[body.field] if body.field else told
        if isinstance(body, dict):
            return {key: self._resolved(value, setting) for key, value in body.items()}
        if isinstance(body, (list, tuple)):
            return [self._resolved(value, setting) for value in body]
        return body

    async def get(self, person: str, path: str, day: date | None = None, **params: Any) -> Any:
        head = {"Ngoaivu-Date": day.isoformat()} if day else {}
        answer = await self.send(person, "GET", path, head, None, params)
        if answer.status_code >= 400:
            raise Refused(f"{person} {path}: {answer.status_code} {answer.text[:600]}")
        return answer.json()

    async def send(
        self,
        person: str,
        method: str,
        path: str,
        head: dict[str, str],
        body: Any,
        params: Any = None,
        files: Any = None,
    ) -> httpx.Response:
        """Send, and again while the platform says that it is busy or starting again."""
        head = {**head, "Authorization": f"Bearer {await self._token(person)}"}
        for n in range(TRIES):
            try:
                answer = await self._client.request(
                    method, path, headers=head, json=body, params=params, files=files
                )
                if answer.status_code not in (429, 502, 503):
                    return answer
            except httpx.TransportError:
                if n == TRIES - 1:
                    raise
            await asyncio.sleep(0.1 * (n + 1))
        return answer

    async def _token(self, person: str) -> str:
        async with self._entering:
            if person not in self._tokens:
                form = {"username": person, "password": PASSWORD}
                answer = await self._client.post("/api/token", data=form)
                answer.raise_for_status()
                self._tokens[person] = answer.json()["access_token"]
            return self._tokens[person]


def _path(kind: str, told: dict[str, Any]) -> str:
    """Where a dossier or an entry of a register stands; a book answers with an entry."""
    service, _, type_ = kind.partition("/")
    return f"/api/{service}/{told.get('type', type_)}/{told.get('id', '')}"


def _key(name: str) -> str:
    """The same act has the same key, so that a loading that was cut off can be repeated."""
    return str(uuid5(NAMESPACE_URL, name))
