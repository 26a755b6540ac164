"""Download all returns of a round with their draft e-mails; they are made when the button is pressed."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from components.choices.offered import offered
from components.document.pieces import show_paragraphs
from components.downloads.office import office_on_papers
from components.identity.actor import actor_source, refuse_below
from components.making.buttons import FileButton, show_file_buttons
from components.making.press import Make
from components.making.program import prepare_making
from components.published.published_version import displayed_tracker, published_store
from components.round.state import RoundState
from components.session.view import View, today
from model.actor import Actor, Role
from model.returns.formats import ReturnFormat
from model.returns.round import RequestedUpdate, Round
from model.store_error import StoreError, StoreErrorCode
from reports.content.edition import Edition
from reports.file_names import returns_zip_file_name
from reports.returns.edition import returns_edition
from reports.returns.package import returns_zip_bytes
from store.exports import note_export
from store.rounds.returns_format import note_returns_format
from wording.rounds.rounds import format_words

_FORMAT = "round.format"
_FORMATS = [*ReturnFormat]


def offer_returns(view: View, state: RoundState) -> None:
    """Offer the zip file, and say what to do with it. The session is read here: the file is built without one."""
    _, latest = view.translator, state.latest
    if latest is None:
        return
    day, actor = today(), actor_source()
    show_paragraphs(
        _(
            "The file has a return for each row above, and a draft e-mail with it attached. Open a draft, add the "
            "address and send it: nothing is sent from here."
        ),
        key="round.how",
    )
    format_: ReturnFormat = st.radio(
        _("Agencies fill in"),
        _FORMATS,
        index=_FORMATS.index(_last_format(latest)),
        format_func=lambda each: format_words(each, _),
        horizontal=True,
        key=_key(latest),
    )
    prepare_making()
    button = FileButton(
        _("Download all returns (zip)"),
        returns_zip_file_name(latest.month),
        "application/zip",
        lambda make: build_returns_zip(latest, state.requests, day, actor(), make=make, format_=format_),
        key="round.returns",
        type="primary",
    )
    show_file_buttons([button], _)


def chosen_format(latest: Round) -> ReturnFormat:
    """Return what agencies fill in: the choice above the download, for the reminders as well."""
    chosen: ReturnFormat = offered(_key(latest), _FORMATS, _last_format(latest))
    return chosen


def _key(latest: Round) -> str:
    """Return the key of the choice, which proposes the format of the last download, also of another editor."""
    return f"{_FORMAT}.{latest.number}.{_last_format(latest)}"


def _last_format(latest: Round) -> ReturnFormat:
    return latest.returns_format or ReturnFormat.EXCEL


def build_returns_zip(  # noqa: PLR0913 - options by name
    latest: Round,
    requests: Sequence[RequestedUpdate],
    day: date,
    actor: Actor,
    *,
    make: Make,
    format_: ReturnFormat = ReturnFormat.EXCEL,
) -> bytes:
    """Return the returns as a zip file, made from the version that the round was started from.

    The export and the format are recorded.
    """
    refuse_below(Role.EDITOR, actor)
    content = make(partial(returns_zip_bytes, edition_of_round(latest, day), latest, requests, format_=format_))
    note_export(published_store(), version_of(latest), actor=actor, file=returns_zip_file_name(latest.month))
    note_returns_format(published_store(), latest, format_, actor=actor)
    return content


def edition_of_round(latest: Round, day: date) -> Edition:
    """Return the tracker of the version that a round was started from, with promises judged on a day."""
    loaded = displayed_tracker(version_of(latest))
    if loaded.version is None:
        raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
    return returns_edition(
        loaded.tracker, loaded.version, month=latest.month, today=day, office=office_on_papers(loaded)
    )


def version_of(latest: Round) -> int:
    """Return the number of the version that a round was started from. Raises StoreError where there is none."""
    if latest.version is None:
        raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
    return latest.version
