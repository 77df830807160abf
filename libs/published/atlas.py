"""Draws a dossier type for the people who know the law: tables, refusals, a diagram."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from casework.deadline import Deadline, OnDay, describe
from casework.province import UNIT_TITLES, Amount, Param
from casework.vocabulary import ROLE_TITLES
from casework.workflow import DossierType, Rule, Transition
from published.catalogue import json_schema

MARKS = {
    "V": "đã đối chiếu nguyên văn",
    "W": "mới thấy trích dẫn, chưa đối chiếu toàn văn",
    "M": "theo trí nhớ, chưa kiểm chứng",
    "X": "chưa tìm thấy văn bản",
    "superseded": "văn bản đã bị thay thế, chờ đối chiếu văn bản mới",
}


def page(service: str, type_: DossierType[Any]) -> str:
    """The Markdown page kept in docs/atlas; a test keeps it current."""
    return "\n".join(_lines(service, type_)) + "\n"


def _lines(service: str, type_: DossierType[Any]) -> Iterable[str]:
    yield f"# {type_.title} ({type_.record})\n"
    yield f"`{service}/{type_.name}` · căn cứ {type_.law} · áp dụng từ {_date(type_.since)}.\n"
    if doc := (type_.fields.__doc__ or "").strip().splitlines():
        yield f"{doc[0]}\n"
    yield from _procedure(type_)
    yield from _deadlines(type_)
    yield from _refusals(type_)
    yield from _consultations(type_)
    yield from _papers(type_)
    yield from _data(type_)
    yield from _diagram(type_)


def _procedure(type_: DossierType[Any]) -> Iterable[str]:
    yield "## Trình tự\n"
    yield "Các điều kiện được đánh số ở mục «Bị từ chối khi không đạt».\n"
    numbers = {says: n for n, says in enumerate(_rules(type_), 1)}
    yield "| Việc | Ai | Từ | Sang | Điều kiện | Căn cứ |"
    yield "|---|---|---|---|---|---|"
    for t in (type_.opening, *type_.transitions):
        source = ", ".join(title for s, title in type_.states.items() if s in t.source) or "—"
        conditions = [_ranges(sorted({numbers[r.says] for r in t.requires}))] if t.requires else []
        conditions += [f"không phải người đã «{_title(type_, n)}»" for n in sorted(t.not_by)]
        if t.competent:
            conditions.append("đúng thẩm quyền: " + ", ".join(sorted(t.competent)))
        row = (t.title, _roles(t.by), source, _target(type_, t), _join(conditions), t.law)
        yield _row(row)


def _target(type_: DossierType[Any], t: Transition[Any, Any]) -> str:
    return type_.states[t.target] if t.target else "(giữ nguyên)"


def _deadlines(type_: DossierType[Any]) -> Iterable[str]:
    yield "\n## Thời hạn\n"
    if not type_.deadlines:
        yield "Văn bản không đặt thời hạn cho thủ tục này."
        return
    yield "| Mã | Nghĩa vụ | Thời hạn | Gửi tới | Căn cứ | Mức kiểm chứng |"
    yield "|---|---|---|---|---|---|"
    for d in type_.deadlines:
        amount = _amount(d, type_)
        yield _row((d.id or "—", d.title, amount, d.owed_to or "—", d.law, MARKS[_mark(d)]))


def _mark(deadline: Deadline) -> str:
    """How far the number was verified, which may be less than the duty."""
    shape = deadline.shape
    number = shape.day if isinstance(shape, OnDay) else getattr(shape, "amount", None)
    return number.law.mark if isinstance(number, Param) else deadline.law.mark


def _amount(deadline: Deadline, type_: DossierType[Any]) -> str:
    told = describe(deadline)
    shape, of = told["shape"], told["of"]
    if shape == "immediate":
        return f"ngay khi {of}"
    if shape == "on-day":
        return _on_day(deadline, told)
    param = getattr(deadline.shape, "amount", None)
    if not told["amount"]:
        number = "số ngày do tỉnh đặt (văn bản không nêu số)"
    else:
        number = f"{told['amount']} {UNIT_TITLES[told['unit']]}"
    if isinstance(param, Param) and told["amount"]:
        number += f" (tỉnh đặt được {param.least}–{param.most})"
    elif isinstance(param, Amount):
        number += " (luật định)"
    states = ", ".join(f"«{t}»" for s, t in type_.states.items() if s in told["runs_in"])
    return {
        "within": f"trong {number} kể từ khi vào: {states}; dừng tính khi rời trạng thái đó",
        "before": f"chậm nhất {number} trước {of}",
        "after": f"trong {number} sau {of}",
    }[shape]


def _on_day(deadline: Deadline, told: dict[str, Any]) -> str:
    assert isinstance(deadline.shape, OnDay)
    if not told["day"]:
        return "một ngày trong năm do tỉnh đặt; văn bản không nêu ngày"
    month, day = told["day"]
    strict = deadline.shape.strict
    read = "chặt hay gồm cả ngày đó: tỉnh chọn"
    if isinstance(strict, bool):
        read = "không gồm ngày đó" if strict else "gồm cả ngày đó"
    return f"ngày {day:02}/{month:02} hằng năm (tỉnh đặt được; {read})"


def _rules(type_: DossierType[Any]) -> dict[str, Rule[Any, Any]]:
    """Every condition once, by its sentence, in the order of the procedure."""
    rules: dict[str, Rule[Any, Any]] = {}
    for t in (type_.opening, *type_.transitions):
        rules |= {r.says: r for r in t.requires if r.says not in rules}
    return rules | {r.says: r for r in type_.invariants if r.says not in rules}


def _ranges(numbers: Sequence[int]) -> str:
    """«1–4, 7»: conditions by their numbers."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return "điều kiện " + ", ".join(
        str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs
    )


