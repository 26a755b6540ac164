"""Scripts and styles of a component, as a file that a browser requests a single time."""

import gzip
import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from starlette.datastructures import Headers
from starlette.responses import Response

from components.serving.encoding import accepts_gzip, lasting_response

_FOLDER = "elements"
_COMPONENT_SCRIPT = """\
const address = `${window.__streamlit.BACKEND_BASE_URL.replace(/[/]$/, '')}/PATH`;
export default async () => { await import(address); };"""
"""The script of a component: it imports the module, which the browser has from the first component on."""


@dataclass(frozen=True)
class BrowserModule:
    """A JavaScript module with the styles of what it draws, as the constant `styles` at its start.

    Streamlit sends the script and the styles of a component with each element that it shows, 42 KB every time; this is
    sent when it is first needed, and its name contains a digest, so that a browser may cache it for ever.
    """

    name: str
    script: str
    styles: str

    @cached_property
    def content(self) -> bytes:
        """The file: the style sheet, then the script."""
        sheet = f"const styles = new CSSStyleSheet();\nstyles.replaceSync({json.dumps(self.styles)});\n"
        return (sheet + self.script).encode()

    @cached_property
    def path(self) -> str:
        """The path of the file below the address of the dashboard."""
        return f"{_FOLDER}/{self.name}-{self._digest}.js"

    @cached_property
    def _digest(self) -> str:
        return sha256(self.content).hexdigest()[:12]

    def markup(self, element: str, content: object) -> str:
        """Return the HTML of a custom element that the module defines, with its content as JSON in an attribute.

        The element's name ends in the module's digest: where a page has the module of another release, the element's
        script loads this one. All of it is ASCII: a character beyond it would double the memory of the whole text, and
        a copy in UTF-8 would stay with the text from the first time it is shown.
        """
        text = json.dumps(content, separators=(",", ":"))
        quoted = text.replace("&", "&amp;").replace("'", "&#39;")
        return f"<{element}-{self._digest} data-content='{quoted}'></{element}-{self._digest}>"

    @cached_property
    def component_script(self) -> str:
        """The script for Streamlit's component."""
        return _COMPONENT_SCRIPT.replace("PATH", self.path)

    def response(self, request: Headers, *, method: str) -> Response:
        """Return the response to a request for the file."""
        compressed = accepts_gzip(request)
        content = self._compressed if compressed else self.content
        return lasting_response(request, content, name=self.path, method=method, compressed=compressed)

    @cached_property
    def _compressed(self) -> bytes:
        return gzip.compress(self.content, 9, mtime=0)
