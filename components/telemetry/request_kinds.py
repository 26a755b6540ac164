"""What kind of request a path is: its own words may be personal, and are in no log and no count."""

_KINDS = (
    ("/_stcore/upload_file/", "upload"),
    ("/_stcore/health", "health"),
    ("/_stcore/metrics", "metrics"),
    ("/_stcore/", "platform"),
    ("/read/files/", "download"),
    ("/static/", "static"),
    ("/component/", "static"),
    ("/elements/", "static"),
    ("/chart-library/", "static"),
    ("/favicon", "static"),
    ("/feeds/", "feed"),
    ("/auth/", "sign-in"),
    ("/oauth2callback", "sign-in"),
    ("/sign-in", "sign-in"),
    ("/sign-out", "sign-in"),
    ("/livez", "health"),
    ("/readyz", "health"),
    ("/metrics", "metrics"),
)
"""The kind of a path with each part; a path with none is a page, whatever it is called."""
METHODS = frozenset({"GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH"})
OFTEN = frozenset({"static", "health", "metrics"})
"""Kinds that a page or a machine asks for many times: only what goes wrong with them is logged."""


def kind_of(path: str) -> str:
    """Return the kind of a path."""
    return next((kind for part, kind in _KINDS if part in path), "page")


def known_method(method: str) -> str:
    """Return a method, or another word where a client made one up."""
    return method if method in METHODS else "other"
