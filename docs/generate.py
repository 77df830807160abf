"""Writes what is generated from the dossier types: docs/atlas, docs/traceability.md, contracts/,
and the table of acts that record documents.

`python docs/generate.py atlas contracts` writes; `stale()` is what the house test asks.
Nothing here is written by hand.
"""

from __future__ import annotations

import gc
import importlib
import re
import sys
import typing
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import metrics_page
import msgspec

from published.layout import lay_out

ROOT = Path(__file__).resolve().parent.parent
STANDING_ON = date(2026, 11, 30)
"""The day whose law the provinces' pages show."""
SERVICES = ("delegations", "conferences_agreements", "ngos", "consular_border", "reporting")


def wire(service: str) -> str:
    return service.replace("_", "-")


def dossier_types() -> dict[str, list[Any]]:
    """The types of every service that has its rooms, by wire name."""
    found = {}
    for service in SERVICES:
        if (ROOT / "services" / service / "procedures" / "__init__.py").exists():
            module = importlib.import_module(f"{service}.procedures")
            found[wire(service)] = list(module.DOSSIERS)
    return found


def registers() -> dict[str, list[Any]]:
    """Registers that are no procedures, of every service that has some, by wire name."""
    found: dict[str, list[Any]] = {}
    for service in SERVICES:
        if (ROOT / "services" / service / "registers" / "__init__.py").exists():
            module = importlib.import_module(f"{service}.registers")
            found[wire(service)] = list(module.REGISTERS)
    return found


def own_provinces() -> list[Any]:
    """Provinces that have a file of their own."""
    from chassis.provinces import load_provinces

    every = load_provinces(ROOT / "provinces", {})
    return [p for code, p in sorted(every.items()) if (ROOT / f"provinces/{code}.toml").exists()]


def atlas() -> dict[Path, str]:
    """A page per procedure and per register, an index, the table of traceability; the metrics."""
    from published import atlas as drawing
    from published import standing

    pages = {}
    index = ["# Tập thủ tục\n", "Sinh từ mã nguồn; không sửa bằng tay.\n"]
    for service, types in dossier_types().items():
        index.append(f"\n## {service}\n")
        for type_ in types:
            newest = max(t.since for t in types if t.name == type_.name)
            until = "" if type_.since == newest else f"-{type_.since.year}"
            name = f"{service}-{type_.name}{until}.md"
            pages[ROOT / "docs/atlas" / name] = drawing.page(service, type_)
            regime = f" (hồ sơ từ {type_.since:%d/%m/%Y})" if until else ""
            index.append(f"- [{type_.record} {type_.title}{regime}]({name})")
        for register in registers().get(service, []):
            name = f"{service}-{register.name}.md"
            pages[ROOT / "docs/atlas" / name] = "\n".join(register_page(service, register)) + "\n"
            index.append(f"- [{register.record} {register.title}]({name}) (sổ)")
    index.append("\n## Căn cứ của từng tỉnh\n")
    for province in own_provinces():
        name = f"provinces-{province.code}.md"
        pages[ROOT / "docs/atlas" / name] = standing.page(province, STANDING_ON)
        index.append(f"- [{province.name}]({name})")
    pages[ROOT / "docs/metrics.md"] = metrics_page.page()
    pages[ROOT / "docs/atlas/README.md"] = "\n".join(index) + "\n"
    pages[ROOT / "docs/traceability.md"] = "\n".join(traceability()) + "\n"
    return pages


