"""Who may read the data feeds, and which recommendations they see: by the token of a request."""

from dataclasses import dataclass
from hmac import compare_digest

from starlette.requests import Request

from components.published.published_version import ask_store, without_store
from model.settings import Settings
from store.store import Store


@dataclass(frozen=True, slots=True)
class FeedAccess:
    """What a token opens: the agencies whose recommendations the feeds have; None for all."""

    agencies: frozenset[str] | None = None


def access_of(request: Request) -> FeedAccess | None:
    """Return what the token of a request opens; None where it opens nothing.

    The token of the settings opens everything, also while the database is lost. Each token is compared in constant
    time. Raises StoreError where the others cannot be read.
    """
    sent, of_settings = _sent_token(request), Settings.from_environment().feed_token
    if of_settings and compare_digest(sent.encode(), of_settings.encode()):
        return FeedAccess()
    if not sent or without_store():
        return None
    known = ask_store(lambda store: store.feed_token_of(sent))
    return None if known is None else FeedAccess(known.agencies)


def has_feeds() -> bool:
    """Return whether there is any token. Raises StoreError where the store cannot be read."""
    if Settings.from_environment().feed_token:
        return True
    return not without_store() and ask_store(Store.has_feed_tokens)


def _sent_token(request: Request) -> str:
    """Return the token in the header of a request, or else in its query."""
    scheme, _space, sent = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer":
        sent = request.query_params.get("token", "")
    return sent.strip()
