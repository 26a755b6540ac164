"""What each path of the server asks for: nothing, a sign-in, or a role."""

from dataclasses import dataclass

from model.actor import Role

UPLOADS = "/_stcore/upload_file/"
_OPEN = ("/static/", "/auth/", "/oauth2callback", "/sign-in", "/feeds/", "/favicon")
_OPEN_EXACTLY = ("/_stcore/health", "/livez", "/readyz", "/metrics", "/robots.txt", "/manifest.json")
_INSIDE = ("/_stcore/", "/component/")
_ROLES = {UPLOADS: Role.EDITOR, "/_stcore/metrics": Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Door:
    """What a path asks for.

    Attributes:
        role: the role that it needs; None for none, not even a sign-in.
        is_page: whether a browser shows what comes: then whoever may not is shown a page that says so.
    """

    role: Role | None
    is_page: bool = False


def door_of(path: str) -> Door:
    """Return what a path asks for. What is not known to be open needs a role; feeds and metrics have tokens."""
    if path in _OPEN_EXACTLY or path.startswith(_OPEN):
        return Door(None)
    for part, role in _ROLES.items():
        if part in path:
            return Door(role)
    return Door(Role.VIEWER, is_page=not any(part in path for part in _INSIDE))