def register_page(service: str, register: Any) -> Iterable[str]:
    """What a register keeps, who writes it, what it refuses."""
    from casework.register import ACT_TITLES
    from casework.vocabulary import ROLE_TITLES
    from published.catalogue import json_schema

    yield f"# {register.title} ({register.record})\n"
    yield f"`{service}/{register.name}` · sổ · căn cứ {register.law}.\n"
    if doc := (register.entry.__doc__ or "").strip().splitlines():
        yield f"{doc[0]}\n"
    yield "## Ai được làm gì\n\n| Việc | Ai |\n|---|---|"
    for act, title in ACT_TITLES.items():
        roles = (ROLE_TITLES.get(str(r), str(r)) for r in sorted(register.who(act)))
        yield f"| {title} | {', '.join(roles)} |"
    yield "\n## Trạng thái\n"
    yield from (f"- {title}" for title in register.states.values())
    yield "\n## Bị từ chối khi không đạt\n"
    yield f"- Không ghi hai lần cùng một mục, kể cả viết khác dấu — *{register.law}*"
    yield from (f"- {r.says} — *{r.law}*" for r in register.rules)
    yield "- Nội dung mang dấu mật — *117/2025/QH15, Điều 5*"
    yield "\n## Thông tin của mục\n"
    yield "| Thông tin | Trường | Cho các dịch vụ của tỉnh | Báo về Bộ |\n|---|---|---|---|"
    schema = json_schema(register.entry)
    fields = schema.get("$defs", {}).get(register.entry.__name__, schema)["properties"]
    for name, told in fields.items():
        shown = ["có" if name in to else "—" for to in (
            register.discloses.province, register.discloses.ministry)]  # fmt: skip
        yield f"| {told.get('title', name)} | `{name}` | {shown[0]} | {shown[1]} |"
    if register.is_watched:
        yield "\nMọi lần xem đều được ghi lại."
    if register.consent:
        yield f"Chỉ xuất bảng tính mục có: {', '.join(register.consent)}."


# A date after which a rule refuses is no clock: nothing is due.
DATED_RULES = {"D37": "conferences-agreements/agreement-change"}


def traceability() -> Iterable[str]:
    """Clause → record → code, with what is still missing said aloud."""
    clauses = msgspec.toml.decode((ROOT / "docs/clauses.toml").read_bytes())
    covers: dict[str, list[str]] = {}
    duties: dict[str, list[str]] = {duty: [where] for duty, where in DATED_RULES.items()}
    for service, types in dossier_types().items():
        for type_ in types:
            for record in type_.record.split(", "):
                covers.setdefault(record, []).append(f"{service}/{type_.name}")
            for deadline in type_.deadlines:
                duties.setdefault(deadline.id, []).append(f"{service}/{type_.name}")
            for t in type_.transitions:
                if t.consults and t.consults.id:
                    duties.setdefault(t.consults.id, []).append(f"{service}/{type_.name}")
    for service, kept in registers().items():
        for register in kept:
            for record in register.record.split(", "):
                covers.setdefault(record, []).append(f"{service}/{register.name}")
    yield "# Truy nguyên: điều khoản → bản ghi → mã nguồn\n"
    yield "Sinh từ `docs/clauses.toml` và từ các thủ tục; không sửa bằng tay.\n"
    yield "## Thời hạn D01–D79\n\n| Mã | Ở đâu |\n|---|---|"
    for n in range(1, 80):
        duty = f"D{n:02}"
        yield f"| {duty} | {', '.join(dict.fromkeys(duties.get(duty, []))) or 'chưa có'} |"
    for source, rows in clauses.items():
        yield f"\n## {source}\n\n| Điều khoản | Nội dung | Bản ghi | Mã nguồn |\n|---|---|---|---|"
        for row in rows:
            records = re.findall(r"R\d\d[a-h]?", row["covered"])
            code = [c for r in records for c in _covering(covers, r)]
            where = ", ".join(dict.fromkeys(code)) or ("—" if not records else "chưa có")
            yield f"| {row['clause']} | {row['text']} | {row['covered']} | {where} |"


def _covering(covers: Mapping[str, list[str]], record: str) -> Iterable[str]:
    """R22c is kept by what names R22c; R22 by everything of R22a to R22h too."""
    for known, code in covers.items():
        if known == record or known[:-1] == record:
            yield from code


def contracts() -> dict[Path, str]:
    """OpenAPI per service, AsyncAPI of all topics, JSON Schema per event type."""
    folder = ROOT / "contracts"
    from chassis.web import openapi

    files = {}
    for service in (*SERVICES, "gateway"):
        if (ROOT / "services" / service / "main.py").exists():
            module = importlib.import_module(f"{service}.main")
            app = module.create_app(_settings(service))
            files[folder / f"openapi/{wire(service)}.json"] = lay_out(
                openapi.document(app.litestar)
            )
    from published.contract import asyncapi, event_schemas

    kept = registers()
    types = {s: [*found, *kept.get(s, [])] for s, found in dossier_types().items()}
    files[folder / "asyncapi.json"] = lay_out(asyncapi(types))
    for name, schema in event_schemas(types).items():
        files[folder / f"events/{name}.json"] = lay_out(schema)
    files[ROOT / "services/reporting/generated/issuing.json"] = lay_out(issuing())
    return files


