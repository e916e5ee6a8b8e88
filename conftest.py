"""What the whole run of tests needs: without the extra `desk` its rooms are left out, and the rest is tested."""

from importlib.util import find_spec

HAS_DESK = (
    find_spec("django") is not None and find_spec("allauth") is not None and find_spec("pytest_django") is not None
)
collect_ignore = [] if HAS_DESK else ["src/parley/desk", "tests/desk", "tests/pages"]
