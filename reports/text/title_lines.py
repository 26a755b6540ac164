"""The title of a paper, the lines below it and the footer of its pages."""

from collections.abc import Iterable

from analysis.rounds import judged_on
from model.language import Language
from model.settings import SAMPLE_OFFICE
from reports.document import Block, Logo, Paper
from reports.text.narrator import Narrator
from reports.text.parse_selection import selection_words
from wording.answers.headline import data_date_line
from wording.format.dates import format_day
from wording.format.text import join_words


def build_document(narrator: Narrator, title: str, blocks: Iterable[Block]) -> Paper:
    """Return the paper of some blocks, with its title, subtitle and footer."""
    return Paper(
        title=title,
        subtitle=subtitle(narrator),
        language=narrator.edition.language,
        footer=footer(narrator),
        page_number_pattern=page_number_pattern(narrator),
        blocks=tuple(blocks),
        publisher=narrator.publisher,
        logo=office_logo(narrator),
    )


def progress_report_title(narrator: Narrator) -> str:
    """Return the title of a progress report, with the titles of the selected reviews."""
    _ = narrator.translator
    return _("Progress report: {reviews}", reviews=review_titles(narrator))


def review_titles(narrator: Narrator) -> str:
    """Return the titles of the selected reviews, as one text."""
    edition = narrator.edition
    chosen = set(edition.chosen.recommendations["review"])
    rows = edition.tracker.reviews[edition.tracker.reviews["review"].isin(chosen)]
    titles = [text.words for row in rows.itertuples(index=False) if (text := narrator.localised(row, "title"))]
    return join_words(titles or sorted(chosen), narrator.translator)


def subtitle(narrator: Narrator) -> tuple[str, ...]:
    """Return the lines below the title: the month, what is selected, the contact, and whose Welsh is a draft."""
    lines = (as_at_line(narrator), selection_line(narrator), contact_line(narrator), _draft_line(narrator))
    return tuple(line for line in lines if line)


def _draft_line(narrator: Narrator) -> str:
    """Return the line that says that the Welsh of the sample is a draft; "" in English and for any other tracker."""
    edition, _ = narrator.edition, narrator.translator
    is_draft = edition.language is Language.WELSH and edition.office.name == SAMPLE_OFFICE
    return _("The Welsh of the sample's texts is drafted, not checked by a translator.") if is_draft else ""


def contact_line(narrator: Narrator) -> str:
    """Return the line with the contact of the office; "" where the settings give none."""
    contact = narrator.edition.office.contact
    return narrator.translator("Contact: {contact}", contact=contact) if contact else ""


def office_logo(narrator: Narrator) -> Logo | None:
    """Return the logo of the office with its alternative text."""
    png = narrator.edition.office.logo_png
    return Logo(png, narrator.translator("The logo of the office")) if png else None


def as_at_line(narrator: Narrator) -> str:
    """Return the line with the month of the data, and the day of judgement where that is later."""
    edition, data = narrator.edition, narrator.edition.data_date
    judged = judged_on(edition.as_at, edition.today)
    return data_date_line(data.month, judged, narrator.translator, is_latest=data.is_latest)


def selection_line(narrator: Narrator) -> str:
    """Return the line with what is selected; "" where the paper covers everything."""
    return selection_words(narrator.edition.selection, narrator.names, narrator.scale, narrator.translator)


def footer(narrator: Narrator) -> str:
    """Return the footer of every page: the month of the data in its short form, version, office and day."""
    _, edition = narrator.translator, narrator.edition
    judged = judged_on(edition.as_at, edition.today)
    parts = [data_date_line(edition.data_date.month, judged, _, is_latest=False)]
    if edition.version is None:
        parts.append(_("from {file}, not published", file=edition.source))
    else:
        parts.append(_("version {version}", version=edition.version))
        if edition.published_at is not None:
            day = format_day(edition.published_at.date(), _)
            office = narrator.publisher
            by = _("published by {who}, {day}", who=office, day=day)
            parts.append(by if office else _("published on {day}", day=day))
    return " · ".join(parts)


def page_number_pattern(narrator: Narrator) -> str:
    """Return the text of the page number, which stays on one line, with `{page}` and `{pages}` for the two numbers."""
    return narrator.translator("Page {page} of {pages}", page="{page}", pages="{pages}").replace(" ", "\u00a0")
