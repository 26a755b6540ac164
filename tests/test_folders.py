"""The folders: none is crowded, each says what is in it, and components/ hides no other module."""

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.support.source import LAYERS, ROOT, source_files

MOST_MODULES = 30
"""So many modules a folder has at most, beside its `__init__.py` and `__main__.py`."""
AROUND_THE_LAYERS = ("benchmarks", "dashboard", "deploy", "start", "tests")


def crowded_folders(root):
    """Return each folder of the source, the benchmarks or the tests with more than the allowed number of modules."""
    files = [*source_files(root), *(file for name in ("benchmarks", "tests") for file in (root / name).rglob("*.py"))]
    counts: dict[Path, int] = {}
    for file in files:
        if not file.stem.startswith("__"):
            counts[file.parent] = counts.get(file.parent, 0) + 1
    return sorted(
        f"{folder.relative_to(root).as_posix()} has {count} modules"
        for folder, count in counts.items()
        if count > MOST_MODULES
    )


def nameless_folders(root):
    """Return each folder of a layer whose `__init__.py` does not say in a sentence what is in it."""
    folders = {file.parent for layer in LAYERS if layer != "pages" for file in (root / layer).rglob("*.py")}
    faults = []
    for folder in sorted(folders):
        init = folder / "__init__.py"
        text = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) if init.is_file() else None
        if not text or not text.split("\n\n")[0].endswith(".") or "TODO" in text:
            faults.append(f"{folder.relative_to(root).as_posix()} does not say what is in it")
    return faults


def hiding_components(root):
    """Return each file or folder of components/ with the name of a layer, a standard module or a package.

    Streamlit puts components/ first on the import path, so the name would hide the other for the whole application.
    """
    taken = {*LAYERS, *AROUND_THE_LAYERS, *sys.stdlib_module_names, *packages_distributions()}
    entries = sorted((root / "components").iterdir()) if (root / "components").is_dir() else []
    return [f"components/{entry.name} hides {entry.stem}" for entry in entries if entry.stem in taken]


@pytest.mark.parametrize("rule", [crowded_folders, nameless_folders, hiding_components], ids=lambda rule: rule.__name__)
def test_the_folders_keep_their_rules(rule):
    assert rule(ROOT) == []


@pytest.mark.parametrize("folder", ["analysis/status", "benchmarks", "tests/analysis/status"])
def test_a_crowded_folder_is_found(make_tree, folder):
    root = make_tree(
        {f"{folder}/module_{number}.py": "" for number in range(MOST_MODULES + 1)} | {f"{folder}/__init__.py": ""}
    )
    assert crowded_folders(root) == [f"{folder} has 31 modules"]
    (root / folder / "module_0.py").unlink()
    assert crowded_folders(root) == []


@pytest.mark.parametrize("text", ["", "import os", '"""No sentence"""', '"""TODO package."""'])
def test_a_folder_without_a_description_is_found(make_tree, text):
    root = make_tree({"analysis/__init__.py": '"""Questions."""', "analysis/status/__init__.py": text})
    assert nameless_folders(root) == ["analysis/status does not say what is in it"]


@pytest.mark.parametrize("name", ["charts.py", "calendar.py", "start.py", "select", "pandas.py", "docx"])
def test_a_component_that_hides_a_module_is_found(make_tree, name):
    path = f"components/{name}" if name.endswith(".py") else f"components/{name}/__init__.py"
    hidden = name.removesuffix(".py")
    assert hiding_components(make_tree({path: "", "components/marks.py": ""})) == [f"components/{name} hides {hidden}"]
