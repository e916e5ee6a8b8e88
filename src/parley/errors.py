"""Every error Parley raises on purpose, as one tree.

ParleyError
├── ReadingError      a source cannot be read as a story
├── LanguageError     a language pipeline is missing or unfit
├── EvidenceError     evidence does not stand in its source
├── CaseError         a case file is wrong, or an edit does not fit
│   └── NoNegotiation nobody bargains in the stories, so there is no case
├── AnalysisError     a model cannot be computed on this case
└── BriefError        a brief cannot be composed or rendered

Each message says what was wrong, where, what would be right and the next step.
Broken input from the world is no error but a `Finding` on that one item.
"""

from __future__ import annotations


class ParleyError(Exception):
    """Base of everything a caller may want to catch; the command line exits with `exit_code`."""

    exit_code = 1


class ReadingError(ParleyError):
    """A source cannot be read as a story."""

    exit_code = 65  # EX_DATAERR of sysexits.h: the input was wrong


class LanguageError(ParleyError):
    """A language pipeline is missing, or lacks what the evidence stage needs."""

    exit_code = 69  # EX_UNAVAILABLE


class EvidenceError(ParleyError):
    """An item of evidence, or a file of them, does not stand in its source."""

    exit_code = 65


class CaseError(ParleyError):
    """A case file is wrong, or an edit does not fit the case."""

    exit_code = 65


class NoNegotiation(CaseError):
    """Nobody bargains in any of the stories, so there is no case to draft."""

    exit_code = 3  # a code of its own, so that a script can tell "no negotiation" from "broken input"


class AnalysisError(ParleyError):
    """A model cannot be computed on this case."""

    exit_code = 65


class BriefError(ParleyError):
    """A brief cannot be composed or rendered."""

    exit_code = 70  # EX_SOFTWARE
