"""The committed font: the icons of the platform's own scripts, taken from the font of one release."""

import re
from functools import cache
from pathlib import Path

from streamlit import file_util

SOURCE_NAME = "MaterialSymbols-Rounded.nEdyypZU.woff2"
"""The platform's font that it was taken from; the name contains a digest, so another release has another."""
FONT_FILE = Path(__file__).parent / "icons.woff2"
NAMES_FILE = Path(__file__).parent / "icons.txt"
"""The names of the icons that are in the font, one a line."""

_TEXTS = re.compile(r"""[`"'](?::material/)?([a-z0-9_]+):?[`"']""")


@cache
def font_bytes() -> bytes:
    """Return the font."""
    return FONT_FILE.read_bytes()


def platform_static() -> Path:
    """Return the folder of the platform's scripts and fonts."""
    return Path(file_util.get_static_dir(), "static")


def possible_names() -> set[str]:
    """Return every text of the platform's scripts that may be the name of an icon: each that is a single word."""
    scripts = platform_static().glob("js/*.js")
    return {name for script in scripts for name in _TEXTS.findall(script.read_text(encoding="utf-8"))}
