"""Settings for the laws of the analysis."""

from __future__ import annotations

from hypothesis import settings

# A law is about numbers, not about how busy the machine is; derandomised, so that a run can be repeated.
settings.register_profile("analysis", deadline=None, derandomize=True)
settings.load_profile("analysis")
