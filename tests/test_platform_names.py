"""The platform as documented: its inside is imported in one folder, and each name that is used there exists."""

import ast
import inspect
import pkgutil
import re

import pytest
import streamlit

from tests.support.source import ROOT, imports, source_files, within

FOLDER = "components/inner_platform"
DOCUMENTED = {"column_config", "components", "starlette", "testing", "typing"}
INNER = {module.name for module in pkgutil.iter_modules(streamlit.__path__)} - DOCUMENTED
NAMES = re.findall(
    r"^\| `(streamlit\.[\w.]+)` \|", (ROOT / "docs" / "updating-streamlit.md").read_text(encoding="utf-8"), re.MULTILINE
)


def inner_names(root):
    """Return each use of a module of the platform's inside, or of a private name of it, outside its folder."""
    faults = []
    for file in source_files(root):
        name = file.relative_to(root).as_posix()
        text = file.read_text(encoding="utf-8")
        if name.startswith(f"{FOLDER}/") or "streamlit" not in text:
            continue
        modules = [(found.line, found.name) for found in imports(file, root)]
        dotted = [
            (node.lineno, f"streamlit.{node.attr}")
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in ("st", "streamlit")
            and node.attr != "navigation"  # the function, which has the name of a module
        ]
        faults += [f"{name}:{line} {module}" for line, module in [*modules, *dotted] if is_inner(module)]
    return faults


def is_inner(module):
    """Return whether a dotted name is of the platform's inside."""
    package, _, rest = module.partition(".")
    first = rest.partition(".")[0]
    return package == "streamlit" and (first in INNER or first.startswith("_")) and not first.endswith("__")


def exists(name):
    """Return whether a dotted name leads to something, or to an attribute that a class sets when an object is made."""
    owner, _, attribute = name.rpartition(".")
    try:
        found = pkgutil.resolve_name(owner)
    except (AttributeError, ImportError):
        return False
    return hasattr(found, attribute) or (isinstance(found, type) and f"self.{attribute}" in inspect.getsource(found))


@pytest.mark.parametrize("name", NAMES)
def test_this_name_of_the_platform_exists(name):
    assert exists(name), f"{name} is gone: docs/updating-streamlit.md says what it is for"


def test_no_other_file_uses_the_inside_of_the_platform():
    assert inner_names(ROOT) == []


def test_the_manual_lists_what_is_imported():
    folder = sorted((ROOT / FOLDER).glob("*.py"))
    assert 1 < len(folder) <= 10
    imported = {found.name for file in folder for found in imports(file, ROOT) if is_inner(found.name)}
    assert imported
    assert {module for module in imported if not any(within(name, {module}) for name in NAMES)} == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import streamlit.runtime", ["streamlit.runtime"]),
        ("from streamlit.proto.BackMsg_pb2 import BackMsg", ["streamlit.proto.BackMsg_pb2.BackMsg"]),
        ("from streamlit import file_util", ["streamlit.file_util"]),
        ("import streamlit as st\nst._main", ["streamlit._main"]),
        ("import streamlit as st\nst.runtime.exists()", ["streamlit.runtime"]),
        ("import streamlit as st\nfrom streamlit.typing import UploadedFile\nst.context.cookies", []),
    ],
)
def test_the_inside_of_the_platform_is_found(make_tree, text, found):
    faults = inner_names(make_tree({"components/page.py": text, f"{FOLDER}/sessions.py": text}))
    assert faults == [f"components/page.py:{text.count(chr(10)) + 1} {name}" for name in found]


def test_a_name_that_is_gone_is_found():
    assert not exists("streamlit.runtime.Runtime.gone")
    assert not exists("streamlit.gone.Runtime")
