"""The proxies whose word is taken for who asks: an address and a scheme in their headers."""

from functools import lru_cache
from ipaddress import ip_address, ip_network

from starlette.types import Scope

from components.guard.local_mode import comes_through_proxy


class UnknownProxyError(Exception):
    """A proxy that is not known forwarded a request."""


def behind_proxies(scope: Scope, proxies: tuple[str, ...]) -> Scope:
    """Return a request as the proxy in front says that it came: with the visitor's address and scheme.

    The addresses are read from the last, which the nearest proxy wrote, to the first that is no proxy's: what a
    visitor writes is never reached. The web server has done so already for a proxy on this computer.
    Raises UnknownProxyError where a proxy is not known.
    """
    if not comes_through_proxy(scope):
        return scope
    hops = [part.strip() for part in _header(scope, b"x-forwarded-for").split(",") if part.strip()]
    client = scope.get("client") or ("", 0)
    is_done = client[0] in hops and is_proxy("127.0.0.1", proxies)
    if not is_done and not is_proxy(client[0], proxies):
        raise UnknownProxyError
    visitor = next((hop for hop in reversed(hops) if not is_proxy(hop, proxies)), client[0])
    scheme = scope["scheme"]
    if _header(scope, b"x-forwarded-proto").lower() == "https":
        scheme = "wss" if scope["type"] == "websocket" else "https"
    return {**scope, "client": (visitor, client[1]), "scheme": scheme}


@lru_cache(maxsize=1_000)
def is_proxy(address: str, proxies: tuple[str, ...]) -> bool:
    """Return whether an address is that of a known proxy."""
    try:
        return any(ip_address(address) in ip_network(network) for network in proxies)
    except ValueError:
        return False


def _header(scope: Scope, name: bytes) -> str:
    values = [value.decode("latin-1") for each, value in scope["headers"] if each == name]
    return ",".join(values)
