"""A sign-in: whom the provider names, until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from model.access import AccessSettings, Role, highest_role


@dataclass(frozen=True, slots=True)
class SignIn:
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
    parts = (identity, str(claims["iat"]), str(claims.get("nonce", "")), str(claims.get("jti", "")))
    return SignIn(
        name=str(claims.get("name") or claims.get("preferred_username") or email or subject),
        identities=(identity, email) if verified else (identity,),
        role=highest_role(*(settings.role_names.get(name) for name in _names(claims.get(settings.roles_claim)))),
        began=began,
        expires=expires,
        key=sha256("\n".join(parts).encode()).hexdigest(),
    )


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
