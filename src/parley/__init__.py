"""Parley: from the news about a negotiation to a checkable answer.

Five verbs take records and return records: `read`, `extract`, `draft`, `analyse`, `compose`.
They are loaded when first used, so that importing Parley stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "analyse", "compose", "draft", "extract", "read"]

_VERBS = {
    "read": "parley.reading.read",
    "extract": "parley.evidence.extract",
    "draft": "parley.case.draft",
    "analyse": "parley.analysis.analyse",
    "compose": "parley.brief.compose",
}

if TYPE_CHECKING:
    from parley.analysis.analyse import analyse
    from parley.brief.compose import compose
    from parley.case.draft import draft
    from parley.evidence.extract import extract
    from parley.reading.read import read


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"module 'parley' has no attribute {name!r}; its verbs are {', '.join(_VERBS)}")
    from importlib import import_module

    return getattr(import_module(_VERBS[name]), name)
