"""The rules by which a request is addressed to the dashboard, and comes from no other website."""

import re

from starlette.types import Scope

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names of this computer, which are always known."""
_NAME = r"\[[0-9a-f:.]+\]|[a-z0-9._-]+"
_HOST = re.compile(rf"({_NAME})(:[0-9]{{1,5}})?".encode(), re.IGNORECASE)
_SAFE_METHODS = frozenset({"GET", "HEAD"})


def is_host_name(text: str) -> bool:
    """Return whether a text is a name or an address as a Host header has it, without a port."""
    return re.fullmatch(_NAME, text, re.IGNORECASE | re.ASCII) is not None


def is_known_host(scope: Scope, known: frozenset[str]) -> bool:
    """Return whether the one Host header of a request has a known name, with any port.

    A website can let its own name lead to this computer, and would then read the dashboard in the browser of whoever
    visits it (DNS rebinding). Its requests have its name as their host.
    """
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    match = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    return match is not None and match[1].decode("ascii").lower() in known


def is_foreign_origin(scope: Scope) -> bool:
    """Return whether another website sends a message here: opens a websocket, or does more than read.

    Its own origin is the host that it names, with the same port. The platform takes every port of this computer for
    its own, and asks an address outside what the name of this computer is. A client that is no browser sends no origin.
    """
    if scope["type"] == "http" and scope["method"] in _SAFE_METHODS:
        return False
    origins = [value for name, value in scope["headers"] if name == b"origin"]
    host = next((value for name, value in scope["headers"] if name == b"host"), b"")
    own = (b"http://" + host, b"https://" + host)
    return any(origin not in own for origin in origins)
