"""The rules of local mode: nobody has to sign in, so only this computer may ask.

Where people can sign in, or everybody may read, these rules do not hold.
"""

from functools import lru_cache
from ipaddress import ip_address

from starlette.types import Scope

_PROXY_PREFIX = b"x-forwarded-"


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
