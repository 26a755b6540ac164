"""The Content-Security-Policy of each answer: what a browser may load and run for it."""

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
from starlette.types import Message

POLICY_HEADER = "Content-Security-Policy"
NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""The policy of what is no page: nothing is loaded for it and nothing shows it in a frame."""
_PAGE = (
    "default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The policy of a page.

The platform loads the script of a component from a `blob:` address and styles what it draws in the elements themselves;
its reader of messages compiles WebAssembly; Plotly makes the picture of a chart at a `blob:` address. Scripts in the
document run by their digest alone.
"""
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def page_policy(document: str) -> str:
    """Return the policy of a page: the scripts in its document are allowed by the digest of their text."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(document))
    return _PAGE.format(hashes=" ".join(f"'sha256-{base64.b64encode(each).decode()}'" for each in digests))


def set_policy(start: Message, policy: str) -> None:
    """Set the policy of an answer, unless it has one."""
    MutableHeaders(scope=start).setdefault(POLICY_HEADER, policy)
