"""YAML text as plain data with the line of every entry, so that an error can name it."""

from __future__ import annotations

from typing import Any

from parley.errors import CaseError

Path = tuple[str | int, ...]


class CaseFileError(CaseError):
    """A case file is wrong at one line."""

    def __init__(self, line: int, problem: str, remedy: str) -> None:
        self.line, self.problem, self.remedy = line, problem, remedy
        super().__init__(f"Case file, line {line}: {problem}. {remedy}")


class Marks:
    """The lines of a YAML document's entries, by their path."""

    def __init__(self, node: Any) -> None:
        self._node = node

    def line(self, path: Path) -> int:
        """The line, from 1, of the entry at a path; of its nearest ancestor when it has none itself."""
        node, line = self._node, 1
        for step in path:
            found = _child(node, step)
            if found is None:
                return line
            node, line = found
        return line

    def error(self, path: Path, problem: str, remedy: str) -> CaseFileError:
        """An error at the line of a path."""
        return CaseFileError(self.line(path), problem, remedy)


def parse(text: str) -> tuple[dict[str, Any], Marks]:
    """Read YAML into plain data.

    Raises:
        CaseFileError: the text is no YAML, no mapping at the top, or has a key twice.
    """
    import yaml

    loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        loader = loader_class(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise CaseFileError(1, "this is no case", "A case file starts with `schema_version: case/1`.")
        _refuse_twins(node)
        data = loader.construct_document(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or "this is no YAML"
        raise CaseFileError(
            mark.line + 1 if mark else 1, str(problem), "Check brackets, quotes and indentation around that line."
        ) from error
    except ValueError as error:
        raise CaseFileError(1, f"a value cannot be read: {error}", "Put odd values in quotes.") from error
    return data, Marks(node)


def _refuse_twins(node: Any) -> None:
    """A key written twice would silently lose the first."""
    import yaml

    stack = [node]
    while stack:
        each = stack.pop()
        if isinstance(each, yaml.MappingNode):
            seen: dict[str, int] = {}
            for key, value in each.value:
                name, line = str(key.value), key.start_mark.line + 1
                if name in seen:
                    raise CaseFileError(
                        line, f"“{name}” stands here a second time (first in line {seen[name]})", "Keep one of the two."
                    )
                seen[name] = line
                stack.append(value)
        elif isinstance(each, yaml.SequenceNode):
            stack.extend(each.value)


def _child(node: Any, step: str | int) -> tuple[Any, int] | None:
    value = node.value
    if not isinstance(value, list):
        return None
    if isinstance(step, int):
        return (value[step], value[step].start_mark.line + 1) if step < len(value) and not _is_map(value) else None
    if not _is_map(value):
        return None
    return next(((child, key.start_mark.line + 1) for key, child in value if str(key.value) == step), None)


def _is_map(value: list[Any]) -> bool:
    return bool(value) and isinstance(value[0], tuple)
