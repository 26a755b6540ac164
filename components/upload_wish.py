"""Publishing what was asked for: once, however often the button was pressed."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

import streamlit as st

from components.candidate import Held, conclude, held
from components.upload_comparison import Change, forget_comparison
from components.upload_reading import remembered_answers
from model.store_fault import StoreError
from store.store import Store

_WISH = "candidate.wish"


@dataclass(frozen=True, eq=False)
class Wish:
    """What is to be published, by whom and why; `compared_with` is the version that was compared with."""

    held: Held
    change: Change
    who: str
    why: str
    compared_with: int | None

    @property
    def token(self) -> str:
        """That of this reading in this mode: a try whose answer was lost is found by the next."""
        return f"{self.held.token}-{self.change.candidate.mode.value}"


def wish(wished: Wish) -> None:
    """Have something published in the run that follows, unless it is held no longer: a button may be pressed twice."""
    if held() is wished.held:
        st.session_state[_WISH] = wished


def take_wish() -> Wish | None:
    """Return what is to be published, once."""
    return cast(Wish | None, st.session_state.pop(_WISH, None))


def fulfil(wished: Wish, store: Store) -> None:
    """Publish, and keep what came of it instead of the workbook.

    Raises StoreError where nothing was published, or nobody can tell.
    """
    published = store.publish(
        wished.change.candidate,
        who=wished.who,
        reason=wished.why,
        compared_with=wished.compared_with,
        token=wished.token,
    )
    _remember(wished, store)
    conclude(published)
    forget_comparison()


def _remember(wished: Wish, store: Store) -> None:
    """Keep the answers for the next workbook with these headings. What is published stands without them."""
    headings, answers = wished.held.headings, remembered_answers(wished.held.options)
    with suppress(StoreError):
        if answers or store.remembered(headings):
            at = datetime.now(UTC).isoformat(timespec="seconds")
            store.remember(headings, {"options": answers, "who": wished.who.strip(), "at": at}, wished.who)
