"""The architecture: who may import whom, what stays where, and that each of these rules can fail."""

import ast
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]

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

STAYS_IN = {
    "streamlit": {"dashboard.py", "pages", "components"},
    "plotly": {"charts", "components"},
    "openpyxl": {"loaders", "reports"},
    "xlsxwriter": {"loaders", "reports"},
    "python_calamine": {"loaders"},
    "docx": {"reports"},
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


class Import(NamedTuple):
    """An import as it stands: where, and the whole name of what is imported."""

    file: str
    line: int
    module: str


def layer_faults(root: Path) -> list[str]:
    """Return each import against the arrows; a composition root may import any layer."""
    return [
        f"{found.file}:{found.line} imports {found.module}"
        for layer, allowed in MAY_IMPORT.items()
        for file in sorted((root / layer).rglob("*.py"))
        if file.name != "__main__.py"
        for found in imports(file, root)
        if found.module.split(".")[0] in MAY_IMPORT.keys() | NEVER_IMPORTED
        and not within(found.module, {layer, *allowed})
    ]


def library_faults(root: Path) -> list[str]:
    """Return each import of a library outside the places it stays in, and of Plotly in a second component."""
    faults, plotly = [], set()
    for file in sources(root):
        for found in imports(file, root):
            places = STAYS_IN.get(found.module.split(".")[0])
            if places is not None and not {found.file, found.file.split("/")[0]} & places:
                faults.append(f"{found.file}:{found.line} imports {found.module}")
            if found.module.split(".")[0] == "plotly" and found.file.startswith("components/"):
                plotly.add(found.file)
    return faults + [f"{file} imports plotly as another component does" for file in sorted(plotly)[1:]]


def name_faults(root: Path) -> list[str]:
    """Return each file of components/ that would hide a folder or a standard module from the whole application."""
    taken = {*MAY_IMPORT, *NEVER_IMPORTED, *sys.stdlib_module_names}
    files = sorted((root / "components").iterdir()) if (root / "components").is_dir() else []
    return [f"components/{file.name} hides {file.stem}" for file in files if file.stem in taken]


def page_faults(root: Path) -> list[str]:
    """Return what makes a page more than a table of contents: a definition, a table, a figure, or its length."""
    faults = []
    for file in sorted((root / "pages").glob("*.py")):
        name, tree = f"pages/{file.name}", ast.parse(file.read_text(encoding="utf-8"))
        definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
        faults += [f"{name}:{node.lineno} defines" for node in ast.walk(tree) if isinstance(node, definitions)]
        libraries = [found for found in imports(file, root) if within(found.module, {"pandas", "plotly"})]
        faults += [f"{name}:{found.line} imports {found.module}" for found in libraries]
        if (length := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST_PAGE:
            faults.append(f"{name} has {length} lines")
    return faults


def session_faults(root: Path) -> list[str]:
    """Return each mention of the session's state outside components/."""
    return [
        f"{file.relative_to(root).as_posix()}:{line} uses session_state"
        for file in sources(root)
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


def sources(root: Path) -> list[Path]:
    """Return the project's own Python files, but not its tests and benchmarks."""
    folders = [file for layer in MAY_IMPORT for file in (root / layer).rglob("*.py")]
    return sorted([*root.glob("*.py"), *folders])


def imports(file: Path, root: Path) -> list[Import]:
    """Return every import of a file, wherever it stands, except those that only a type checker follows."""
    where = file.relative_to(root).as_posix()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    exempt = {id(node) for block in ast.walk(tree) if only_for_types(block) for node in ast.walk(block)}
    found = []
    for node in ast.walk(tree):
        if id(node) in exempt:
            continue
        if isinstance(node, ast.Import):
            found += [Import(where, node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = ".".join([*file.relative_to(root).parent.parts[: 1 - node.level or None], node.module or ""])
            base = (package if node.level else node.module or "").strip(".")
            found += [Import(where, node.lineno, f"{base}.{alias.name}") for alias in node.names]
    return found


def only_for_types(node: ast.AST) -> bool:
    """Say whether a node is the body of `if TYPE_CHECKING:`."""
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def within(module: str, names: set[str]) -> bool:
    """Say whether a module is one of the names or lies in one of them."""
    return any(module == name or module.startswith(f"{name}.") for name in names)


RULES = (layer_faults, library_faults, name_faults, page_faults, session_faults)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_its_layers(rule):
    assert rule(ROOT) == []


def test_the_rules_look_at_something():
    assert len(sources(ROOT)) > 30
    assert any(found.module.startswith("model.") for file in sources(ROOT) for found in imports(file, ROOT))


@pytest.fixture
def tree(tmp_path):
    """Return a maker of a small project: paths and what stands in the files."""

    def make(files):
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("path", "line", "module"),
    [
        ("analysis/counts.py", "import loaders", "loaders"),
        ("analysis/counts.py", "from wording.catalogue import translator", "wording.catalogue.translator"),
        ("analysis/deep/counts.py", "from charts import bars", "charts.bars"),
        ("analysis/counts.py", "from ..charts import bars", "charts.bars"),
        ("model/dates.py", "import analysis.counts", "analysis.counts"),
        ("loaders/canonical.py", "import store", "store"),
        ("charts/bars.py", "from analysis import counts", "analysis.counts"),
        ("reports/pack.py", "from loaders.cells import read", "loaders.cells.read"),
        ("reports/pack.py", "import components.links", "components.links"),
        ("components/links.py", "from pages import overview", "pages.overview"),
        ("analysis/counts.py", "from tests import trackers", "tests.trackers"),
        ("components/frame.py", "import start", "start"),
        ("analysis/counts.py", "def late():\n    import loaders", "loaders"),
    ],
)
def test_an_import_against_the_arrows_is_found(tree, path, line, module):
    assert layer_faults(tree({path: line})) == [f"{path}:{line.count(chr(10)) + 1} imports {module}"]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("analysis/counts.py", "from analysis.status import status_at\nfrom model.scale import Scale"),
        ("analysis/counts.py", "from . import status"),
        ("analysis/counts.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import loaders"),
        ("reports/pack.py", "from loaders.canonical import write"),
        ("loaders/__main__.py", "from wording.catalogue import translator"),
        ("dashboard.py", "import loaders, wording, store"),
        ("pages/overview.py", "from components.links import link\nfrom charts.bars import draw"),
    ],
)
def test_an_import_along_the_arrows_is_allowed(tree, path, line):
    assert layer_faults(tree({path: line})) == []


@pytest.mark.parametrize(
    ("path", "line", "module"),
    [
        ("analysis/counts.py", "import streamlit as st", "streamlit"),
        ("loaders/__main__.py", "import streamlit", "streamlit"),
        ("pages/overview.py", "import plotly.graph_objects as go", "plotly.graph_objects"),
        ("components/links.py", "import openpyxl", "openpyxl"),
        ("analysis/counts.py", "from xlsxwriter import Workbook", "xlsxwriter.Workbook"),
        ("loaders/cells.py", "import sqlalchemy", "sqlalchemy"),
        ("model/dates.py", "import pandas as pd", "pandas"),
        ("dashboard.py", "import pandas as pd", "pandas"),
    ],
)
def test_a_library_outside_its_place_is_found(tree, path, line, module):
    assert library_faults(tree({path: line})) == [f"{path}:1 imports {module}"]


def test_plotly_has_one_component(tree):
    files = {"components/figures.py": "import plotly", "components/tables.py": "import plotly"}
    assert library_faults(tree(files)) == ["components/tables.py imports plotly as another component does"]
    assert library_faults(tree({"components/tables.py": "", "charts/bars.py": "import plotly"})) == []


@pytest.mark.parametrize("name", ["charts.py", "calendar.py", "start.py", "select"])
def test_a_component_that_hides_a_module_is_found(tree, name):
    place = f"components/{name}" if name.endswith(".py") else f"components/{name}/__init__.py"
    assert name_faults(tree({place: "", "components/links.py": ""})) == [f"components/{name} hides {Path(name).stem}"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("def draw():\n    pass", "pages/overview.py:1 defines"),
        ("class Page:\n    pass", "pages/overview.py:1 defines"),
        ("show = lambda: 1", "pages/overview.py:1 defines"),
        ("import pandas as pd", "pages/overview.py:1 imports pandas"),
        ("from plotly import graph_objects", "pages/overview.py:1 imports plotly.graph_objects"),
        ("pass\n" * 60, "pages/overview.py has 60 lines"),
    ],
)
def test_a_page_that_is_more_than_a_table_of_contents_is_found(tree, text, fault):
    assert page_faults(tree({"pages/overview.py": text, "pages/themes.py": "pass\n" * 59})) == [fault]


def test_session_state_outside_components_is_found(tree):
    text = "import streamlit as st\nst.session_state['x'] = 1"
    root = tree({"pages/overview.py": text, "components/filters.py": text, "dashboard.py": "from streamlit import x"})
    assert session_faults(root) == ["pages/overview.py:2 uses session_state"]
    root = tree({"pages/overview.py": "", "dashboard.py": "from streamlit import session_state"})
    assert session_faults(root) == ["dashboard.py:1 uses session_state"]
