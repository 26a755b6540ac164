"""What a paper covers: its selection from words, and in its title, the lines below it and its footer."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import pandas as pd

from analysis.promises import occasions
from analysis.rounds import judged_on
from analysis.selection import Selection
from analysis.table_rows import rows_of
from model.settings import SAMPLE_OFFICE
from model.status import Scale
from model.terms import LIST_SEPARATOR, Language, NameKind, base_letters
from model.tracker.rows import TableRow
from model.tracker.tracker import Tracker
from reports.document import Block, Logo, Paper
from reports.text.narrator import Narrator
from wording.answers.headline import data_date_line
from wording.answers.recommendation import occasion_name
from wording.catalogue import Translator, translator
from wording.formatting import Names, format_day, format_round, join_words, standing_word

TODAY = "today"
_MONTH = re.compile(r"(199\d|20\d\d|2100)-(0[1-9]|1[0-2])")


class SelectionError(Exception):
    """An option of a paper has an invalid value.

    Attributes:
        code: the option: `theme`, `agency`, `as-at`, `ending` or `occasion`; `occasions` where several match.
        value: the invalid value.
        options: the valid values.
    """

    def __init__(self, code: str, value: str, options: Sequence[str] = ()) -> None:
        super().__init__(f"{code}: {value}")
        self.code, self.value, self.options = code, value, tuple(options)


def parse_selection(
    tracker: Tracker, *, themes: Iterable[str], agencies: Iterable[str], as_at: str | None, today: date
) -> Selection:
    """Return the selection of themes and agencies by name: full or short, in either language and any case.

    Raises:
        SelectionError: the tracker has no such theme or agency, or the month is invalid.
    """
    leads = tracker.recommendations["lead_agency"].dropna()
    supporting = tracker.recommendations["supporting_agencies"].dropna().str.split(LIST_SEPARATOR).explode()
    options = tuple(dict.fromkeys([*leads, *supporting]))
    return Selection(
        themes=tuple(_find_name(tracker, NameKind.THEME, each, tracker.themes) for each in themes),
        agencies=tuple(_find_name(tracker, NameKind.AGENCY, each, options) for each in agencies),
        as_at=None if as_at is None else _parse_month(as_at.strip(), today),
    )


def _find_name(tracker: Tracker, kind: NameKind, value: str, options: Sequence[str]) -> str:
    """Return the name in the tracker that matches a name."""
    listed = tracker.names[tracker.names["kind"].eq(kind.value)]
    name_rows = listed[["name", "short_name", "name_cy", "short_name_cy"]].itertuples(index=False)
    names_by_key = {
        _name_key(str(variant)): str(row[0]) for row in name_rows for variant in row if isinstance(variant, str)
    }
    names_by_key |= {_name_key(name): name for name in options}
    match = names_by_key.get(_name_key(value))
    if match is None or match not in options:
        raise SelectionError(kind.value.casefold(), value, options)
    return match


def _parse_month(value: str, today: date) -> str:
    if value.casefold() == TODAY:
        return f"{today:%Y-%m}"
    if not _MONTH.fullmatch(value):
        raise SelectionError("as-at", value)
    return value


def selection_words(selection: Selection, names: Names, scale: Scale, _: Translator) -> str:
    """Return what is selected, without reviews and the month; "" where nothing is."""
    parts = [
        *(names.full(NameKind.THEME, theme or None, _) for theme in selection.themes),
        *(_lead(agency, names, _) for agency in selection.leads),
        *(_("{agency}, leading or supporting", agency=names.full(NameKind.AGENCY, n, _)) for n in selection.agencies),
        *(_("{agency}, supporting", agency=names.full(NameKind.AGENCY, n, _)) for n in selection.supporters),
        *(names.full(NameKind.ROLE, role or None, _) for role in selection.roles),
        *(standing_word(mark, scale, _) for mark in selection.statuses),
        *([f"“{selection.text}”"] if selection.text.strip() else []),
    ]
    return _("Only: {chosen}", chosen=", ".join(parts)) if parts else ""


def _lead(agency: str, names: Names, _: Translator) -> str:
    full = names.full(NameKind.AGENCY, agency or None, _)
    return _("{agency}, leading", agency=full) if agency else full


def parse_occasion(tracker: Tracker, text: str, *, as_at: pd.Timestamp, language: Language) -> str:
    """Return the key of the occasion whose date, and with whom it is, have all words of a text, in either language.

    Capitals, accents and punctuation do not matter, and the slug of a meeting in a URL is such a text, too.

    Raises:
        SelectionError: no occasion matches (`occasion`) or several do (`occasions`), with the candidates as options.
    """
    names, candidates = Names(tracker.names), list(rows_of(occasions(tracker, as_at=as_at)))
    asked = set(_name_key(text).split())
    matches = [row for row in candidates if asked and asked <= set(_occasion_words(row, names))]
    if len(matches) == 1:
        return str(matches[0].occasion)
    options = [occasion_name(row, names, translator(language)) for row in matches or candidates]
    raise SelectionError("occasions" if matches else "occasion", text, options)


def _occasion_words(row: TableRow, names: Names) -> Iterator[str]:
    yield from _name_key(row.occasion).split()
    for _ in map(translator, Language):
        texts = [occasion_name(row, names, _), format_round(row.due, _)]
        if isinstance(row.with_whom, str):
            texts += [look_up(NameKind.ROLE, row.with_whom, _) for look_up in (names.full, names.short)]
        yield from _name_key(" ".join(texts)).split()


def edition_occasion_name(narrator: Narrator) -> str:
    """Return the name of the edition's occasion; "" where it has none, or the tracker does not have it."""
    edition = narrator.edition
    if edition.occasion is None:
        return ""
    candidates = occasions(edition.tracker, as_at=edition.as_at, today=edition.today)
    rows = rows_of(candidates[candidates["occasion"].eq(edition.occasion)])
    return next((occasion_name(row, narrator.names, narrator.translator) for row in rows), "")


def _name_key(text: str) -> str:
    """Return the key by which names are compared: without capitals, accents and punctuation."""
    return " ".join(re.findall(r"\w+", base_letters(text)))


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
