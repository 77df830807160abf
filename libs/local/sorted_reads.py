"""Sorted reads that end with their page: what a MongoDB does and the embedded database does not.

The embedded database fetches and compares every document that an index finds, sorts them, and then
keeps `limit` of them: 40 µs for each, 500 ms for the first page of 12,000. `SortedReads` walks an
index whose order is the sort's, and stops. Where several indexes would do (one for each word that
is sought), their walks take turns and the first that is done is right, as MongoDB tries its plans.
Anything that does not fit is read as before.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

STEP = 32  # index entries that a walk reads before another one gets its turn; doubles with each
MOST_VALUES = 128  # of one `$in`: each is a walk of its own, merged with the others

Document = dict[str, Any]
Filter = Mapping[str, Any]


class Plan(NamedTuple):
    """An index, how the entries to walk begin, between which keys behind that beginning, and
    which way it is walked."""

    name: str
    starts: Sequence[bytes]
    lower: bytes
    upper: bytes
    backwards: bool


def plans(
    indexes: Sequence[tuple[str, Mapping[str, Any]]], filter: Filter, sort: Mapping[str, Any]
) -> Iterator[Plan]:
    """The walks that give what is sought in the order that is wanted: an index that begins with
    fields whose values are known and goes on with those of the sort, all in one direction."""
    wanted = [(name, int(way)) for name, way in sort.items()]
    for index, keys in indexes:
        fields = list(keys)
        known = fields[: len(fields) - len(wanted)]
        if not known or any(keys[name] != 1 for name in fields):
            continue
        ways = {way for _, way in wanted}
        if fields[len(known) :] != [name for name, _ in wanted] or len(ways) != 1:
            continue
        for starts in _starts(known, filter):
            yield Plan(index, starts, *_bounds(filter, wanted[0][0]), ways == {-1})


def _starts(known: Sequence[str], filter: Filter) -> Iterator[list[bytes]]:
    """The beginnings of the entries to walk, for each condition that names the first field; the
    other known fields have to be equal to one value."""
    from secantus.sortkey import COMPOUND_SEP, encode_value
    from secantus.storage import _escape_kb

    fixed = []
    for name in known[1:]:
        values = next((v for v in _values(filter, name) if len(v) == 1), None)
        if values is None:
            return
        fixed.append(values[0])
    for values in _values(filter, known[0]):
        if len(values) <= MOST_VALUES:
            yield [
                _escape_kb(COMPOUND_SEP.join(map(encode_value, (value, *fixed))) + COMPOUND_SEP)
                for value in dict.fromkeys(values)
            ]


def _bounds(filter: Filter, field: str) -> tuple[bytes, bytes]:
    """Between which keys the first field of the sort lies; what is compared later decides at the
    ends."""
    from secantus.sortkey import encode_value
    from secantus.storage import _escape_kb

    lower, upper = b"", b"\xff"
    for wanted in _conditions(filter, field):
        for operator, value in wanted.items() if isinstance(wanted, Mapping) else ():
            key = _escape_kb(encode_value(value))
            if operator in ("$gt", "$gte"):
                lower = max(lower, key)
            elif operator in ("$lt", "$lte"):
                upper = min(upper, key + b"\xff")
    return lower, upper


def _values(filter: Filter, field: str) -> Iterator[list[Any]]:
    """The values that conditions allow the field, a list for each condition of equality."""
    for wanted in _conditions(filter, field):
        among = wanted.get("$in") if isinstance(wanted, Mapping) else [wanted]
        if among and all(isinstance(v, str | int | bool) for v in among):
            yield list(among)


def _conditions(filter: Filter, field: str) -> Iterator[Any]:
    for name, wanted in filter.items():
        if name == "$and":
            for condition in wanted:
                yield from _conditions(condition, field)
        elif name == field:
            yield wanted


class SortedReads:
    """To be mixed into the embedded database's storage, in front of it."""

    def find_matching(
        self, db: str, coll: str, filter: Filter | None = None, **named: Any
    ) -> list[Document]:
        """The documents of a query; of a sorted page by an index in its order, where one is."""
        page = self._page(db, coll, filter or {}, named)
        if page is None:
            found: list[Document] = super().find_matching(db, coll, filter, **named)  # type: ignore[misc]
            return found
        return page

    def _page(
        self, db: str, coll: str, filter: Filter, named: Mapping[str, Any]
    ) -> list[Document] | None:
        """One page, or None when this query is not of that kind."""
        sort, limit, skip = named.get("sort"), named.get("limit"), named.get("skip") or 0
        besides = ("hint", "collation", "min_bound", "max_bound")
        if not sort or not limit or any(named.get(name) for name in besides):
            return None
        if not all(isinstance(way, int | float) for way in sort.values()):
            return None
        walks = [
            _Walk(self, db, coll, plan, filter, named.get("let"))
            for plan in plans(self._plain_indexes(db, coll), filter, sort)
        ]
        found = _first_done(walks, skip + limit)
        return None if found is None else _shown(found, skip, limit, sort, filter, named)

    def _plain_indexes(self, db: str, coll: str) -> list[tuple[str, Mapping[str, Any]]]:
        """Indexes that hold every document, in the order of the values themselves."""
        me: Any = self
        with me._lock:
            me._refresh_read_snapshot()
            options = me._index_options_map(db, coll)
            return [
                (name, keys)
                for name, keys, sparse, _ in me._all_indexes(db, coll)
                if not sparse
                and not options.get(name, {}).get("partialFilterExpression")
                and not options.get(name, {}).get("collation")
            ]


