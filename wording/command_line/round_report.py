"""A round as lines for a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence

from model.returns.round import RequestedUpdate, Round
from model.terms import NameKind
from wording.answers.rounds import language_name, nobody_sentence, request_sentence, round_sentence, scope_words
from wording.answers.versions import marked_name
from wording.catalogue import Translator
from wording.format.names import Names
from wording.format.timestamps import format_timestamp


def round_lines(of_round: Round, requests: Sequence[RequestedUpdate], names: Names, _: Translator) -> Iterator[str]:
    """Yield a round: what it requests, who started it and when, and a line for each return."""
    yield round_sentence(of_round, _)
    yield f"  {request_sentence(requests, _)} · {scope_words(of_round.scope, _)}"
    if of_round.started_at is not None:
        who = marked_name(of_round.started_by, _, verified=of_round.verified)
        moment = format_timestamp(of_round.started_at, _)
        yield "  " + _(
            "Started on {moment} by {who}, from version {version}.", moment=moment, who=who, version=of_round.version
        )
    for recipient, count in Counter(each.recipient for each in requests if each.recipient.name).items():
        agency = names.full(NameKind.AGENCY, recipient.agency, _) if recipient.agency else ""
        role = names.full(NameKind.ROLE, recipient.role, _) if recipient.role else ""
        name = ", ".join(part for part in (agency, role) if part)
        language = language_name(of_round.language_of(recipient), _)
        yield f"  {name}: {_.plural('{n} recommendation', '{n} recommendations', count)} ({language})"
    if nobody := nobody_sentence(requests, _):
        yield f"  {nobody}"
