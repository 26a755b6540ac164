"""The tokens of the data feeds, as lines for a terminal."""

from collections.abc import Iterable, Iterator

from model.access import FeedToken
from wording.catalogue import Translator
from wording.command_line.role_report import agencies_clause
from wording.format.dates import format_timestamp


def feed_token_lines(tokens: Iterable[FeedToken], _: Translator) -> Iterator[str]:
    """Yield a line for each token: its name, what it is limited to, and who made it when."""
    listed = list(tokens)
    if not listed:
        yield _("There is no token of the data feeds in the store.")
    for token in listed:
        moment = format_timestamp(token.at, _)
        made = _("made on {moment} by {who}", moment=moment, who=token.made_by)
        yield " · ".join(part for part in (token.name, agencies_clause(token.agencies, _), made) if part)


def not_shown_again(token: FeedToken, _: Translator) -> str:
    """Say that a new token is not shown again, and how a client sends it."""
    return _(
        "This is the token “{name}”. It is not shown again: only a digest of it is stored. A client sends it in the "
        "header {header}.",
        name=token.name,
        header="Authorization: Bearer …",
    )
