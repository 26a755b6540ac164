"""Which paper is to be made, in which format and language: chosen here, and kept in the address."""

from dataclasses import dataclass

import streamlit as st

from components.choices.occasion_choice import requested_occasion, show_occasion_choice
from components.elements.html import element, show
from components.session import url_state
from components.session.view import View
from model.language import Language
from reports.registry import FORMATS, OF_OCCASIONS, Paper
from wording.labels.papers import format_name, paper_name, paper_use

CANONICAL = "canonical"
"""The workbook in the layout that is read again: no paper, and of the whole tracker."""

PAPERS = (Paper.PANEL, Paper.PACK, Paper.WORKBOOK, CANONICAL, Paper.OPEN_DATA, Paper.CALENDAR)
LANGUAGES = {Language.ENGLISH: "English", Language.WELSH: "Cymraeg"}
_PAPER, _FORMAT, _LANGUAGE, _ABOUT = "paper", "format", "in", "about"


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What is to be made: a code of `PAPERS`, the ending of its file, its language, and the key of an occasion."""

    paper: str
    ending: str
    language: Language
    occasion: str | None = None

    @property
    def is_canonical(self) -> bool:
        """Whether it is the tracker itself."""
        return self.paper == CANONICAL


def read_paper_choice(view: View) -> PaperChoice:
    """Return what the address asks for; what it does not say, or says wrong, is the usual."""
    paper = _read(_PAPER, [str(each) for each in PAPERS], str(Paper.PANEL))
    endings = [ending.removeprefix(".") for ending in _endings(paper)]
    ending = _read(_FORMAT, endings, endings[0])
    language = _read(_LANGUAGE, [each.value for each in LANGUAGES], view.translator.language.value)
    occasion = requested_occasion(view, _ABOUT)
    return PaperChoice(paper, f".{ending}", Language(language), occasion if paper in OF_OCCASIONS else None)


def show_paper_choice(view: View, wish: PaperChoice) -> None:
    """Show what can be made; only what there is a choice of is asked."""
    _ = view.translator
    papers = [str(each) for each in PAPERS]
    st.radio(
        _("What to make"),
        papers,
        key=url_state.prime(_PAPER, wish.paper),
        format_func=lambda code: paper_name(code, _),
        on_change=_keep,
        args=(_PAPER,),
    )
    show([element("p", paper_use(wish.paper, _), class_="muted")], key="reports.use")
    if wish.is_canonical:
        return
    if wish.paper in OF_OCCASIONS:
        show_occasion_choice(view, _ABOUT, label=_("For which occasion"))
    endings = [ending.removeprefix(".") for ending in _endings(wish.paper)]
    if len(endings) > 1:
        st.radio(
            _("Format"),
            endings,
            key=url_state.prime(_FORMAT, wish.ending.removeprefix(".")),
            format_func=lambda ending: format_name(f".{ending}", _),
            horizontal=True,
            on_change=_keep,
            args=(_FORMAT,),
        )
    st.radio(
        _("Language of the paper"),
        [each.value for each in LANGUAGES],
        key=url_state.prime(_LANGUAGE, wish.language.value),
        format_func=lambda code: LANGUAGES[Language(code)],
        horizontal=True,
        on_change=_keep,
        args=(_LANGUAGE,),
    )


def _endings(paper: str) -> list[str]:
    return [".xlsx"] if paper == CANONICAL else list(FORMATS[Paper(paper)])


def _read(code: str, known: list[str], usual: str) -> str:
    """Return the value of a code; what the address says and is not known is dropped from it."""
    asked = [value for value in url_state.read(code)[:1] if value in known]
    url_state.write(code, asked)
    return asked[0] if asked else usual


def _keep(code: str) -> None:
    url_state.keep(code, [str(url_state.typed(code))])
