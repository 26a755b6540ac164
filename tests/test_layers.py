"""The architecture: who may import whom, what stays where, and that each of these rules can fail."""

import ast
from pathlib import Path

import pytest

from tests.support.source import ROOT, imports, source_files, within

MAY_IMPORT = {
    "model": set(),
    "analysis": {"model"},
    "charts": {"model"},
    "loaders": {"model"},
    "store": {"model"},
    "wording": {"model"},
    "reports": {"model", "wording", "analysis", "loaders.canonical"},
    "components": {"model", "wording", "analysis", "reports", "charts", "loaders", "store"},
    "pages": {"model", "wording", "analysis", "reports", "charts", "loaders", "store", "components"},
}
"""The arrows of the layers. `reports` may import one file of `loaders`, the one that writes the canonical workbook."""

NEVER_IMPORTED = {"benchmarks", "dashboard", "start", "tests"}
"""What stands around the layers; no layer knows of it."""

COMMANDS = "commands"
"""The folder of the commands of a `__main__.py`."""

STAYS_IN = {
    "streamlit": {"dashboard.py", "pages", "components"},
    "plotly": {"charts", "components"},
    "openpyxl": {"loaders", "reports"},
    "xlsxwriter": {"loaders", "reports"},
    "olefile": {"loaders"},
    "docx": {"loaders", "reports"},
    "pptx": {"reports"},
    "typst": {"reports"},
    "icalendar": {"reports"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "psycopg": {"store"},
    "pandas": {
        "model/tracker/tracker.py",
        *("analysis", "charts", "components", "loaders", "reports", "store", "wording"),
    },
}
"""Where a library may be imported: in whole folders, and in single files."""

LONGEST_PAGE = 59


def layer_faults(root: Path) -> list[str]:
    """Return each import against the arrows; a composition root may import any layer, and only another imports it."""
    return [
        f"{found.file}:{found.line} imports {found.module}"
        for layer, allowed in MAY_IMPORT.items()
        for file in sorted((root / layer).rglob("*.py"))
        if not is_composition_root(file)
        for found in imports(file, root)
        if (
            found.module.split(".")[0] in MAY_IMPORT.keys() | NEVER_IMPORTED
            and not within(found.module, {layer, *allowed})
        )
        or COMMANDS in found.module.split(".")[:-1]
    ]


def is_composition_root(file: Path) -> bool:
    """Return whether a file puts layers together: a `__main__.py`, or one of its commands in a folder beside it."""
    return file.name == "__main__.py" or file.parent.name == COMMANDS


def library_faults(root: Path) -> list[str]:
    """Return each import of a library outside the places it stays in, and of Plotly in a second component."""
    faults, plotly = [], set()
    for file in source_files(root):
        for found in imports(file, root):
            places = STAYS_IN.get(found.module.split(".")[0])
            if places is not None and not {found.file, found.file.split("/")[0]} & places:
                faults.append(f"{found.file}:{found.line} imports {found.module}")
            if found.module.split(".")[0] == "plotly" and found.file.startswith("components/"):
                plotly.add(found.file)
    return faults + [f"{file} imports plotly as another component does" for file in sorted(plotly)[1:]]


def page_faults(root: Path) -> list[str]:
    """Return what makes a page more than a table of contents: a definition, a table, a figure, or its length."""
    faults = []
    for file in sorted((root / "pages").rglob("*.py")):
        name, parsed = f"pages/{file.name}", ast.parse(file.read_text(encoding="utf-8"))
        definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
        faults += [f"{name}:{node.lineno} defines" for node in ast.walk(parsed) if isinstance(node, definitions)]
        libraries = [found for found in imports(file, root) if within(found.module, {"pandas", "plotly"})]
        faults += [f"{name}:{found.line} imports {found.module}" for found in libraries]
        if (length := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST_PAGE:
            faults.append(f"{name} has {length} lines")
    return faults


def session_faults(root: Path) -> list[str]:
    """Return each mention of the session's state outside components/."""
    return [
        f"{file.relative_to(root).as_posix()}:{line} uses session_state"
        for file in source_files(root)
        if file.relative_to(root).parts[0] != "components"
        for line, name in names_in(file)
        if name == "session_state"
    ]


def names_in(file: Path) -> list[tuple[int, str]]:
    """Return each name that a file takes from something else, by a dot or by an import, with its line."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    dotted = [(node.lineno, node.attr) for node in nodes if isinstance(node, ast.Attribute)]
    taken = [(node.lineno, alias.name) for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names]
    return dotted + taken


RULES = (layer_faults, library_faults, page_faults, session_faults)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_its_layers(rule):
    assert rule(ROOT) == []


def test_the_rules_look_at_something():
    assert len(source_files(ROOT)) > 30
    assert any(found.module.startswith("model.") for file in source_files(ROOT) for found in imports(file, ROOT))


@pytest.mark.parametrize(
    ("path", "line", "module"),
    [
        ("analysis/counts.py", "from wording.catalogue import translator", "wording.catalogue.translator"),
        ("analysis/counts.py", "from ..charts import bars", "charts.bars"),
        ("reports/pack.py", "from loaders.cells import read", "loaders.cells.read"),
        ("components/links.py", "from pages import overview", "pages.overview"),
        ("analysis/counts.py", "from tests import trackers", "tests.trackers"),
        ("components/frame.py", "import start", "start"),
        ("analysis/counts.py", "def late():\n    import loaders", "loaders"),
        ("components/links.py", "from store.commands.publish import run", "store.commands.publish.run"),
    ],
)
def test_an_import_against_the_arrows_is_found(make_tree, path, line, module):
    assert layer_faults(make_tree({path: line})) == [f"{path}:{line.count(chr(10)) + 1} imports {module}"]


@pytest.mark.parametrize(
    ("path", "line", "module"),
    [
        ("analysis/counts.py", "import streamlit as st", "streamlit"),
        ("loaders/__main__.py", "import streamlit", "streamlit"),
        ("pages/overview.py", "import plotly.graph_objects as go", "plotly.graph_objects"),
        ("model/dates.py", "import pandas as pd", "pandas"),
        ("dashboard.py", "import pandas as pd", "pandas"),
    ],
)
def test_a_library_outside_its_place_is_found(make_tree, path, line, module):
    assert library_faults(make_tree({path: line})) == [f"{path}:1 imports {module}"]


def test_plotly_has_one_component(make_tree):
    files = {"components/figures.py": "import plotly", "components/tables.py": "import plotly"}
    assert library_faults(make_tree(files)) == ["components/tables.py imports plotly as another component does"]
    assert library_faults(make_tree({"components/tables.py": "", "charts/bars.py": "import plotly"})) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("def draw():\n    pass", "pages/overview.py:1 defines"),
        ("show = lambda: 1", "pages/overview.py:1 defines"),
        ("import pandas as pd", "pages/overview.py:1 imports pandas"),
        ("pass\n" * 60, "pages/overview.py has 60 lines"),
    ],
)
def test_a_page_that_is_more_than_a_table_of_contents_is_found(make_tree, text, fault):
    assert page_faults(make_tree({"pages/overview.py": text, "pages/themes.py": "pass\n" * 59})) == [fault]


def test_session_state_outside_components_is_found(make_tree):
    text = "import streamlit as st\nst.session_state['x'] = 1"
    root = make_tree(
        {"pages/overview.py": text, "components/filters.py": text, "dashboard.py": "from streamlit import x"}
    )
    assert session_faults(root) == ["pages/overview.py:2 uses session_state"]
    root = make_tree({"pages/overview.py": "", "dashboard.py": "from streamlit import session_state"})
    assert session_faults(root) == ["dashboard.py:1 uses session_state"]
