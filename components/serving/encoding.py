"""Content that browsers may cache for ever, compressed or as it is, whichever a request accepts."""

import re
from pathlib import PurePosixPath

from starlette.datastructures import Headers
from starlette.responses import Response

FOR_EVER = "public, immutable, max-age=31536000"
"""The header `Cache-Control` of content whose address changes when it does."""
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
_REFUSED = re.compile(r"q=0(\.0{0,3})?")


def accepts_gzip(headers: Headers) -> bool:
    """Return whether a request accepts gzip: named, or by a star, and not with the weight 0 (RFC 9110, 12.5.3).

    A range is counted in the content as it is, so a request for one gets that.
    """
    weights = {}
    for offer in headers.get("accept-encoding", "").lower().split(","):
        coding, _, parameters = offer.partition(";")
        weights[coding.strip()] = parameters.replace(" ", "")
    weight = weights.get("gzip", weights.get("*"))
    return weight is not None and not _REFUSED.fullmatch(weight) and "range" not in headers


def lasting_response(request: Headers, content: bytes, *, name: str, method: str, compressed: bool) -> Response:
    """Return a script, style or font, its headers alone, or that it is unchanged. Its name contains a digest of it."""
    tag = f'"{name}-gzip"' if compressed else f'"{name}"'
    headers = {"Cache-Control": FOR_EVER, "ETag": tag, "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    if tag in [each.strip().removeprefix("W/") for each in request.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    headers |= {"Content-Length": str(len(content))} | ({"Content-Encoding": "gzip"} if compressed else {})
    media_type = _MEDIA_TYPES[PurePosixPath(name).suffix]
    return Response(b"" if method == "HEAD" else content, headers=headers, media_type=media_type)
