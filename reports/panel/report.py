"""The panel report: a round's paper, in the shape in which such offices publish it."""

from collections.abc import Iterator

import pandas as pd

from analysis.status.latest_status import status_at
from model.terms import NameKind
from reports.content.document import Block, Document, Heading, Paragraph, words
from reports.content.edition import Edition
from reports.panel.conclusion import conclusion
from reports.panel.overview import overview
from reports.panel.recommendation import recommendation
from reports.panel.summary import summary
from reports.text.headers_footers import paper_of, title_of
from reports.text.narrator import Speaker, rows_of
from wording.format.lists import begin_sentence
from wording.format.status_counts import mark_counts


def panel_report(edition: Edition) -> Document:
    """Return the paper: overview, key, summary; each theme with each recommendation; other agencies; conclusion.

    The recommendations of the agency that leads most stand by theme; those of every other agency follow in a part of
    their own, as in the papers that are published.
    """
    speaker = Speaker(edition)
    return paper_of(speaker, title_of(speaker), _blocks(speaker))


def parts_of(speaker: Speaker, standing: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each theme of the main agency, then each other agency: its heading, and its rows of a standing table.

    Every recommendation says who leads on it, and its theme where its heading does not.
    """
    _ = speaker.translator
    led = standing["lead_agency"]
    main = led.mode().iloc[0] if led.notna().any() else None
    own = standing if main is None else standing[led.eq(main)]
    order = [*dict.fromkeys(theme for theme in speaker.edition.tracker.themes if theme in set(own["theme"].dropna()))]
    for theme in order:
        yield _of_theme(speaker, theme), own[own["theme"].eq(theme)]
    rest = own[own["theme"].isna()]
    if len(rest):
        yield (_("Recommendations without a theme") if order else _("Recommendations")), rest
    others = standing.drop(own.index)
    for agency in dict.fromkeys(others["lead_agency"].dropna()):
        name = speaker.names.full(NameKind.AGENCY, agency, _)
        yield _("Reported by {agency}", agency=name), others[others["lead_agency"].eq(agency)]
    nobody = others[others["lead_agency"].isna()]
    if len(nobody):
        yield _("Recommendations without a lead agency"), nobody


def _blocks(speaker: Speaker) -> Iterator[Block]:
    edition, _ = speaker.edition, speaker.translator
    if edition.chosen.recommendations.empty:
        yield Paragraph(words(_("There are no recommendations to show.")))
        return
    standing = status_at(edition.chosen, as_at=edition.as_at)
    yield from overview(speaker, standing)
    yield from summary(speaker, standing)
    for heading, part in parts_of(speaker, standing):
        yield from _part(speaker, part, heading)
    yield from conclusion(speaker, standing)


def _of_theme(speaker: Speaker, theme: str) -> str:
    _ = speaker.translator
    return begin_sentence(_("{theme} recommendations", theme=speaker.names.full(NameKind.THEME, theme, _)))


def _part(speaker: Speaker, standing: pd.DataFrame, heading: str) -> Iterator[Block]:
    yield Heading(heading)
    themed = heading in {_of_theme(speaker, theme) for theme in standing["theme"].dropna()}
    counted = mark_counts(standing["mark"], speaker.scale, speaker.translator)
    yield Paragraph(words(begin_sentence(f"{counted}.")), leads=True)
    for row in rows_of(standing):
        yield from recommendation(speaker, row, themed=themed)
