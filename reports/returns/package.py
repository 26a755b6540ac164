"""All returns of a round: a workbook or a Word form and a draft e-mail for each recipient, in one zip file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from analysis.promises.responses import has_response
from model.language import Language
from model.returns.formats import ReturnFormat
from model.returns.identity import ReturnIdentity
from model.returns.reminder import Reminder
from model.returns.round import Recipient, RequestedUpdate, Round
from model.tracker.tracker import Tracker
from reports.content.edition import Edition
from reports.content.reproducible_zip import zip_files
from reports.file_names import return_file_names
from reports.returns.draft_email import draft_email_bytes
from reports.returns.email_texts import EmailText, reminder_text, request_text
from reports.returns.texts import ReturnTexts
from reports.returns.word_form import return_word_bytes
from reports.returns.workbook import return_workbook_bytes
from reports.text.narrator import Narrator
from reports.text.responses import response_lines
from wording.format.refs import reviewed_ref


@dataclass(frozen=True, slots=True)
class ReturnFile:
    """The return of one recipient and its draft e-mail, with the names of both files."""

    recipient: Recipient
    name: str
    content: bytes
    email_name: str
    email: bytes


def returns_zip_bytes(
    edition: Edition,
    of_round: Round,
    requests: Sequence[RequestedUpdate],
    *,
    format_: ReturnFormat = ReturnFormat.EXCEL,
) -> bytes:
    """Return all returns of a round as a zip file: those to fill in, and the draft e-mails in a folder."""
    files: dict[str, bytes] = {}
    for each in build_returns(edition, of_round, requests, format_=format_):
        files[each.name] = each.content
        files[f"e-mail/{each.email_name}"] = each.email
    return zip_files(files)


def build_returns(  # noqa: PLR0913 - options by name
    edition: Edition,
    of_round: Round,
    requests: Sequence[RequestedUpdate],
    *,
    reminder: Reminder | None = None,
    current: Tracker | None = None,
    format_: ReturnFormat = ReturnFormat.EXCEL,
) -> Iterator[ReturnFile]:
    """Yield the return of each recipient, in their order; what nobody is named for is in none.

    Args:
        edition: the tracker of the version that the round was started from, as at the month of the round.
        of_round: the round.
        requests: what the round requests; the recommendations of a recipient are in their order in it.
        reminder: what the e-mails remind of; without one they ask for the returns.
        current: what is published now: which formal responses have come; without it, those of the edition.
        format_: what the returns are made as.
    """
    sources = {
        language: _Source(replace(edition, language=language), current or edition.tracker, format_)
        for language in Language
    }
    named = sorted((each for each in requests if each.recipient.name), key=lambda each: each.recipient)
    groups = {who: list(group) for who, group in groupby(named, key=lambda each: each.recipient)}
    names = return_file_names(list(groups), month=of_round.month, is_reminder=reminder is not None)
    for recipient, group in groups.items():
        language = of_round.language_of(recipient)
        identity = ReturnIdentity(recipient, of_round.month, of_round.due, language, of_round.version)
        keys = [(each.review, each.ref) for each in group]
        yield sources[language].make(identity, names[recipient], keys, reminder)


@dataclass(frozen=True)
class _Source:
    """What the returns of one language are made from."""

    edition: Edition
    current: Tracker
    format_: ReturnFormat

    def make(
        self, identity: ReturnIdentity, name: str, keys: Sequence[tuple[str, str]], reminder: Reminder | None
    ) -> ReturnFile:
        is_word = self.format_ is ReturnFormat.WORD
        write = return_word_bytes if is_word else return_workbook_bytes
        content = write(self._narrator, self._texts, identity, keys)
        text, file_name = self._email_text(identity, keys, reminder), f"{name}.{self.format_.value}"
        email = draft_email_bytes(text, identity.language, content=content, file_name=file_name, format_=self.format_)
        return ReturnFile(identity.recipient, file_name, content, f"{name}.eml", email)

    def _email_text(
        self, identity: ReturnIdentity, keys: Sequence[tuple[str, str]], reminder: Reminder | None
    ) -> EmailText:
        names, _, contact = self._narrator.names, self._narrator.translator, self.edition.office.contact
        if reminder is None:
            return request_text(identity, names, _, contact=contact, format_=self.format_)
        named = self.edition.tracker.recommendations["review"].nunique() > 1
        refs = [reviewed_ref(review, ref, named=named) for review, ref in keys]
        missing = self.current.recommendations[~has_response(self.current, as_at=self.edition.as_at)]
        without = set(zip(missing["review"], missing["ref"], strict=True))
        due = response_lines(self._narrator, self.current, reviews={key[0] for key in keys if key in without})
        return reminder_text(identity, reminder, refs, names, _, contact=contact, due=due, format_=self.format_)

    @cached_property
    def _narrator(self) -> Narrator:
        return Narrator(self.edition)

    @cached_property
    def _texts(self) -> ReturnTexts:
        return ReturnTexts(self._narrator)
