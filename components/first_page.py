"""Prepare the first page: import what it imports, and load the tracker that it shows."""

import ast
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from components.downloads.office import print_logo_fault
from components.published.published_version import version_for_readers
from components.serving.garbage import spare_lasting_objects
from components.serving.lasting_downloads import let_downloads_last
from model.issues.issue import WorkbookError
from model.store_error import StoreError

_FOLDER = Path(__file__).parent
_SCRIPTS = (_FOLDER / "frame.py", _FOLDER.parent / "pages" / "overview.py")


def prepare() -> None:
    """Import the modules of the first page, load its tracker, and print why papers have no logo."""
    let_downloads_last()
    import_scripts()
    print_logo_fault()
    with suppress(StoreError, WorkbookError):  # every page says so
        version_for_readers()


def go_on() -> None:
    """Follow new versions and run pages in advance, from now on."""
    spare_lasting_objects()
    import_module("components.warming.follower").follow_versions()  # the first page is not to wait for its imports


def import_scripts() -> None:
    """Import what the script around every page and the first page import."""
    for script in _SCRIPTS:
        for module in imported_modules(script):
            import_module(module)


def imported_modules(script: Path) -> list[str]:
    """Return the modules that a script imports names from."""
    tree = ast.parse(script.read_text(encoding="utf-8"))
    return [node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module]
