"""Who may reach the dashboard, and how people sign in: the settings, read from environment variables and files."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from model.actor import Role

CALLBACK = "/oauth2callback"
_READERS = "readers"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_SHORTEST_SECRET = 32


class Access(StrEnum):
    """Who may reach the dashboard."""

    LOCAL = "local"
    """The person at this computer alone, who does not sign in."""
    READERS = "readers"
    """Everybody, to read; nobody can sign in."""
    SIGN_IN = "sign-in"
    """Whoever signs in and has a role."""


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """The settings of access.

    Attributes:
        metadata_url: the discovery document of the OpenID provider: `CYNNYDD_OIDC_METADATA_URL`.
        client_id: the name of the dashboard at the provider: `CYNNYDD_OIDC_CLIENT_ID`.
        client_secret: its secret: `CYNNYDD_OIDC_CLIENT_SECRET`, or the file that `…_FILE` names.
        redirect_uri: the address to which the provider sends people back: `CYNNYDD_OIDC_REDIRECT_URI`.
        cookie_secret: the key that signs cookies, 32 characters or more: `CYNNYDD_OIDC_COOKIE_SECRET`, or `…_FILE`.
        roles_claim: the claim that names the roles: `CYNNYDD_OIDC_ROLES_CLAIM`.
        role_names: the role of each name in that claim.
        longest_seconds: how long a sign-in lasts at most: `CYNNYDD_OIDC_LONGEST_HOURS`.
        contact: whom to ask for a role: `CYNNYDD_ACCESS_CONTACT`.
        anonymous_readers: whether everybody may read: `CYNNYDD_ALLOW_ANONYMOUS=readers`.
        proxies: the networks of proxies whose word is taken for who asks: `CYNNYDD_TRUSTED_PROXIES`.
        metrics_token: what a client has to send to be given the metrics: `CYNNYDD_METRICS_TOKEN`, or `…_FILE`; "" where
            there are none.
        faults: what is wrong with the settings, as sentences for whoever starts the server.
    """

    metadata_url: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    redirect_uri: str = ""
    cookie_secret: str = field(default="", repr=False)
    roles_claim: str = "roles"
    role_names: Mapping[str, Role] = field(default_factory=dict)
    longest_seconds: float = 36_000
    contact: str = ""
    anonymous_readers: bool = False
    proxies: tuple[str, ...] = ()
    metrics_token: str = field(default="", repr=False)
    faults: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls) -> "AccessSettings":
        """Return the settings in the environment of this process, with what is wrong with them."""
        reader = _Reader()
        found = cls(
            metadata_url=reader.text("CYNNYDD_OIDC_METADATA_URL"),
            client_id=reader.text("CYNNYDD_OIDC_CLIENT_ID"),
            client_secret=reader.secret("CYNNYDD_OIDC_CLIENT_SECRET"),
            redirect_uri=reader.text("CYNNYDD_OIDC_REDIRECT_URI"),
            cookie_secret=reader.secret("CYNNYDD_OIDC_COOKIE_SECRET"),
            roles_claim=reader.text("CYNNYDD_OIDC_ROLES_CLAIM") or "roles",
            role_names={
                reader.text("CYNNYDD_OIDC_VIEWER") or "Cynnydd.Viewer": Role.VIEWER,
                reader.text("CYNNYDD_OIDC_EDITOR") or "Cynnydd.Editor": Role.EDITOR,
                reader.text("CYNNYDD_OIDC_ADMINISTRATOR") or "Cynnydd.Administrator": Role.ADMINISTRATOR,
            },
            longest_seconds=reader.hours("CYNNYDD_OIDC_LONGEST_HOURS", 10) * 3600,
            contact=reader.text("CYNNYDD_ACCESS_CONTACT"),
            anonymous_readers=reader.word("CYNNYDD_ALLOW_ANONYMOUS", _READERS),
            proxies=reader.networks("CYNNYDD_TRUSTED_PROXIES"),
            metrics_token=reader.secret("CYNNYDD_METRICS_TOKEN"),
        )
        return cls(**{name: getattr(found, name) for name in cls.__slots__} | {"faults": _faults(found, reader.faults)})

    @property
    def access(self) -> Access:
        """Who may reach the dashboard; a sign-in that is configured in part is one, which does not start."""
        if any(_required(self).values()):
            return Access.SIGN_IN
        return Access.READERS if self.anonymous_readers else Access.LOCAL

    @property
    def host(self) -> str:
        """The name by which browsers address the dashboard, in lower case; "" without a sign-in."""
        return (urlsplit(self.redirect_uri).hostname or "").lower()

    @property
    def origin(self) -> str:
        """The origin of the dashboard; "" without a sign-in."""
        parts = urlsplit(self.redirect_uri)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    @property
    def is_encrypted(self) -> bool:
        """Whether browsers reach the dashboard over TLS, by a proxy that they trust."""
        return self.redirect_uri.startswith("https://")


class _Reader:
    """Reads settings and collects what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def text(self, name: str) -> str:
        return os.environ.get(name, "").strip()

    def secret(self, name: str) -> str:
        """Return a secret from the environment, or from the file that another setting names."""
        file = self.text(f"{name}_FILE")
        if not file:
            return self.text(name)
        if self.text(name):
            self.faults.append(f"{name} and {name}_FILE are both set. Set one.")
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            self.faults.append(f"The file that {name}_FILE names cannot be read.")
            return ""

    def hours(self, name: str, usual: float) -> float:
        text = self.text(name)
        try:
            hours = float(text) if text else usual
        except ValueError:
            hours = 0.0
        if not 0 < hours <= 24 * 30:
            self.faults.append(f"{name} is no number of hours above 0.")
            return usual
        return hours

    def word(self, name: str, word: str) -> bool:
        text = self.text(name)
        if text not in ("", word):
            self.faults.append(f"{name} can only be “{word}”.")
        return text == word

    def networks(self, name: str) -> tuple[str, ...]:
        found = tuple(each.strip() for each in self.text(name).split(",") if each.strip())
        for each in found:
            try:
                ip_network(each)
            except ValueError:
                self.faults.append(f"{name} has “{each}”, which is no address and no network such as 10.0.0.0/24.")
        return tuple(each for each in found if not any(f"“{each}”" in fault for fault in self.faults))


