"""The panel report: a round's paper, in the shape in which such offices publish it."""

from collections.abc import Iterator

import pandas as pd

from analysis.status.latest_status import status_at
from model.terms import NameKind
from reports.content.document import Block, Document, Heading, Paragraph, text_spans
from reports.content.edition import Edition
from reports.panel.conclusion import conclusion
from reports.panel.overview import overview
from reports.panel.recommendation import recommendation
from reports.panel.summary import summary
from reports.text.headers_footers import build_document, progress_report_title
from reports.text.narrator import Narrator, iter_rows
from wording.format.lists import begin_sentence
from wording.format.status_counts import mark_counts


def panel_report(edition: Edition) -> Document:
    """Return the paper: overview, key, summary; each theme with each recommendation; other agencies; conclusion.

    The recommendations of the agency that leads most stand by theme; those of every other agency follow in a part of
    their own, as in the papers that are published.
    """
    narrator = Narrator(edition)
    return build_document(narrator, progress_report_title(narrator), _blocks(narrator))


def panel_sections(narrator: Narrator, standing: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each theme of the main agency, then each other agency: its heading, and its rows of a standing table.

    Every recommendation says who leads on it, and its theme where its heading does not.
    """
    _ = narrator.translator
    led = standing["lead_agency"]
    main = led.mode().iloc[0] if led.notna().any() else None
    own = standing if main is None else standing[led.eq(main)]
    order = [*dict.fromkeys(theme for theme in narrator.edition.tracker.themes if theme in set(own["theme"].dropna()))]
    for theme in order:
        yield _of_theme(narrator, theme), own[own["theme"].eq(theme)]
    rest = own[own["theme"].isna()]
    if len(rest):
        yield (_("Recommendations without a theme") if order else _("Recommendations")), rest
    others = standing.drop(own.index)
    for agency in dict.fromkeys(others["lead_agency"].dropna()):
        name = narrator.names.full(NameKind.AGENCY, agency, _)
        yield _("Reported by {agency}", agency=name), others[others["lead_agency"].eq(agency)]
    nobody = others[others["lead_agency"].isna()]
    if len(nobody):
        yield _("Recommendations without a lead agency"), nobody


def _blocks(narrator: Narrator) -> Iterator[Block]:
    edition, _ = narrator.edition, narrator.translator
    if edition.chosen.recommendations.empty:
        yield Paragraph(text_spans(_("There are no recommendations to show.")))
        return
    standing = status_at(edition.chosen, as_at=edition.as_at)
    yield from overview(narrator, standing)
    yield from summary(narrator, standing)
    for heading, part in panel_sections(narrator, standing):
        yield from _part(narrator, part, heading)
    yield from conclusion(narrator, standing)


def _of_theme(narrator: Narrator, theme: str) -> str:
    _ = narrator.translator
    return begin_sentence(_("{theme} recommendations", theme=narrator.names.full(NameKind.THEME, theme, _)))


def _part(narrator: Narrator, standing: pd.DataFrame, heading: str) -> Iterator[Block]:
    yield Heading(heading)
    themed = heading in {_of_theme(narrator, theme) for theme in standing["theme"].dropna()}
    counted = mark_counts(standing["mark"], narrator.scale, narrator.translator)
    yield Paragraph(text_spans(begin_sentence(f"{counted}.")), keep_with_next=True)
    for row in iter_rows(standing):
        yield from recommendation(narrator, row, below_theme_heading=themed)
