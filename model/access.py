"""Who acts, in which role: actors, grants, tokens of the feeds, how people sign in, and whom a sign-in names."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from ipaddress import ip_network
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit


class Role(StrEnum):
    """What somebody may do; each role may do what those before it may.

    Attributes:
        VIEWER: reads what is published, and downloads papers.
        EDITOR: uploads, rates, publishes and rolls back, and reads original files.
        ADMINISTRATOR: grants roles, reads the audit trail, backs up and restores.
    """

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


_RANKS = {role: _rank for _rank, role in enumerate(Role)}


def highest_role(*roles: Role | None) -> Role | None:
    """Return the role that may do most; None without one."""
    return max((role for role in roles if role is not None), key=_RANKS.__getitem__, default=None)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, as the store asks for and the audit trail records.

    Attributes:
        role: what the actor may do; None for somebody without a role, who may do nothing.
        verified: whether the name comes from a sign-in; otherwise somebody typed it.
        agencies: the agencies whose recommendations the actor sees; None for all.
        session: the session, as an identifier that opens nothing.
        address: the network address of the actor; words where there is none.
        identity: whom the sign-in names, as `issuer|subject`; "" without a sign-in.
    """

    name: str
    role: Role | None
    verified: bool = False
    agencies: frozenset[str] | None = None
    session: str = ""
    address: str = ""
    identity: str = ""

    def may(self, role: Role) -> bool:
        """Return whether the actor may do what a role may; whoever sees some agencies alone is a viewer."""
        if self.role is None or (self.agencies is not None and role is not Role.VIEWER):
            return False
        return _RANKS[self.role] >= _RANKS[role]


# The program itself, which publishes the first version and reads what nobody asked for.
SYSTEM = Actor("Cynnydd", Role.EDITOR)


def local_actor(name: str, *, session: str = "", address: str = "") -> Actor:
    """Return the person at this computer, or at its command line, who may do everything: nobody has to sign in."""
    return Actor(name, Role.ADMINISTRATOR, session=session, address=address)


CALLBACK = "/oauth2callback"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_SHORTEST_SECRET = 32
_PROVIDERS_OWN = "default"
# `none` is none of these: whoever is not signed in at the provider could never sign in.
_PROMPTS = frozenset({"login", "consent", "select_account"})


