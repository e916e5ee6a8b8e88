"""The rules of the house that no other checker sees."""

from __future__ import annotations

import ast
import importlib.metadata
import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import parley

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "src" / "parley").rglob("*.py"))
HEAVY = ("spacy", "thinc", "trafilatura", "lxml", "vl_convert", "numpy", "scipy", "sentencex", "py3langid", "requests")
SEED_SURNAMES = ("Kellogg", "Bessent", "Sybiha", "Stefanchuk", "Witkoff", "Zelensk", "Waltz", "Rubio", "Putin", "Vance")


def tracked_files() -> list[Path]:
    git = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if git.returncode:
        pytest.skip("no git repository here")
    return [ROOT / name for name in git.stdout.split("\0") if name and (ROOT / name).is_file()]


def imports(path: Path) -> list[str]:
    """Modules a file imports, `from a import b` as "a"."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append("." * node.level + (node.module or ""))
    return found


def loaded_by(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


def declared():
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_from_the_module_that_holds_a_thing(path):
    """Import from a package's `__init__` ties rooms into a knot that the import contracts do not see."""
    packages = {"parley", *(f"parley.{folder.parent.name}" for folder in (ROOT / "src/parley").glob("*/__init__.py"))}
    from_packages = [name for name in imports(path) if name in packages or name.startswith(".")]

    allowed = ["parley"] if path.name == "main.py" else []  # the version stands in the package itself
    assert [name for name in from_packages if name not in allowed] == []


def test_importing_parley_loads_nothing_heavy():
    """A program that only wants one verb pays for that verb alone."""
    assert loaded_by("import parley").isdisjoint(HEAVY)


def test_help_loads_nothing_heavy():
    """Help must come at once."""
    code = "import sys, parley.cli.main as m\ntry:\n    m.app(['--help'])\nexcept SystemExit:\n    pass"

    assert loaded_by(code).isdisjoint({*HEAVY, "pydantic", "rich"})


@pytest.mark.parametrize("verb", ["read", "extract", "draft", "analyse", "compose"])
def test_every_verb_says_what_it_gives(verb):
    """The five verbs are the public library."""
    assert len(inspect.getdoc(getattr(parley, verb)) or "") > 40


def test_no_tracked_file_names_a_machine():
    """A path or host of one machine means nothing on another."""
    machine = re.compile(r"(^|[^\w.~])/(work|root|home|farm)/\w|\blocalhost:\d{4,}|\.internal\b", re.MULTILINE)
    hits = []
    for path in tracked_files():
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".txt", ".html", ".sh", ""}:
            hits += [f"{path.name}: {found[0]}" for found in machine.finditer(path.read_text("utf-8", "replace"))]

    assert [hit for hit in hits if not hit.startswith("test_house.py")] == []


def test_no_name_from_the_sample_story_stands_in_code():
    """Rules must hold for stories nobody has seen; names of office holders are data."""
    hits = [
        f"{path.name}: {name}" for path in MODULES for name in SEED_SURNAMES if name in path.read_text(encoding="utf-8")
    ]

    assert hits == []


def test_no_module_grows_past_four_hundred_lines():
    """What cannot be read in one sitting has more than one idea in it."""
    written_by_us = [path for path in MODULES if path.parent.name != "migrations"]  # those Django writes
    long = {path.name: lines for path in written_by_us if (lines := len(path.read_text("utf-8").splitlines())) > 400}

    assert long == {}


def test_every_library_that_is_imported_is_declared():
    """A library that only comes along with another may leave with it."""
    project = declared()["project"]
    extras = [text for name, texts in project["optional-dependencies"].items() if name != "dev" for text in texts]
    requirements = [Requirement(text).name for text in (*project["dependencies"], *extras)]
    names = {canonicalize_name(name) for name in requirements}
    by_module = importlib.metadata.packages_distributions()
    used = {name.partition(".")[0] for path in MODULES for name in imports(path)} - {"parley", "__future__"}
    outside = used - set(sys.stdlib_module_names)
    providers = {name: {canonicalize_name(found) for found in by_module.get(name, [name])} for name in outside}

    assert [name for name, found in providers.items() if not found & names] == []


def test_every_distribution_of_the_tree_is_pinned():
    """Two machines that install Parley with uv get the same versions of everything."""
    pinned = {canonicalize_name(Requirement(text).name) for text in declared()["tool"]["uv"]["constraint-dependencies"]}

    assert closure("parley-desk", ("desk", "dev", "llm", "postgres")) - pinned - {"parley-desk"} == set()


def test_licences_of_the_run_time_tree_are_listed():
    """docs/licences.md names every distribution that comes with `pip install parley-desk`, with or without extras."""
    listed = set(re.findall(r"^\| `([\w.-]+)`", (ROOT / "docs" / "licences.md").read_text("utf-8"), re.MULTILINE))

    assert closure("parley-desk", ("desk", "llm", "postgres")) - listed - {"parley-desk"} == set()


def closure(name: str, extras: tuple[str, ...]) -> set[str]:
    """Canonical names of an installed distribution and all it needs here."""
    seen: set[str] = set()
    waiting = [(name, extras)]
    while waiting:
        name, extras = waiting.pop()
        key = canonicalize_name(name)
        if key in seen:
            continue
        seen.add(key)
        try:
            requires = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        for requirement in map(Requirement, requires):
            if requirement.marker is None or any(requirement.marker.evaluate({"extra": e}) for e in ("", *extras)):
                waiting.append((requirement.name, tuple(requirement.extras)))
    return seen
