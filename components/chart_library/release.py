"""The pinned release of Plotly's library for the browser, and its file: bars and lines without maps or 3D."""

import gzip
from functools import cache
from pathlib import Path

from components.serving.pinned_package import PinnedPackage

_FOLDER = Path(__file__).parent
PLOTLY = PinnedPackage(
    name="plotly.js-basic-dist-min",
    version="4.1.1",
    sha512=(
        "d68345f0f790c7686fff2eeda84556283dc91b09ff30610c43c98bf47530b1aa"
        "86f451b2fce539147507bf3a9bab13789a7c19188f5a6d3884efbe42e2492331"
    ),
    file="package/plotly-basic.min.js",
    file_sha512=(
        "a2b67a3a054bad1a7cbd27c427d5d71acc04ccb8265b89ea1f58dad5c58944fa"
        "b0024c94d0672b338d9a0ef21c263acaf449865b2559deda4c9875db0abac868"
    ),
    target=_FOLDER / "plotly-basic.min.js.gz",
    licence=_FOLDER / "LICENSE",
)
"""The release that the Python package `plotly` is made for; a test compares the two."""

TRACE_TYPES = frozenset({"bar", "pie", "scatter"})
"""The types of traces in this release; it would draw any other as points, without a word."""

FILE_NAME = f"plotly-basic-{PLOTLY.version}-{PLOTLY.file_sha512[:12]}.min.js"
"""The name under which a browser may cache the file for ever: another file has another name."""


@cache
def compressed_library() -> bytes:
    """Return the library, compressed with gzip."""
    return PLOTLY.target.read_bytes()


def library() -> bytes:
    """Return the library, for the rare client that accepts no compression."""
    return gzip.decompress(compressed_library())
