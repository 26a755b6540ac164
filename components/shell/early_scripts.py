"""Scripts of the platform that every page needs, found so that the document can name them from the beginning."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from streamlit import file_util

_ELEMENTS = ("BidiComponent", "DownloadButton", "Html")
"""The platform's elements that every page shows: our pieces with and without links, and files to download."""
_IMPORT = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""", re.ASCII)


def early_scripts(document: str, folder: Path | None = None) -> tuple[str, ...]:
    """Return the names of the scripts of these elements, with what they import, that a document does not name itself.

    The platform requests the script of an element when the first one arrives, and what it imports after that: two more
    turns on the line before the page is shown. `folder` has the scripts, by default the platform's; an element that it
    lacks is left out, as a later release may name it otherwise.
    """
    scripts = folder or Path(file_util.get_static_dir(), "static", "js")
    found: dict[str, None] = {}
    waiting = [path.name for element in _ELEMENTS for path in sorted(scripts.glob(f"{element}.*.js"))]
    while waiting:
        name = waiting.pop(0)
        if name not in found and f"/{name}" not in document:
            found[name] = None
            waiting += _imports(scripts / name)
    return tuple(found)


def early_links(names: Iterable[str]) -> str:
    """Return the links that have a browser request scripts early, behind everything that the first picture needs."""
    return "".join(
        f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{name}">\n    ' for name in names
    )


def _imports(script: Path) -> Iterator[str]:
    """Yield the scripts that one imports when it is loaded, not those that it may import later."""
    yield from _IMPORT.findall(script.read_text(encoding="utf-8")) if script.is_file() else ()
