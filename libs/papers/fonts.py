"""Where the typeface of PDF papers lies.

TeX Gyre Termes has the widths of Times New Roman and all 134 accented Vietnamese letters; the
Liberation Serif of common systems and the STIX of PyPI lack most of them. It comes in the wheel
`rinoh-typeface-texgyretermes` (requirements/fonts.txt), of which only the files are read. Without
it the Libertinus Serif inside typst is used: also Vietnamese, but not as wide as Times.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

TERMES = "TeX Gyre Termes"
FALLBACK = "Libertinus Serif"


@cache
def folders() -> tuple[Path, ...]:
    """Folders with font files that typst must search besides its own."""
    spec = find_spec("rinoh_typeface_texgyretermes")
    return tuple(map(Path, spec.submodule_search_locations or ())) if spec else ()
