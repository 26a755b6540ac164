"""The architecture: who may import whom, what stays where, and that each of these rules can fail."""

import ast
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.support.source import LAYERS, ROOT, imports, source_files, within

LAYERS_TABLE = tomllib.loads((ROOT / "tests" / "layers.toml").read_text(encoding="utf-8"))
MAY_IMPORT = {layer: set(names) for layer, names in LAYERS_TABLE["may_import"].items()}
STAYS_IN = {library: set(places) for library, places in LAYERS_TABLE["stays_in"].items()}

# What stands around the layers; no layer knows of it.
NEVER_IMPORTED = {"benchmarks", "dashboard", "start", "tests"}

# The folder of the commands of a `__main__.py`.
COMMANDS = "commands"

LONGEST_PAGE = 59
AROUND_THE_LAYERS = ("benchmarks", "dashboard", "deploy", "start", "tests")
# The folders and modules of each layer, bottom first. Those of one step do not import each other.
ORDER: dict[str, list[list[str]]] = tomllib.loads((ROOT / "tests" / "inner_layers.toml").read_text(encoding="utf-8"))


def layer_faults(root: Path) -> list[str]:
    """Return each import against the arrows; a composition root may import any layer, and only another imports it."""
    return [
        f"{found.file}:{found.line} imports {found.name}"
        for layer, allowed in MAY_IMPORT.items()
        for file in sorted((root / layer).rglob("*.py"))
        if not is_composition_root(file)
        for found in imports(file, root)
        if (
            found.name.split(".")[0] in MAY_IMPORT.keys() | NEVER_IMPORTED and not within(found.name, {layer, *allowed})
        )
        or COMMANDS in found.name.split(".")[:-1]
    ]


def is_composition_root(file: Path) -> bool:
    """Return whether a file puts layers together: a `__main__.py`, or one of its commands in a folder beside it."""
    return file.name == "__main__.py" or file.parent.name == COMMANDS


def library_faults(root: Path) -> list[str]:
    """Return each import of a library outside the places it stays in, and of Plotly in a second component."""
    faults, plotly = [], set()
    for file in source_files(root):
        for found in imports(file, root):
            places = STAYS_IN.get(found.name.split(".")[0])
            if places is not None and not {found.file, found.file.split("/")[0]} & places:
                faults.append(f"{found.file}:{found.line} imports {found.name}")
            if found.name.split(".")[0] == "plotly" and found.file.startswith("components/"):
                plotly.add(found.file)
    return faults + [f"{file} imports plotly as another component does" for file in sorted(plotly)[1:]]


