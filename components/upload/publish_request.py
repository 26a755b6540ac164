"""Publishing what was asked for: once, however often the button was pressed."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

import streamlit as st

from components.session.uploaded_workbook import OF_CANDIDATE, Held, conclude
from components.upload.comparison import Change
from components.upload.read_upload import remembered_answers
from model.store_error import StoreError
from store.store import Store

_OFFER, _WISH = f"{OF_CANDIDATE}offer", f"{OF_CANDIDATE}wish"


@dataclass(frozen=True, eq=False)
class Offer:
    """What can be published as the page stands; `comparison_condition` is the version it was compared with.

    It is kept in the session and not with the button, for the platform keeps what it knows of buttons that have gone.
    """

    held: Held
    change: Change
    compared_with: int | None


@dataclass(frozen=True, eq=False)
class Wish:
    """What is to be published, by whom and why."""

    offer: Offer
    who: str
    why: str

    @property
    def token(self) -> str:
        """That of this reading in this mode: a try whose answer was lost is found by the next."""
        return f"{self.offer.held.token}-{self.offer.change.candidate.mode.value}"


def offer(made: Offer) -> None:
    """Keep what can be published."""
    st.session_state[_OFFER] = made


def offered() -> Offer | None:
    """Return what can be published; None where a button was pressed that had gone."""
    return cast(Offer | None, st.session_state.get(_OFFER))


def wish(made: Wish) -> None:
    """Have something published in the run that follows."""
    st.session_state[_WISH] = made


def wished() -> Wish | None:
    """Return what is to be published.

    It stands until it is fulfilled or refused: where a second press breaks off the run that publishes, the next run
    publishes under the same token and finds what the first has done.
    """
    return cast(Wish | None, st.session_state.get(_WISH))


def drop_wish() -> None:
    """Publish it no more."""
    st.session_state.pop(_WISH, None)


def fulfil(made: Wish, store: Store) -> None:
    """Publish, and keep what came of it instead of the workbook.

    Raises StoreError where nothing was published, or nobody can tell.
    """
    published = store.publish(
        made.offer.change.candidate,
        who=made.who,
        reason=made.why,
        compared_with=made.offer.compared_with,
        token=made.token,
    )
    _remember(made, store)
    conclude(published)


def _remember(made: Wish, store: Store) -> None:
    """Keep the answers for the next workbook with these headings. What is published stands without them."""
    headings, answers = made.offer.held.headings, remembered_answers(made.offer.held.options)
    with suppress(StoreError):
        if answers or store.remembered(headings):
            at = datetime.now(UTC).isoformat(timespec="seconds")
            store.remember(headings, {"options": answers, "who": made.who.strip(), "at": at}, made.who)
