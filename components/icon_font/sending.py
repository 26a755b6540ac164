"""The icon font as browsers get it: the icons that pages can show, in place of the platform's whole font."""

from hashlib import sha256

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from components.icon_font.font import SOURCE_NAME, font_bytes
from components.serving.encoding import lasting_response

_PATH = f"/static/media/{SOURCE_NAME}"
_A_DAY = "public, max-age=86400"
"""Not for ever: the address is the platform's, and stays the same when the icons in our font change."""


class IconFontMiddleware:
    """Answer a request for the platform's icon font with the icons of its own scripts; everything else passes.

    The whole font has 4,309 icons in 375 KB, the largest file of a first visit. Where another release of the platform
    has another font, its name is another, and that font is sent whole.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for the font; pass on any other."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not scope["path"].endswith(_PATH):
            await self.app(scope, receive, send)
            return
        content = font_bytes()
        name = f"{sha256(content).hexdigest()[:12]}.woff2"
        response = lasting_response(Headers(scope=scope), content, name=name, method=scope["method"], compressed=False)
        response.headers["Cache-Control"] = _A_DAY
        await response(scope, receive, send)
