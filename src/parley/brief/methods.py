"""A method in one line of words, as notes and pages show it."""

from __future__ import annotations

from parley.analysis.result import Method


def method_in_words(method: Method) -> str:
    """Name, version, parameters, seed and source of a method, in one line."""
    given = [f"{name.replace('_', ' ')} {value}" for name, value in sorted(method.parameters.items())]
    parts = [f"{method.name}, version {method.version}"]
    if given:
        parts.append(f"parameters: {', '.join(given)}")
    if method.draws:
        parts.append(f"{method.draws:,} draws")
    if method.seed is not None:
        parts.append(f"seed {method.seed}")
    if method.source:
        parts.append(f"source: {method.source}")
    parts.append("calibrated" if method.calibrated else "uncalibrated")
    return "; ".join(parts)
