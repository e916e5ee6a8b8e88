"""The decisions of the European Union, for every test of a spatial model that is held against them."""

from __future__ import annotations

import pytest
from tests.analysis.spatial.decisions import DEU, Decision, read_decisions


@pytest.fixture(scope="session")
def decisions() -> list[Decision]:
    """The 351 issues of the European Union with an outcome and at least three actors with position and salience."""
    if not DEU.exists():
        pytest.skip("the DEU decisions are not beside the repository")
    return list(read_decisions())
