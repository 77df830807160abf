"""Papers of a dossier, rendered away from the event loop."""

from __future__ import annotations

import asyncio
from typing import Any

from casework import Dossier, Paper, Province


async def render(paper: Paper, dossier: Dossier[Any], province: Province, ending: str) -> bytes:
    """The bytes of a paper as docx, pdf or xlsx."""
    return await asyncio.to_thread(_render, paper, dossier, province, ending)


def _render(paper: Paper, dossier: Dossier[Any], province: Province, ending: str) -> bytes:
    from papers.administrative import render_docx, render_pdf

    made = paper.makes(dossier, province)
    if isinstance(made, bytes):
        return made
    return render_pdf(made) if ending == "pdf" else render_docx(made)
