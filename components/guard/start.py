"""When the dashboard refuses to start, and from whom a request comes: others could reach more than they should."""

import re
from collections.abc import Mapping
from functools import lru_cache
from ipaddress import ip_address

import streamlit as st
from starlette.types import Scope

from model.access import Access, AccessSettings

LARGEST_UPLOAD_MEBIBYTES = 30
_LOCAL = AccessSettings()
PLATFORM_SETTINGS: Mapping[str, object] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "global.developmentMode": False,
    "global.e2eTest": False,
    "server.corsAllowedOrigins": [],
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.scriptHealthCheckEnabled": False,
    "server.trustedUserHeaders": {},
}
"""The values of the platform's settings with which it serves no more than the dashboard."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names of this computer, which are always known."""
_NAME = r"\[[0-9a-f:.]+\]|[a-z0-9._-]+"
_HOST = re.compile(rf"({_NAME})(:[0-9]{{1,5}})?".encode(), re.IGNORECASE)
_SAFE_METHODS = frozenset({"GET", "HEAD"})
_PROXY_PREFIX = b"x-forwarded-"


def start_faults(address: str, hosts: frozenset[str], settings: AccessSettings = _LOCAL) -> list[str]:
    """Return each fault of a start as a sentence for whoever starts the server."""
    local = _address_faults(address) if settings.access is Access.LOCAL else []
    return [*local, *settings.faults, *_setting_faults(), *_name_faults(hosts)]


def is_known_host(scope: Scope, known: frozenset[str]) -> bool:
    """Return whether the one Host header of a request has a known name, with any port.

    A website can let its own name lead to this computer, and would then read the dashboard in the browser of whoever
    visits it (DNS rebinding). Its requests have its name as their host.
    """
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    match = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    return match is not None and match[1].decode("ascii").lower() in known


def is_foreign_origin(scope: Scope, *, encrypted: bool = False) -> bool:
    """Return whether another website sends a message here: opens a websocket, or does more than read.

    Its own origin is the host that it names, with the same port. The platform takes every port of this computer for
    its own, and asks an address outside what the name of this computer is. A client that is no browser sends no origin.
    Where browsers come over TLS, a page without it is another website: somebody on the way may have written it.
    """
    if scope["type"] == "http" and scope["method"] in _SAFE_METHODS:
        return False
    origins = [value for name, value in scope["headers"] if name == b"origin"]
    host = next((value for name, value in scope["headers"] if name == b"host"), b"")
    own = (b"https://" + host,) if encrypted else (b"http://" + host, b"https://" + host)
    return any(origin not in own for origin in origins)


def _address_faults(address: str) -> list[str]:
    if is_loopback(address):
        return []
    return [
        f"CYNNYDD_ADDRESS is {address}, which others can reach. Nobody has to sign in to Cynnydd, so that they could "
        "publish. Set CYNNYDD_ADDRESS to 127.0.0.1, configure a sign-in as the "
        "operator guide describes, or allow reading alone with CYNNYDD_ALLOW_ANONYMOUS=readers."
    ]


def _setting_faults() -> list[str]:
    faults = [
        f"{name} is {found!r}. Set it to {value!r}: it is a door that stays closed."
        for name, value in PLATFORM_SETTINGS.items()
        if (found := st.get_option(name)) != value
    ]
    if (size := int(st.get_option("server.maxUploadSize"))) > LARGEST_UPLOAD_MEBIBYTES:
        faults.append(f"server.maxUploadSize is {size}. Set it to {LARGEST_UPLOAD_MEBIBYTES} or less.")
    return faults


def _name_faults(hosts: frozenset[str]) -> list[str]:
    return [
        f"CYNNYDD_HOSTS has “{name}”. Give names alone, such as cynnydd.example, without https://, port or path."
        for name in sorted(hosts)
        if not (re.fullmatch(_NAME, name, re.IGNORECASE | re.ASCII) is not None)
    ]


@lru_cache(maxsize=16)
def is_loopback(address: str | None) -> bool:
    """Return whether an address that a server listens on can be reached from this computer alone.

    None stands for every address of the computer. A name is only known to be this computer's if it is `localhost`.
    """
    if address is None or address == "localhost":
        return address == "localhost"
    try:
        return ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def comes_through_proxy(scope: Scope) -> bool:
    """Return whether a proxy forwarded a request: it then comes from somebody else than it seems to."""
    return any(name.startswith(_PROXY_PREFIX) or name == b"forwarded" for name, _ in scope["headers"])


def arrives_from_network(scope: Scope) -> bool:
    """Return whether a request came to an address of this computer that others can reach.

    A server other than the platform's may listen on one, whatever the platform's settings say.
    """
    server = scope.get("server")
    return server is None or not is_loopback(server[0])