def _first_done(walks: Sequence[_Walk], wanted: int) -> list[Document] | None:
    """What the first walk found that has a whole page or the end of its entries."""
    step = STEP
    while walks:
        for walk in walks:
            walk.go(step, wanted)
            if walk.ended or len(walk.found) >= wanted:
                return walk.found
        step *= 2
    return None


def _shown(
    found: list[Document],
    skip: int,
    limit: int,
    sort: Mapping[str, Any],
    filter: Filter,
    named: Mapping[str, Any],
) -> list[Document] | None:
    """The page, with the fields that are asked for; None when the index misled about the order
    (an array among the fields of the sort)."""
    from secantus.ordering import sort_docs
    from secantus.projection import apply_projection_batch

    if [d["_id"] for d in sort_docs(list(found), sort)] != [d["_id"] for d in found]:
        return None
    page = found[skip : skip + limit]
    if named.get("projection"):
        page = apply_projection_batch(page, named["projection"], filter, metas=None, has_sort=True)
    return page


class _Walk:
    """One plan on its way: what it has found, and whether it has come to the end."""

    def __init__(
        self, storage: Any, db: str, coll: str, plan: Plan, filter: Filter, let: Any
    ) -> None:
        self._storage, self._at, self._plan = storage, (db, coll), plan
        self._filter, self._let = filter, let
        self._seen: set[int] = set()
        self.found: list[Document] = []
        self.ended = False
        each = [self._entries(start) for start in plan.starts]
        self._ids = (id for _, id in heapq.merge(*each, reverse=plan.backwards))

    def go(self, step: int, wanted: int) -> None:
        """Look at `step` more entries, fewer when that is enough."""
        from secantus.query import matches

        while step > 0 and not self.ended and len(self.found) < wanted:
            some = min(step, max(wanted - len(self.found), 8))
            step -= some
            with self._storage._lock:
                ids = list(islice(self._ids, some))
                fresh = [id for id in dict.fromkeys(ids) if id not in self._seen]
                documents = self._storage._docs_by_recordids(*self._at, fresh)
            self._seen.update(fresh)
            self.ended = len(ids) < some
            self.found += [d for d in documents if matches(d, self._filter, vars=self._let)]

    def _entries(self, start: bytes) -> Iterator[tuple[bytes, int]]:
        """(the key behind the known values, record) of each entry that begins with `start`.

        The cursor is shared with everything that this thread does meanwhile, so it is set anew
        for each handful.
        """
        lower, upper = start + self._plan.lower, start + self._plan.upper
        at, handful = upper if self._plan.backwards else lower, 16
        while True:
            some = list(islice(self._from(at), handful))
            for key, id in some:
                if not lower <= key <= upper:
                    return
                yield key[len(start) :], id
            if len(some) < handful:
                return
            at = _place(*some[-1])
            handful = min(handful * 2, 256)

    def _from(self, at: bytes) -> Iterator[tuple[bytes, int]]:
        """The entries of the index behind this place, in the direction of the walk."""
        from secantus import storage

        room, backwards = (*self._at, self._plan.name), self._plan.backwards
        cursor = self._storage._cursor(storage._IDX_ENTRIES_TABLE)
        cursor.set_key(*room, at)
        further = cursor.prev if backwards else cursor.next
        near = cursor.search_near()  # below zero: at the entry before, above: at the one after
        if near == storage.wt.WT_NOTFOUND or ((near > 0 if backwards else near < 0) and further()):
            return
        while True:
            *here, packed = cursor.get_key()
            if tuple(here) != room:
                return
            key, id = storage._unpack_entry(bytes(packed))
            if id is not None and bytes(packed) != at:
                yield key, id
            if further():
                return


def _place(key: bytes, id: int) -> bytes:
    """Where an entry lies in its index."""
    from secantus.storage import _ENTRY_SEP

    return bytes(key + _ENTRY_SEP + id.to_bytes(8, "big", signed=True))