def page_faults(root: Path) -> list[str]:
    """Return what makes a page more than a table of contents: a definition, a table, a figure, or its length."""
    faults = []
    for file in sorted((root / "pages").rglob("*.py")):
        name, parsed = f"pages/{file.name}", ast.parse(file.read_text(encoding="utf-8"))
        definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
        faults += [f"{name}:{node.lineno} defines" for node in ast.walk(parsed) if isinstance(node, definitions)]
        libraries = [found for found in imports(file, root) if within(found.name, {"pandas", "plotly"})]
        faults += [f"{name}:{found.line} imports {found.name}" for found in libraries]
        if (length := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST_PAGE:
            faults.append(f"{name} has {length} lines")
    return faults


def session_faults(root: Path) -> list[str]:
    """Return each line outside components/ that names the state of the session."""
    return [
        f"{file.relative_to(root).as_posix()}:{number} uses session_state"
        for file in source_files(root)
        if file.relative_to(root).parts[0] != "components"
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if "session_state" in line
    ]


def hiding_components(root: Path) -> list[str]:
    """Return each file or folder of components/ with the name of a layer, a standard module or a package.

    Streamlit puts components/ first on the import path, so the name would hide the other for the whole application.
    """
    return [
        f"components/{entry.name} hides {entry.stem}"
        for entry in (root / "components").glob("*")
        if entry.stem in taken_names()
    ]


@cache
def taken_names() -> set[str]:
    return {*LAYERS, *AROUND_THE_LAYERS, *sys.stdlib_module_names, *packages_distributions()}


def order_faults(root: Path) -> list[str]:
    """Return each import against the order inside a layer, and each module that has no place in it."""
    faults = []
    for layer, steps in ORDER.items():
        rank = {name: step for step, names in enumerate(steps) for name in names}
        for file in sorted((root / layer).rglob("*.py")):
            inner = file.relative_to(root / layer).with_suffix("").parts
            name, found = place(".".join(inner), rank), imports(file, root)
            if inner in (("__init__",), ("__main__",)) or (file.stem == "__init__" and not found):
                continue
            if name is None:
                faults.append(f"{layer}/{'/'.join(inner)}.py has no place in the order")
                continue
            for each in found:
                first, _, module = each.name.partition(".")
                target = place(module, rank) if first == layer else None
                if target not in (None, name) and rank[target] >= rank[name]:
                    faults.append(f"{each.file}:{each.line} imports {each.name}")
    return faults


def place(module, rank):
    """Return the longest entry of the order that a module is or lies in, or None."""
    parts = module.split(".")
    names = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next((name for name in names if name in rank), None)


RULES = (layer_faults, library_faults, page_faults, session_faults, hiding_components, order_faults)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_its_layers(rule):
    assert rule(ROOT) == []


def test_the_rules_look_at_something():
    assert len(source_files(ROOT)) > 30
    assert any(found.name.startswith("model.") for file in source_files(ROOT) for found in imports(file, ROOT))


def test_each_entry_of_the_order_exists():
    entries = [(layer, name) for layer, steps in ORDER.items() for names in steps for name in names]
    paths = [ROOT / layer / name.replace(".", "/") for layer, name in entries]
    assert [path for path in paths if not path.is_dir() and not path.with_suffix(".py").is_file()] == []


LATE = "def late():\n    import"


@pytest.mark.parametrize(
    ("rule", "path", "text", "fault"),
    [
        (layer_faults, "analysis/a.py", "from wording.catalogue import _", ":1 imports wording.catalogue._"),
        (layer_faults, "analysis/a.py", "from ..charts import bars", ":1 imports charts.bars"),
        (layer_faults, "components/a.py", "from pages import overview", ":1 imports pages.overview"),
        (layer_faults, "analysis/a.py", "from tests import trackers", ":1 imports tests.trackers"),
        (layer_faults, "components/a.py", "import start", ":1 imports start"),
        (layer_faults, "analysis/a.py", f"{LATE} loaders", ":2 imports loaders"),
        (layer_faults, "components/a.py", "import store.commands.versions", ":1 imports store.commands.versions"),
        (library_faults, "analysis/a.py", "import streamlit as st", ":1 imports streamlit"),
        (library_faults, "model/dates.py", "import pandas as pd", ":1 imports pandas"),
        (library_faults, "components/tables.py", "import plotly", " imports plotly as another component does"),
        (library_faults, "loaders/__main__.py", "import streamlit", ":1 imports streamlit"),
        (page_faults, "pages/a.py", "def draw():\n    pass", ":1 defines"),
        (page_faults, "pages/a.py", "show = lambda: 1", ":1 defines"),
        (page_faults, "pages/a.py", "import pandas as pd", ":1 imports pandas"),
        (page_faults, "pages/a.py", "pass\n" * 60, " has 60 lines"),
        (session_faults, "pages/a.py", "st.session_state['x'] = 1", ":1 uses session_state"),
        (session_faults, "dashboard.py", "from streamlit import session_state", ":1 uses session_state"),
        (hiding_components, "components/charts.py", "", " hides charts"),
        (hiding_components, "components/docx.py", "", " hides docx"),
        (order_faults, "loaders/cells/a.py", "import loaders.layouts.keys", ":1 imports loaders.layouts.keys"),
        (order_faults, "loaders/cells/a.py", f"{LATE} loaders.pipeline", ":2 imports loaders.pipeline"),
        (order_faults, "loaders/extra/new.py", "", " has no place in the order"),
    ],
)
def test_what_breaks_a_rule_is_found(make_tree, rule, path, text, fault):
    other = {"components/figures.py": "import plotly", "pages/short.py": "pass\n" * 59}
    assert rule(make_tree({**other, path: text})) == [f"{path}{fault}"]
