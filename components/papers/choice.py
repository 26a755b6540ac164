"""The choice of a paper, its format, language and occasion, stored in the URL."""

from dataclasses import dataclass

import streamlit as st

from components.choices.occasion_choice import requested_occasion, show_occasion_choice
from components.document.pieces import show
from components.elements.html import element, part
from components.session import url_state
from components.session.view import View
from model.language import Language
from reports.registry import FORMATS, WITH_OCCASION, PaperType
from wording.labels.papers import format_name, paper_name, paper_purpose

CANONICAL = "canonical"
"""The code of the whole tracker as a canonical workbook, which is no paper."""

PAPERS = (PaperType.PANEL, PaperType.PACK, PaperType.WORKBOOK, CANONICAL, PaperType.OPEN_DATA, PaperType.CALENDAR)
LANGUAGES = {Language.ENGLISH: "English", Language.WELSH: "Cymraeg"}
_PAPER, _FORMAT, _LANGUAGE, _ABOUT = "paper", "format", "in", "about"


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """A chosen paper: a code of `PAPER_KINDS`, the file extension, the language, and the key of an occasion."""

    paper: str
    ending: str
    language: Language
    occasion: str | None = None

    @property
    def is_canonical(self) -> bool:
        """Whether it is the canonical workbook."""
        return self.paper == CANONICAL


def read_paper_choice(view: View) -> PaperChoice:
    """Return the choice in the URL; a missing or invalid parameter has its default."""
    paper = _read(_PAPER, _papers(view), str(PaperType.PANEL))
    endings = [ending.removeprefix(".") for ending in _endings(paper)]
    ending = _read(_FORMAT, endings, endings[0])
    language = _read(_LANGUAGE, [each.value for each in LANGUAGES], view.translator.language.value)
    occasion = requested_occasion(view, _ABOUT)
    return PaperChoice(paper, f".{ending}", Language(language), occasion if paper in WITH_OCCASION else None)


def show_paper_choice(view: View, choice: PaperChoice) -> None:
    """Show the choice of a paper; parameters with a single option are not shown."""
    _ = view.translator
    papers = _papers(view)
    st.radio(
        _("What to make"),
        papers,
        key=url_state.bind_widget(_PAPER, choice.paper),
        format_func=lambda code: paper_name(code, _),
        on_change=_remember,
        args=(_PAPER,),
    )
    show(part("reports.use", element("p", paper_purpose(choice.paper, _), class_="muted")))
    if choice.is_canonical:
        return
    if choice.paper in WITH_OCCASION:
        show_occasion_choice(view, _ABOUT, label=_("For which occasion"))
    endings = [ending.removeprefix(".") for ending in _endings(choice.paper)]
    if len(endings) > 1:
        st.radio(
            _("Format"),
            endings,
            key=url_state.bind_widget(_FORMAT, choice.ending.removeprefix(".")),
            format_func=lambda ending: format_name(f".{ending}", _),
            horizontal=True,
            on_change=_remember,
            args=(_FORMAT,),
        )
    st.radio(
        _("Language of the paper"),
        [each.value for each in LANGUAGES],
        key=url_state.bind_widget(_LANGUAGE, choice.language.value),
        format_func=lambda code: LANGUAGES[Language(code)],
        horizontal=True,
        on_change=_remember,
        args=(_LANGUAGE,),
    )


def _papers(view: View) -> list[str]:
    """Return the papers that a reader can have; the canonical workbook is always of the whole tracker."""
    return [str(each) for each in PAPERS if each != CANONICAL or view.loaded.agencies is None]


def _endings(paper: str) -> list[str]:
    return [".xlsx"] if paper == CANONICAL else list(FORMATS[PaperType(paper)])


def _read(code: str, options: list[str], default: str) -> str:
    """Return the value of a query parameter; an unknown value is dropped from the URL."""
    requested = [value for value in url_state.current(code)[:1] if value in options]
    url_state.set(code, requested)
    return requested[0] if requested else default


def _remember(code: str) -> None:
    url_state.remember(code, [str(url_state.widget_value(code))])