def _required(found: AccessSettings) -> Mapping[str, str]:
    return {
        "CYNNYDD_OIDC_METADATA_URL": found.metadata_url,
        "CYNNYDD_OIDC_CLIENT_ID": found.client_id,
        "CYNNYDD_OIDC_CLIENT_SECRET": found.client_secret,
        "CYNNYDD_OIDC_REDIRECT_URI": found.redirect_uri,
        "CYNNYDD_OIDC_COOKIE_SECRET": found.cookie_secret,
    }


def _faults(found: AccessSettings, faults: list[str]) -> tuple[str, ...]:
    required = _required(found)
    if found.metrics_token and len(found.metrics_token) < _SHORTEST_SECRET:
        faults.append(f"CYNNYDD_METRICS_TOKEN is shorter than {_SHORTEST_SECRET} characters.")
    if not any(required.values()):
        return tuple(faults)
    faults += [f"{name} is not set: signing in needs it." for name, value in required.items() if not value]
    if found.redirect_uri and urlsplit(found.redirect_uri).path != CALLBACK:
        faults.append(f"CYNNYDD_OIDC_REDIRECT_URI does not end in {CALLBACK}.")
    faults += [
        f"{name} is no https address; only this computer may be reached without encryption."
        for name in ("CYNNYDD_OIDC_METADATA_URL", "CYNNYDD_OIDC_REDIRECT_URI")
        if required[name] and not _is_safe(required[name])
    ]
    if found.cookie_secret and len(found.cookie_secret) < _SHORTEST_SECRET:
        faults.append(f"CYNNYDD_OIDC_COOKIE_SECRET is shorter than {_SHORTEST_SECRET} characters.")
    if len(found.role_names) < len(Role):
        faults.append("Two roles have the same name in CYNNYDD_OIDC_VIEWER, _EDITOR and _ADMINISTRATOR.")
    return tuple(faults)


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
