"""What the rooms of the gateway share: settings at once, storage and peers while it runs.

A gateway of a province follows its services' news; one of the ministry reads provinces' feeds.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx
from litestar import Litestar

from casework import Province
from chassis import metrics, succession, tracing
from chassis.background import background
from chassis.clock import Clock
from chassis.ended import Ended
from chassis.issuers import verifier_of
from chassis.provinces import load_provinces
from chassis.settings import SERVICES, Settings
from chassis.store.driver import Document, Store, connect
from chassis.tokens import Keys
from chassis.web.http import VERSION, Gate
from chassis.web.reads import INDEXES as READS
from chassis.wire import deadletters, follower, news, peers
from chassis.wire.deadletters import DeadLetters
from chassis.wire.followed import BadLine, Followed
from chassis.wire.follower import Follower
from chassis.wire.positions import Positions
from chassis.wire.projections import Projection
from gateway.console import session as console_session
from gateway.console.forms import drafts
from gateway.feeds import pages as feed_pages
from gateway.feeds.lines import INDEXES as LINES
from gateway.feeds.lines import Lines
from gateway.feeds.pages import Pages, Subscriptions
from gateway.feeds.reader import FeedReader, reading
from gateway.hub import Hub
from gateway.identity import accounts
from gateway.identity.accounts import Accounts
from gateway.identity.attempts import INDEXES as ATTEMPTS
from gateway.identity.attempts import Attempts
from gateway.identity.door import Door
from gateway.identity.signing import LIFETIME, Signer
from gateway.projections import dictionary
from gateway.projections.dictionary import Dictionary
from gateway.projections.gathering import Gathering, Rows
from gateway.projections.generations import Generations

INDEXES: Mapping[str, Sequence[tuple[Any, Document]]] = {
    **follower.INDEXES,
    **deadletters.INDEXES,
    **LINES,
    **feed_pages.INDEXES,
    **accounts.INDEXES,
    **ATTEMPTS,
    **READS,
    **console_session.INDEXES,
    **drafts.INDEXES,
    "projections": (),
    "words": dictionary.INDEXES,
    "rebuilds": (),
    "followed_feeds": (),
}
FOLLOWER = "gateway"
PAGE = 500


class Gateway:
    """One gateway. What stands below `store` exists only while the application runs."""

    store: Store
    client: httpx.AsyncClient
    accounts: Accounts
    door: Door
    generations: Generations
    projection: Projection
    dictionary: Dictionary
    positions: Positions
    lines: Lines
    pages: Pages
    subscriptions: Subscriptions
    desk: DeadLetters
    sink: Gathering | Projection
    news: news.News | None = None
    follower: Follower | None = None

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = Clock(settings.demo, settings.demo_days)
        self.provinces: Mapping[str, Province] = load_provinces(
            settings.provinces, {}, self.clock.now().date()
        )
        self.keys = Keys(settings.jwks)
        self.ended = Ended()
        verifier = verifier_of(settings, self.keys, self.ended)
        self.gate = Gate(verifier, self.clock, settings.internal_secret, self.provinces)
        self.signer = Signer.of(settings)
        self.is_province = settings.level == "province"
        self.hub = Hub()
        self.sources: dict[str, peers.Peer] = {}
        self.readers: list[FeedReader] = []
        metrics.BUILD.labels(settings.service, VERSION).set(1)

    @property
    def peers(self) -> Mapping[str, str]:
        """The services of this province, in the order of the house; the ministry has none."""
        known = self.settings.peers if self.is_province else {}
        return {s: known[s].rstrip("/") for s in SERVICES if s in known}

    @property
    def hosted(self) -> tuple[str, ...]:
        """The codes this gateway keeps: the provinces it is for, and those they took over."""
        return tuple(c for code in self.settings.host_provinces for c in self.desk_of(code))

    def desk_of(self, code: str) -> tuple[str, ...]:
        """The codes under which the files of a province lie today."""
        today = self.clock.now().date()
        return (code, *succession.predecessors(self.provinces, code, today))

    @asynccontextmanager
    async def running(self, _: Litestar | None = None) -> AsyncIterator[None]:
        """Open everything in the order it is needed; the stack closes it in reverse."""
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(tracing.exporting(self.settings))
            await self.open(stack)
            await stack.enter_async_context(self.ended.following(self.ended_here))
            await stack.enter_async_context(background(self._renew(), "renew rows"))
            await (self._follow(stack) if self.is_province else self._read_feeds(stack))
            yield

    async def _renew(self) -> None:
        await self.generations.renew(self.dictionary.learn)

    async def ended_here(self) -> dict[str, float]:
        """Whose tokens this gateway has ended."""
        return await self.accounts.ended(LIFETIME + 60)

    async def open(self, stack: AsyncExitStack) -> None:
        """Storage and peers, without following anything: also for commands."""
        settings = self.settings
        self.store = store = connect(settings)
        stack.push_async_callback(store.close)
        await store.ensure(**INDEXES)
        self.generations = Generations(store)
        await self.generations.open()
        self.client = await stack.enter_async_context(peers.client())
        self.accounts = Accounts(store, settings.demo)
        await self.accounts.open(settings.host_provinces)
        self.door = Door(self.accounts, Attempts(store))
        self.positions = Positions(store, FOLLOWER)
        self.lines = Lines(store)
        self.pages = Pages(self.lines, self.positions)
        self.subscriptions = Subscriptions(store, self.pages, self.lines)
        self.sources = {
            service: peers.Peer(service, url, settings.internal_secret, self.client)
            for service, url in self.peers.items()
        }
        listener = news.News(settings, settings.service, sorted(self.sources))
        self.news = listener if self.sources else None
        self.desk = DeadLetters(store, FOLLOWER, listener.copy if self.sources else None)
        self.dictionary = Dictionary(store)
        self.projection = Rows(store, self.positions, self.generations.fold, self.desk)
        self.projection.dictionary = self.dictionary
        self.projection.written = self.hub.publish
        self.sink = self.projection
        self.readers = [
            FeedReader(name, url, self.client, self.signer, store, self.show)
            for name, url in (settings.feeds if not self.is_province else {}).items()
        ]

    async def _follow(self, stack: AsyncExitStack) -> None:
        self.sink = Gathering(self.generations, self.lines, self.projection, self.positions)
        await self.desk.read_again(self.sink.redrive)
        if self.news is None:
            return
        self.follower = Follower(
            self.positions, tracing.Traced(self.sink, FOLLOWER), self.sources, self.desk,
            self.hosted, secret=self.settings.internal_secret, keeps_records=True,
        )  # fmt: skip
        every = self.settings.catch_up_every
        await stack.enter_async_context(follower.following(self.follower, every))
        await stack.enter_async_context(news.listening(self.news, self.follower))

    def expects_news(self) -> None:
        """A service has just done what was asked of it: who asked wants to see it in the lists."""
        if self.follower is not None:
            self.follower.expects()

    def notes(self) -> dict[str, Any]:
        """What somebody must look at: streams and feeds that were stopped."""
        forked = self.follower.notes() if self.follower else {}
        broken = {f"{r.name}:{s}": says for r in self.readers for s, says in r.broken.items()}
        return {"forked": forked, "broken": broken}

    async def _read_feeds(self, stack: AsyncExitStack) -> None:
        for reader in self.readers:
            every = self.settings.feed_every
            await stack.enter_async_context(reading(reader, every))

    async def show(self, events: Sequence[Followed | BadLine]) -> None:
        """Fold news of a feed into the rows; what this version cannot read goes to the desk."""
        for line in events:
            if isinstance(line, BadLine):
                await self.desk.park_line(line)
        await self.generations.refresh()
        readable = [event for event in events if isinstance(event, Followed)]
        for line in readable:
            traces = tracing.of(self.settings.service)
            traces.span("show", "consumer", line.event.traceparent, 0.0, province=line.province)
        await self.projection.write(self.generations.fold(readable))
        self.generations.changes += 1

    async def heads(self) -> dict[str, int]:
        """The last position of every stream, asked of the services that answer."""
        asked = list(self.sources)
        found = await asyncio.gather(
            *(self.sources[s].heads() for s in asked), return_exceptions=True
        )
        hosted = self.hosted
        return {
            f"{service}/{province}": head.position
            for service, heads in zip(asked, found, strict=True)
            if not isinstance(heads, BaseException)
            for province, head in heads.items()
            if not hosted or province in hosted
        }

    async def followed_feeds(self) -> list[Document]:
        """What the ministry's gateway keeps of each feed that it reads."""
        rows: list[Document] = await self.store["followed_feeds"].find().to_list(None)
        return [{"streams": {}, "coverage": [], "url": "", **row} for row in rows]

    async def replay(self) -> AsyncIterator[Sequence[Followed]]:
        """All news from the beginning, from where it is true: the journals, or the feeds."""
        for reader in self.readers:
            async for events in reader.replay():
                yield events
        for stream, head in sorted((await self.heads()).items()):
            service, _, province = stream.partition("/")
            at = 0
            while at < head:
                lines = await self.sources[service].read(province, at, PAGE)
                if not lines:
                    break
                at = lines[-1].position
                yield [line for line in lines if isinstance(line, Followed)]