class Access(StrEnum):
    """Who may reach the dashboard.

    Attributes:
        LOCAL: the person at this computer alone, who does not sign in.
        READERS: everybody, to read; nobody can sign in.
        SIGN_IN: whoever signs in and has a role.
    """

    LOCAL = "local"
    READERS = "readers"
    SIGN_IN = "sign-in"


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """The settings of access.

    Attributes:
        metadata_url: the discovery document of the OpenID provider: `CYNNYDD_OIDC_METADATA_URL`.
        client_id: the name of the dashboard at the provider: `CYNNYDD_OIDC_CLIENT_ID`.
        client_secret: its secret: `CYNNYDD_OIDC_CLIENT_SECRET`, or the file that `…_FILE` names.
        redirect_uri: the address to which the provider sends people back: `CYNNYDD_OIDC_REDIRECT_URI`.
        cookie_secret: the key that signs cookies, 32 characters or more: `CYNNYDD_OIDC_COOKIE_SECRET`, or `…_FILE`.
        prompt: what the provider asks at a sign-in: `CYNNYDD_OIDC_PROMPT`; "" leaves it to the provider.
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
    prompt: str = "select_account"
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
            prompt=reader.prompt("CYNNYDD_OIDC_PROMPT"),
            roles_claim=reader.text("CYNNYDD_OIDC_ROLES_CLAIM") or "roles",
            role_names={
                reader.text("CYNNYDD_OIDC_VIEWER") or "Cynnydd.Viewer": Role.VIEWER,
                reader.text("CYNNYDD_OIDC_EDITOR") or "Cynnydd.Editor": Role.EDITOR,
                reader.text("CYNNYDD_OIDC_ADMINISTRATOR") or "Cynnydd.Administrator": Role.ADMINISTRATOR,
            },
            longest_seconds=reader.hours("CYNNYDD_OIDC_LONGEST_HOURS", usual=10) * 3600,
            contact=reader.text("CYNNYDD_ACCESS_CONTACT"),
            anonymous_readers=reader.word("CYNNYDD_ALLOW_ANONYMOUS", "readers"),
            proxies=tuple(reader.networks("CYNNYDD_TRUSTED_PROXIES")),
            metrics_token=reader.secret("CYNNYDD_METRICS_TOKEN"),
        )
        return replace(found, faults=(*reader.faults, *_faults(found)))

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

    def hours(self, name: str, *, usual: float) -> float:
        with suppress(ValueError):
            hours = float(self.text(name) or usual)
            if 0 < hours <= 24 * 30:
                return hours
        self.faults.append(f"{name} is no number of hours above 0.")
        return usual

    def word(self, name: str, word: str) -> bool:
        text = self.text(name)
        if text not in ("", word):
            self.faults.append(f"{name} can only be “{word}”.")
        return text == word

    def prompt(self, name: str) -> str:
        """Return a prompt of OpenID Connect, or several; “default” is what the provider does by itself."""
        text = self.text(name) or AccessSettings().prompt
        if text != _PROVIDERS_OWN and not set(text.split()) <= _PROMPTS:
            self.faults.append(f"{name} can only be {', '.join(sorted(_PROMPTS))} or {_PROVIDERS_OWN}.")
        return "" if text == _PROVIDERS_OWN else text

    def networks(self, name: str) -> Iterator[str]:
        for each in filter(None, map(str.strip, self.text(name).split(","))):
            try:
                ip_network(each)
                yield each
            except ValueError:
                self.faults.append(f"{name} has “{each}”, which is no address and no network such as 10.0.0.0/24.")


def _required(found: AccessSettings) -> Mapping[str, str]:
    return {
        "CYNNYDD_OIDC_METADATA_URL": found.metadata_url,
        "CYNNYDD_OIDC_CLIENT_ID": found.client_id,
        "CYNNYDD_OIDC_CLIENT_SECRET": found.client_secret,
        "CYNNYDD_OIDC_REDIRECT_URI": found.redirect_uri,
        "CYNNYDD_OIDC_COOKIE_SECRET": found.cookie_secret,
    }


def _faults(found: AccessSettings) -> Iterator[str]:
    required = _required(found)
    if found.metrics_token and len(found.metrics_token) < _SHORTEST_SECRET:
        yield f"CYNNYDD_METRICS_TOKEN is shorter than {_SHORTEST_SECRET} characters."
    if not any(required.values()):
        return
    yield from (f"{name} is not set: signing in needs it." for name, value in required.items() if not value)
    if found.redirect_uri and urlsplit(found.redirect_uri).path != CALLBACK:
        yield f"CYNNYDD_OIDC_REDIRECT_URI does not end in {CALLBACK}."
    for name in ("CYNNYDD_OIDC_METADATA_URL", "CYNNYDD_OIDC_REDIRECT_URI"):
        parts = urlsplit(required[name])
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
        if required[name] and not is_safe:
            yield f"{name} is no https address; only this computer may be reached without encryption."
    if found.cookie_secret and len(found.cookie_secret) < _SHORTEST_SECRET:
        yield f"CYNNYDD_OIDC_COOKIE_SECRET is shorter than {_SHORTEST_SECRET} characters."
    if len(found.role_names) < len(Role):
        yield "Two roles have the same name in CYNNYDD_OIDC_VIEWER, _EDITOR and _ADMINISTRATOR."


class FeedToken(NamedTuple):
    """A token on record, without the token itself, of which the store has a digest alone.

    Attributes:
        name: who has it, or what for.
        agencies: the agencies whose recommendations the feeds then have; None for all.
        made_by: the name of the administrator.
        at: when, in UTC.
    """

    name: str
    agencies: frozenset[str] | None
    made_by: str
    at: datetime


class Grant(NamedTuple):
    """A role of one identity in the store.

    Attributes:
        identity: `issuer|subject`, or an e-mail address in lower case that the sign-in has to say is verified.
        agencies: the agencies whose recommendations a viewer sees; None for all.
        granted_by: the name of the administrator.
        at: when, in UTC.
    """

    identity: str
    role: Role
    agencies: frozenset[str] | None
    granted_by: str
    at: datetime


class SignIn(NamedTuple):
    """What the provider says about somebody who signed in.

    Attributes:
        identities: `issuer|subject`, and the e-mail address if the provider says that it is verified.
        role: the highest role of the provider's claims; None without one.
        began: when the provider said so, in seconds since 1970.
        expires: until when.
        key: a digest of this sign-in, by which it can be ended.
    """

    name: str
    identities: tuple[str, ...]
    role: Role | None
    began: float
    expires: float
    key: str

    def is_over(self, now: float) -> bool:
        """Return whether the sign-in is too old, or from a time that has not come."""
        return not self.began - _CLOCKS_SECONDS <= now < self.expires


# By how much two clocks may differ.
_CLOCKS_SECONDS = 120
# The claims that an e-mail address is verified: the standard's, and that of Microsoft Entra.
_VERIFIED = ("email_verified", "xms_edov")

_COUNTED = ("iss", "sub", "iat", "exp", "nonce", "jti", "name", "preferred_username", "email", *_VERIFIED)


def sign_in_of(claims: Mapping[str, Any], settings: AccessSettings) -> SignIn | None:
    """Return the sign-in of some claims; None where they name nobody.

    It ends when the token expires, and at the longest age of a sign-in.
    """
    try:
        issuer, subject, began = str(claims["iss"]), str(claims["sub"]), float(claims["iat"])
        expires = min(float(claims["exp"]), began + settings.longest_seconds)
    except (KeyError, TypeError, ValueError):
        return None
    if not issuer or not subject:
        return None
    email = str(claims.get("email") or "").strip().lower()
    verified = email and any(str(claims.get(name)).lower() in ("true", "1") for name in _VERIFIED)
    identity = f"{issuer}|{subject}"
    name = str(claims.get("name") or claims.get("preferred_username") or email or subject)
    role = highest_role(*(settings.role_names.get(each) for each in _names(claims.get(settings.roles_claim))))
    parts = (identity, str(claims["iat"]), str(claims.get("nonce", "")), str(claims.get("jti", "")))
    key = sha256("\n".join(parts).encode()).hexdigest()
    return SignIn(name, (identity, email) if verified else (identity,), role, began, expires, key)


def counted_claims(claims: Mapping[str, Any], settings: AccessSettings) -> dict[str, Any]:
    """Return the claims that a sign-in is made of, for a cookie: of many groups, those that are roles here."""
    roles = [name for name in _names(claims.get(settings.roles_claim)) if name in settings.role_names]
    counted = {name: claims[name] for name in _COUNTED if name in claims}
    return {**counted, settings.roles_claim: roles}


def _names(claim: object) -> list[str]:
    """Return the names in a claim, which is a list or one text."""
    if isinstance(claim, str):
        return claim.split()
    return [name for name in claim if isinstance(name, str)] if isinstance(claim, list | tuple) else []
