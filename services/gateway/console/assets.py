"""What a browser fetches beside the pages: our styles and script, and files out of wheels.

No file of others is committed and none comes from another host: the typeface and the viewers of
the contracts are taken out of installed wheels (requirements/assets.txt) without importing these
packages. Every address holds a hash of the content, so a browser asks once.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from litestar import Request, Response, get

from chassis.errors import NotFound

HERE = Path(__file__).with_name("static")
STYLES = (
    "tokens", "frame", "controls", "tables", "inbox", "dossier", "forms", "figures", "calendar",
    "narrow", "print",
)  # fmt: skip
# name under which it is served: (distribution, the end of its path in the wheel)
WHEELS = {
    "sans.ttf": ("fontpkg-source-sans-3", "fontpkg_source_sans_3/files/SourceSans3[wght].ttf"),
    "swagger.js": ("flask-openapi-swagger", "swagger/js/swagger-ui-bundle.js"),
    "swagger.css": ("flask-openapi-swagger", "swagger/css/swagger-ui.css"),
    "asyncapi.js": ("asyncapi-viewer", "asyncapi_viewer/static/asyncapi-viewer.iife.js"),
}
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".ttf": "font/ttf",
    ".svg": "image/svg+xml",
}
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """A file and its gzip, under the hash of its content."""

    name: str
    content: bytes
    packed: bytes

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:12]

    @property
    def kind(self) -> str:
        return KINDS[Path(self.name).suffix]


class Assets:
    """Every asset by name; `missing` says which wheels are not installed."""

    def __init__(self) -> None:
        self._known: dict[str, Asset] = {}
        self.missing: dict[str, str] = {}
        for name, (wheel, end) in WHEELS.items():
            content = _from_wheel(wheel, end)
            if content is None:
                self.missing[name] = wheel
            else:
                self._add(name, content)
        for path in sorted(HERE.glob("*.*")):
            self._add(path.name, path.read_bytes())
        sheets = [(HERE / "css" / f"{name}.css").read_text() for name in STYLES]
        self._add("app.css", "\n".join(sheets).replace("{sans}", self.url("sans.ttf")).encode())

    def _add(self, name: str, content: bytes) -> None:
        self._known[name] = Asset(name, content, gzip.compress(content, 9, mtime=0))

    def url(self, name: str) -> str:
        """The address of an asset; empty when its wheel is not installed."""
        asset = self._known.get(name)
        return f"/static/{asset.hash}/{name}" if asset else ""

    def find(self, hash_: str, name: str) -> Asset:
        """Raises NotFound."""
        asset = self._known.get(name)
        if asset is None or asset.hash != hash_:
            raise NotFound("Không có tệp này")
        return asset

    def routes(self) -> list[Any]:
        @get("/static/{hash:str}/{name:str}", include_in_schema=False)
        async def static(request: Request[Any, Any, Any]) -> Response[bytes]:
            asset = self.find(request.path_params["hash"], request.path_params["name"])
            packed = "gzip" in request.headers.get("accept-encoding", "")
            headers = {
                "Cache-Control": FOREVER,
                "Vary": "Accept-Encoding",
                "X-Content-Type-Options": "nosniff",
                **({"Content-Encoding": "gzip"} if packed else {}),
            }
            content = asset.packed if packed else asset.content
            return Response(content, media_type=asset.kind, headers=headers)

        return [static]


def _from_wheel(wheel: str, end: str) -> bytes | None:
    """A file of an installed distribution, found without importing it."""
    try:
        files = distribution(wheel).files or []
    except PackageNotFoundError:
        return None
    for file in files:
        if str(file).endswith(end):
            return Path(str(file.locate())).read_bytes()
    return None
