"""Which of the two languages an answer is in: what Accept-Language prefers (RFC 9110, 12.5.4)."""

from __future__ import annotations

LANGUAGES = ("vi", "en")
MOST = 20  # of one header are looked at


def preferred(header: str) -> str:
    """The language of ours with the highest weight; Vietnamese when none is named."""
    weights: dict[str, float] = {}
    for part in header.split(",")[:MOST]:
        name, _, parameters = part.partition(";")
        language = name.strip().lower().split("-")[0]
        weight = _weight(parameters)
        if language in LANGUAGES:
            weights[language] = max(weight, weights.get(language, 0.0))
    # Of two with the same weight the one that was named first.
    best = max(weights, key=lambda language: weights[language], default="vi")
    return best if weights.get(best, 0.0) > 0 else "vi"


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if 0.0 <= weight <= 1.0 else 0.0
