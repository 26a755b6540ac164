"""The choice of a paper, its format, language and occasion, stored in the URL."""

from dataclasses import dataclass

from components.choices.controls import choice_links
from components.choices.occasion_choice import chosen_occasion, occasion_choice, understood_occasion
from components.elements.html import HtmlNode, element, part
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
    paper = _read(view, _PAPER, _papers(view), str(PaperType.PANEL))
    endings = [ending.removeprefix(".") for ending in _endings(paper)]
    ending = _read(view, _FORMAT, endings, endings[0])
    language = _read(view, _LANGUAGE, [each.value for each in LANGUAGES], view.translator.language.value)
    occasion = chosen_occasion(view, _ABOUT)
    return PaperChoice(paper, f".{ending}", Language(language), occasion if paper in WITH_OCCASION else None)


def understood_choice(view: View, choice: PaperChoice) -> dict[str, list[str]]:
    """Return the query parameters that the choice was read from."""
    understood = {_PAPER: choice.paper, _FORMAT: choice.ending.removeprefix("."), _LANGUAGE: choice.language.value}
    own = {name: [value] for name, value in understood.items() if view.parameter(name)[:1] == [value]}
    return own | {_ABOUT: understood_occasion(view, _ABOUT)}


def paper_choice_part(view: View, choice: PaperChoice) -> HtmlNode:
    """Return the choice of a paper; parameters with a single option are not shown."""
    _ = view.translator
    papers = {code: paper_name(code, _) for code in _papers(view)}
    formats = {ending.removeprefix("."): format_name(ending, _) for ending in _endings(choice.paper)}
    languages = {each.value: name for each, name in LANGUAGES.items()}
    own = view.translator.language.value
    nodes: list[HtmlNode | None] = [
        choice_links(view, _PAPER, _("What to make"), papers, chosen=choice.paper),
        element("p", paper_purpose(choice.paper, _), class_="muted"),
    ]
    if choice.is_canonical:
        return part("paper-choice", *nodes)
    if choice.paper in WITH_OCCASION:
        nodes.append(occasion_choice(view, _ABOUT, label=_("For which occasion")))
    if len(formats) > 1:
        nodes.append(choice_links(view, _FORMAT, _("Format"), formats, chosen=choice.ending.removeprefix(".")))
    label = _("Language of the paper")
    nodes.append(choice_links(view, _LANGUAGE, label, languages, chosen=choice.language.value, default=own))
    return part("paper-choice", *nodes)


def _papers(view: View) -> list[str]:
    """Return the papers that a reader can have; the canonical workbook is always of the whole tracker."""
    return [str(each) for each in PAPERS if each != CANONICAL or view.loaded.agencies is None]


def _endings(paper: str) -> list[str]:
    return [".xlsx"] if paper == CANONICAL else list(FORMATS[PaperType(paper)])


def _read(view: View, code: str, options: list[str], default: str) -> str:
    return next((value for value in view.parameter(code)[:1] if value in options), default)
