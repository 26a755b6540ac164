"""Content that browsers may cache for ever, compressed or as it is, whichever a request accepts."""

import re

from starlette.datastructures import Headers
from starlette.responses import Response

FOR_EVER = "public, immutable, max-age=31536000"
"""The header `Cache-Control` of content whose address changes when it does."""
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


def compressed_response(request: Headers, content: bytes, *, method: str, media_type: str, tag: str) -> Response:
    """Return compressed content, its headers alone, or the answer that the browser still has it."""
    headers = {"Cache-Control": FOR_EVER, "ETag": tag, "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    if tag in [each.strip().removeprefix("W/") for each in request.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    headers |= {"Content-Encoding": "gzip", "Content-Length": str(len(content))}
    return Response(b"" if method == "HEAD" else content, headers=headers, media_type=media_type)
