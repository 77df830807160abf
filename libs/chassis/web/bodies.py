"""Bodies of requests: decoded into the Struct a procedure asks for, every bad place named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Request

from casework import Transition
from casework.storable import stored
from chassis.web import misfits
from chassis.web.problems import BadFields, Unreadable, of_validation

_LATE = "late_reason"
LateReason = Annotated[str, msgspec.Meta(max_length=2_000)]


class Body:
    """The body of one transition: its data, and a reason for being late beside it.

    `late_reason` is accepted by every transition, because any may meet a duty late; what a register
    takes has its own `name` and none.
    """

    def __init__(self, data: type[msgspec.Struct], name: str = "") -> None:
        self.data = data
        asks = not name and _LATE not in data.__struct_fields__
        fields = [(_LATE, LateReason, "")] if asks else []
        self._asks = asks
        self.shape: Any = msgspec.defstruct(
            name or name_of(data),
            fields,
            bases=(data,),
            frozen=True,
            kw_only=True,
            forbid_unknown_fields=True,
            module=data.__module__,
        )
        self._decoder = msgspec.json.Decoder(self.shape)

    def read(self, body: bytes) -> tuple[Any, str]:
        """(data, late reason). Raises Unreadable for no JSON, BadFields for the wrong JSON."""
        try:
            found = self._decoder.decode(body or b"{}")
        except msgspec.ValidationError as error:
            raise unfit(body, self.shape, error) from None
        except msgspec.DecodeError as error:
            raise Unreadable(f"Nội dung không phải JSON: {error}") from None
        except UnicodeDecodeError:
            raise Unreadable("Nội dung không phải UTF-8") from None
        found = stored(found)
        late_reason = getattr(found, _LATE, "")
        if self._asks:
            # A procedure may keep its data whole as a field, so it gets no more than it asked for.
            names = self.data.__struct_fields__
            found = self.data(**{name: getattr(found, name) for name in names})
        return found, late_reason


def unfit(body: bytes, shape: Any, error: msgspec.ValidationError) -> BadFields:
    """Every place that does not fit, in people's words; at least the one that msgspec names."""
    try:
        value = msgspec.json.decode(body or b"{}")
    except (msgspec.DecodeError, UnicodeDecodeError):
        return of_validation(error)
    if found := misfits.misfits(value, shape):
        return BadFields([misfit.told for misfit in found])
    return of_validation(error)


def name_of(data: type[msgspec.Struct]) -> str:
    """The body's name in OpenAPI: `amendment.Ended`; two procedures may both have an Ended."""
    return f"{data.__module__.rpartition('.')[2]}.{data.__name__}"


def decode(body: bytes, shape: Any) -> Any:
    """JSON of a fixed shape. Raises Unreadable or BadFields."""
    try:
        return stored(msgspec.json.decode(body or b"{}", type=shape))
    except msgspec.ValidationError as error:
        raise unfit(body, shape, error) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable(f"Nội dung không phải JSON: {error}") from None


async def read_json(request: Request[Any, Any, Any]) -> bytes:
    """The raw body, when it says it is JSON (or says nothing). Raises Unreadable (415)."""
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip()
    body = await request.body()
    if body and kind != "application/json" and not kind.endswith("+json"):
        raise Unreadable(f"Cần application/json, nhận được {kind}", 415)
    return body


def schemas(types: Any, more: Sequence[Any] = ()) -> dict[str, Any]:
    """JSON Schemas of every body of these types and of `more` shapes, by name, for OpenAPI."""
    steps = [s for t in types for s in (t.opening, *t.transitions)]
    shapes = list(dict.fromkeys([*(body_of(s).shape for s in steps), *more]))
    if not shapes:
        return {}
    _, found = msgspec.json.schema_components(shapes, ref_template="#/components/schemas/{name}")
    return dict(found)


_made: dict[type[msgspec.Struct], Body] = {}


def body_of(step: Transition[Any, Any]) -> Body:
    """The body of a transition; transitions that ask for the same data share it."""
    if step.data not in _made:
        _made[step.data] = Body(step.data)
    return _made[step.data]


__all__ = ["Body", "body_of", "decode", "name_of", "read_json", "schemas"]
