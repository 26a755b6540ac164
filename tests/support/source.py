"""The project's own source code as data: its files, what they import, and what they define."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
LAYERS = ("model", "analysis", "charts", "loaders", "store", "wording", "reports", "components", "pages")


class Named(NamedTuple):
    """Something with a name: its file, its line, and the name; of an import, the full name of what is imported."""

    file: str
    line: int
    name: str


def source_files(root: Path) -> list[Path]:
    """Return the project's Python files, without its tests and benchmarks."""
    folders = [file for layer in LAYERS for file in (root / layer).rglob("*.py")]
    return sorted([*root.glob("*.py"), *folders])


def imports(file: Path, root: Path) -> list[Named]:
    """Return every import of a file, also inside functions, except those that only a type checker follows."""
    return _imports(file.relative_to(root), file.read_text(encoding="utf-8"))


@cache
def _imports(path: Path, text: str) -> list[Named]:
    where, nodes = path.as_posix(), list(ast.walk(ast.parse(text)))
    exempt = {node for block in nodes if only_for_types(block) for node in ast.walk(block)}
    found = []
    for node in nodes:
        if node in exempt:
            continue
        if isinstance(node, ast.Import):
            found += [Named(where, node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = ".".join([*path.parent.parts[: 1 - node.level or None], node.module or ""])
            base = (package if node.level else node.module or "").strip(".")
            found += [Named(where, node.lineno, f"{base}.{alias.name}") for alias in node.names]
    return found


def only_for_types(node: ast.AST) -> bool:
    """Return whether a node is an `if TYPE_CHECKING:`."""
    test = node.test if isinstance(node, ast.If) else None
    name = test.attr if isinstance(test, ast.Attribute) else test.id if isinstance(test, ast.Name) else ""
    return name == "TYPE_CHECKING"


def within(module: str, names: set[str]) -> bool:
    """Return whether a module is one of the names or lies in one of them."""
    return any(module == name or module.startswith(f"{name}.") for name in names)


def definitions(file: Path, root: Path) -> list[Named]:
    """Return the module itself and every class and function of a file, methods and inner functions too."""
    return _definitions(file.relative_to(root), file.read_text(encoding="utf-8"))


@cache
def _definitions(path: Path, text: str) -> list[Named]:
    where = path.as_posix()
    kinds = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    nodes = ast.walk(ast.parse(text))
    return [
        Named(where, 1, path.stem),
        *(Named(where, node.lineno, node.name) for node in nodes if isinstance(node, kinds)),
    ]


def words(name: str) -> set[str]:
    """Return the words of a name in snake case or camel case, in lower case."""
    return {word.lower() for word in re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).split("_") if word}