def issuing() -> dict[str, dict[str, list[str]]]:
    """service → type → what its acts announce that record a document which the type discloses:
    the register of documents (R40) listens to these."""
    found: dict[str, dict[str, list[str]]] = {}
    for service, types in dossier_types().items():
        for type_ in types:
            kept = typing.get_type_hints(type_.fields)
            if not any(_is_document(kept[name]) for name in type_.discloses.province):
                continue
            for step in (type_.opening, *type_.transitions):
                told = typing.get_type_hints(step.data)
                if _is_document(step.data) or any(map(_is_document, told.values())):
                    of_type = found.setdefault(service, {}).setdefault(type_.name, [])
                    of_type.append(step.emits)
    return found


def _is_document(of: Any) -> bool:
    """A number with a date, several of them, or none yet."""
    kinds = [k for k in typing.get_args(of) or (of,) if isinstance(k, type)]
    structs = [k for k in kinds if issubclass(k, msgspec.Struct)]
    return any({"number", "date"} <= set(k.__struct_fields__) for k in structs)


def released() -> dict[Path, str]:
    """What the events of today disclose, as the release that is made of it promises to go on."""
    told = {}
    for file in sorted((ROOT / "contracts/events").glob("*.json")):
        schema = msgspec.json.decode(file.read_bytes())
        fields = {at: kinds for at, kinds in flat(schema).items() if at.startswith("/fields/")}
        told[file.stem] = {"types": schema["x-event-types"], "data": fields}
        told["*"] = {"data": {a: k for a, k in flat(schema).items() if a not in fields}}
    return {ROOT / "contracts/released/events.json": lay_out(told)}


def flat(schema: Mapping[str, Any]) -> dict[str, list[str]]:
    """Each place in the data of an event with the kinds of values it may hold."""
    found: dict[str, set[str]] = {}
    _flatten(schema, schema, "", found, ())
    return {at: sorted(kinds) for at, kinds in sorted(found.items())}


def _flatten(
    node: Any, root: Mapping[str, Any], at: str, found: dict[str, set[str]], seen: tuple[str, ...]
) -> None:
    if ref := node.get("$ref"):
        if ref not in seen:
            _flatten(root["$defs"][ref.rpartition("/")[2]], root, at, found, (*seen, ref))
        return
    for way in node.get("anyOf", ()):
        _flatten(way, root, at, found, seen)
    for name, child in node.get("properties", {}).items():
        _flatten(child, root, f"{at}/{name}", found, seen)
    if isinstance(node.get("items"), dict):
        _flatten(node["items"], root, f"{at}/*", found, seen)
    kinds = node.get("enum") or [node.get("type", "")]
    if kind := [str(k) for k in kinds if k and k != "object"]:
        found.setdefault(at, set()).update(kind)


def _settings(service: str) -> Any:
    from chassis.settings import Settings

    return Settings(service=wire(service), provinces=ROOT / "provinces")


def stale(wanted: Mapping[Path, str]) -> list[str]:
    """Files that differ from what would be generated now, and generated files nobody wants."""
    folders = {p.parent for p in wanted} - {ROOT / "docs"}
    present = {f for folder in folders for f in folder.glob("*") if f.is_file()}
    wrong = [p for p, text in wanted.items() if not p.exists() or p.read_text() != text]
    return sorted(str(p.relative_to(ROOT)) for p in {*wrong, *(present - set(wanted))})


def write(wanted: Mapping[Path, str]) -> None:
    for name in stale(wanted):
        path = ROOT / name
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path])
        else:
            path.unlink()


if __name__ == "__main__":
    # Everything that is made stays until the end: a quarter of the time went into looking.
    gc.disable()
    for made in sys.argv[1:]:
        write({"atlas": atlas, "contracts": contracts, "release": released}[made]())