def _refusals(type_: DossierType[Any]) -> Iterable[str]:
    yield "\n## Bị từ chối khi không đạt\n"
    yield from (f"{n}. {r.says} — *{r.law}*" for n, r in enumerate(_rules(type_).values(), 1))
    if type_.invariants:
        always = {r.says for r in type_.invariants}
        held = [n for n, says in enumerate(_rules(type_), 1) if says in always]
        yield f"\nLuôn phải đúng, sau mỗi việc: {_ranges(held)}."
    yield "\nNội dung hoặc tệp mang dấu mật luôn bị từ chối — *117/2025/QH15, Điều 5*"


def _consultations(type_: DossierType[Any]) -> Iterable[str]:
    asks = [(t, t.consults) for t in type_.transitions if t.consults]
    if not asks:
        return
    yield "\n## Lấy ý kiến\n"
    for t, ask in asks:
        silence = "im lặng là đồng ý" if ask.silence_is_consent else "im lặng không phải là đồng ý"
        within = ask.within
        if isinstance(within, Param):
            number = within.default if isinstance(within.default, int) else 0
            within = Amount(number, within.unit or "working-days")
        limit = f"trong {within}" if within else "văn bản không đặt thời hạn"
        yield f"- {ask.topic} (khi {t.title}): {limit}; {silence} — *{ask.law}* {ask.id}"


def _papers(type_: DossierType[Any]) -> Iterable[str]:
    if not type_.papers:
        return
    yield "\n## Giấy tờ\n"
    yield from (f"- {p.title} ({', '.join(p.formats)}) — *{p.law}*" for p in type_.papers)


def _data(type_: DossierType[Any]) -> Iterable[str]:
    schema = json_schema(type_.fields)
    definitions = schema.get("$defs", {})
    properties = definitions.get(type_.fields.__name__, schema).get("properties", {})
    province, ministry = set(type_.discloses.province), set(type_.discloses.ministry)
    yield "\n## Thông tin của hồ sơ\n"
    yield "| Thông tin | Trường | Cho các dịch vụ của tỉnh | Báo về Bộ |"
    yield "|---|---|---|---|"
    for name, told in properties.items():
        title = told.get("title") or told.get("description") or name
        yield _row((title, f"`{name}`", _yes(name in province), _yes(name in ministry)))


def _diagram(type_: DossierType[Any]) -> Iterable[str]:
    yield "\n## Sơ đồ\n\n```mermaid\nstateDiagram-v2"
    ids = {s: s.replace("-", "_").replace(" ", "_") for s in type_.states}
    yield from (f'    state "{title}" as {ids[s]}' for s, title in type_.states.items())
    for t in (type_.opening, *type_.transitions):
        for source in sorted(t.source) or ["[*]"]:
            yield f"    {ids.get(source, source)} --> {ids[t.target or source]}: {t.title}"
    yield from (f"    {ids[s]} --> [*]" for s in sorted(type_.final))
    yield "```"


def _row(cells: Sequence[Any]) -> str:
    return "| " + " | ".join(str(c).replace("|", "\\|").replace("\n", " ") for c in cells) + " |"


def _join(parts: Sequence[str]) -> str:
    return "; ".join(parts) or "—"


def _roles(by: Iterable[str]) -> str:
    return ", ".join(ROLE_TITLES.get(str(r), str(r)) for r in sorted(by))


def _title(type_: DossierType[Any], name: str) -> str:
    return next(t.title for t in (type_.opening, *type_.transitions) if t.name == name)


def _yes(on: bool) -> str:
    return "có" if on else "—"


def _date(day: Any) -> str:
    return f"{day:%d/%m/%Y}"
