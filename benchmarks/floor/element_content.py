"""The content of a piece of the dashboard, read from the HTML that the browser gets."""

import json
from html import unescape
from typing import Any


def content_of(markup: str) -> Any:
    """Return the content that the HTML of a custom element has, as a browser reads it."""
    return json.loads(unescape(markup.split("'", 2)[1]))
