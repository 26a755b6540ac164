"""Reports: choose a paper, see what it will hold, and download it."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.promises import recommendations_of_occasion
from components.choices.controls import choice_links
from components.choices.filter_bar import filter_bar_parts
from components.choices.listing import chosen_occasion, occasion_choice
from components.document.document import Document, file_link
from components.downloads import edition_of, logo_fault_part, paper_offer, tracker_workbook
from components.elements import HtmlNode, answer, columns, element, part, section, subtitle_part
from components.public_edition.choice import website_parts
from components.session.view import View
from components.texts import MOST_MORE, rest_of
from model.terms import Language
from model.tracker.columns import SHEETS
from reports.calendar_file import calendar_title
from reports.document import Edition
from reports.meeting_pack import pack_title
from reports.registry import FORMATS, WITH_OCCASION, OutlinePart, PaperType
from reports.text.narrator import Narrator
from wording.catalogue import label

# The number of recommendations from which a note says that a paper takes some seconds.
MANY = 100
MOST_PARTS = 20
# The code of the whole tracker as a canonical workbook, which is no paper.
CANONICAL = "canonical"
LANGUAGES = {Language.ENGLISH.value: "English", Language.WELSH.value: "Cymraeg"}
# The title of a paper that is no progress report.
_TITLES = {str(PaperType.PACK): pack_title, str(PaperType.CALENDAR): calendar_title}
_PAPER, _FORMAT, _LANGUAGE, _ABOUT = "paper", "format", "in", "about"


def reports(view: View) -> Document:
    """Return the page."""
    _, paper = view.translator, _read(view, _PAPER, _papers(view))
    ending = f".{_read(view, _FORMAT, [each.removeprefix('.') for each in _endings(paper)])}"
    language = Language(_read(view, _LANGUAGE, [view.translator.language, *Language]))
    occasion = chosen_occasion(view, _ABOUT) if paper in WITH_OCCASION else None
    choice = paper, ending, replace(edition_of(view), language=language, occasion=occasion)
    left = section(_("Choose"), _paper_choice_part(view, *choice), *_paper_file_parts(view, *choice))
    right = section(_("What it will hold"), _preview_part(view, *choice))
    n, name = len((view.tracker if paper == CANONICAL else view.chosen).recommendations), label("paper", paper, _)
    if occasion is not None:
        n = len(recommendations_of_occasion(view.chosen, occasion=occasion, as_at=view.as_at))
    title = answer(_.plural("{paper} on {n} recommendation", "{paper} on {n} recommendations", n, paper=name))
    head = title, subtitle_part(Narrator(edition_of(view)).footer), *filter_bar_parts(view)
    return Document(*head, columns([2, 3], left, right), *website_parts(view))


def _paper_file_parts(view: View, paper: str, ending: str, edition: Edition) -> list[HtmlNode | None]:
    """Return the link to the chosen paper, with notes on what it does."""
    _, offer = view.translator, tracker_workbook(view)
    if paper != CANONICAL:
        offer = paper_offer(edition, PaperType(paper), ending, key=f"paper{ending}")
    link = file_link(view, offer, _("Download: {format}", format=label("paper-format", ending, _)), primary=True)
    notes = [_("It is made when you press the button, as {file}.", file=offer.name)]
    if view.chosen.recommendation_count >= MANY:
        notes.append(_("With so many recommendations that takes some seconds; the button shows that it is at work."))
    if view.loaded.version is not None:
        notes.append(_("That it was made is noted on the audit trail."))
    return [part("paper-file", link, element("p", " ".join(notes), class_="muted small")), logo_fault_part(view)]


def _preview_part(view: View, paper: str, ending: str, edition: Edition) -> HtmlNode:
    """Return the outline of the chosen paper; of the canonical workbook its sheets, which have the whole tracker."""
    _ = view.translator
    if paper == CANONICAL:
        tables = {plan.name: getattr(view.tracker, plan.table, view.scale.statuses) for plan in SHEETS}
        sheets = [(name, _.plural("{n} row", "{n} rows", len(table))) for name, table in tables.items()]
        text = _("It is the whole tracker, whatever is chosen above, in the layout that the Upload page reads.")
        return part("preview", element("p", text, class_="prose"), *_parts(view, sheets))
    narrator, language = Narrator(edition), edition.language
    title = _TITLES[paper](narrator) if paper in _TITLES else narrator.report_title
    outline = FORMATS[PaperType(paper)][ending].outline(narrator)
    about = [element("p", line, class_="muted") for line in narrator.subtitle]
    about += [element("p", line, class_="prose") for line in outline.sentences if line]
    parts = [element("h3", outline.size), *_parts(view, outline.parts)]
    foot = element("p", narrator.footer, class_="muted small")
    lang = None if language is view.translator.language else language.value
    return part("preview", element("div", element("p", element("strong", title)), *about, *parts, foot, lang=lang))


def _parts(view: View, parts: Sequence[OutlinePart]) -> list[HtmlNode]:
    """Return the parts as a numbered list, those after the first behind their number."""
    lines = [element("li", name, element("span", f" ({n})", class_="muted") if n else None) for name, n in parts]
    first, rest = lines[:MOST_PARTS], lines[MOST_PARTS:][:MOST_MORE]
    rest_list = element("ol", *rest, class_="points", start=str(MOST_PARTS + 1))
    more = rest_of(view, [rest_list], len(parts) - MOST_PARTS, shown=len(rest))
    return [*([element("ol", *first, class_="points")] if first else []), *more]


def _paper_choice_part(view: View, paper: str, ending: str, edition: Edition) -> HtmlNode:
    """Return the choice of a paper; parameters with a single option are not shown."""
    _ = view.translator
    papers = {code: label("paper", code, _) for code in _papers(view)}
    formats = {each.removeprefix("."): label("paper-format", each, _) for each in _endings(paper)}
    own, chosen = view.translator.language.value, edition.language.value
    nodes: list[HtmlNode | None] = [
        choice_links(view, _PAPER, _("What to make"), papers, chosen=paper),
        element("p", label("paper-purpose", paper, _), class_="muted"),
    ]
    if paper in WITH_OCCASION:
        nodes.append(occasion_choice(view, _ABOUT, label=_("For which occasion")))
    if len(formats) > 1:
        nodes.append(choice_links(view, _FORMAT, _("Format"), formats, chosen=ending.removeprefix(".")))
    if paper != CANONICAL:
        nodes.append(choice_links(view, _LANGUAGE, _("Language of the paper"), LANGUAGES, chosen=chosen, default=own))
    return part("paper-choice", *nodes)


def _papers(view: View) -> list[str]:
    """Return the papers that a reader can have; the canonical workbook is always of the whole tracker."""
    first = PaperType.PANEL, PaperType.SHORT, PaperType.ONE_PAGE, PaperType.PACK, PaperType.WORKBOOK
    return [*first, *([CANONICAL] if view.loaded.agencies is None else []), PaperType.OPEN_DATA, PaperType.CALENDAR]


def _endings(paper: str) -> list[str]:
    return [".xlsx"] if paper == CANONICAL else list(FORMATS[PaperType(paper)])


def _read(view: View, code: str, options: Sequence[str]) -> str:
    """Return the choice of a parameter of the URL; a missing or invalid one has its default, the first option."""
    return next((value for value in view.parameter(code)[:1] if value in options), options[0])
