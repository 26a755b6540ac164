"""The lists of the data checks: what is missing, what names no recommendation, and what has no Welsh yet."""

from functools import partial

import pandas as pd

from analysis.table_rows import rows_of
from components.document.document import FileOffer, file_link
from components.elements import BlockColumn, HtmlNode, block_table, definitions, element, part
from components.marks.lines import href_of, named_ref, numbered_marks
from components.session.view import View
from components.texts import MOST_MORE, listed, rest_of
from model.terms import NOT_RATED, NOT_REPORTED, TableRow
from reports.registry import XLSX, translation_workbook
from wording.catalogue import Translator
from wording.formatting import format_count, format_round, join_first

# The number of places that are listed for a column; the rest are counted.
_MOST_PLACES = 40
# The number of recommendations listed for a round; the rest stand behind their number.
MOST = 60


def missing_welsh_part(view: View, missing: pd.DataFrame) -> HtmlNode:
    """Show how many cells of each column have no Welsh, and where (`analysis.texts.missing_welsh`)."""
    _, found = view.translator, missing[missing["missing"].gt(0)]
    if found.empty:
        return part("welsh", element("p", _("Every text, name and status has its Welsh."), class_="muted"))
    named = (_("Sheet"), None), (_("Column"), None), (_("Without Welsh"), "number"), (_("Where"), "words")
    rows = (
        (row.sheet, row.heading, _n_of(row.missing, row.filled, _), join_first(row.places, _MOST_PLACES, _))
        for row in rows_of(found)
    )
    return part("welsh", block_table(_("Texts without Welsh, by column"), [BlockColumn(*each) for each in named], rows))


def translation_part(view: View) -> HtmlNode:
    """Return the link to the workbook of a translator."""
    link = file_link(view, translation_file(view), view.translator("Download a workbook for the translator"))
    return part("welsh.workbook", link)


def translation_file(view: View) -> FileOffer:
    """Return the offer of the workbook of a translator."""
    work = partial(translation_workbook, view.loaded.tracker, view.loaded.reading.scale)
    return FileOffer("translation.xlsx", "cynnydd-translation.xlsx", XLSX, lambda _actor: work)


def unreported_part(view: View, marks: pd.DataFrame, standing: pd.DataFrame) -> HtmlNode:
    """Show for each round, newest first, which recommendations were not reported, or reported but not rated."""
    _ = view.translator
    words = {NOT_REPORTED: _("not reported"), NOT_RATED: _("reported, not rated")}
    titled = marks.merge(standing[["review", "ref", "title", "title_cy"]], on=["review", "ref"], how="left")
    missing = titled[titled["mark"].isin(words)].sort_values("round", ascending=False, kind="stable")
    lines: list[list[HtmlNode]] = []
    for rows in (rows for _key, rows in missing.groupby(["round", "mark"], sort=False)):
        label = f"{format_round(rows['round'].iloc[0], _)}: {words[rows['mark'].iloc[0]]}"
        links = numbered_marks(view, rows_of(rows.head(MOST)))
        rest = numbered_marks(view, rows_of(rows.iloc[MOST : MOST + MOST_MORE]))
        more = rest_of(view, [element("div", *rest, class_="marks")], len(rows) - MOST, shown=MOST_MORE)
        lines.append([label, *links, *more])
    if lines:
        return part("silent", definitions(lines, class_="rows"), scale=view.scale)
    reported = _("Every recommendation was reported and rated in every round.")
    text = _("Nothing has been reported yet.") if marks.empty else reported
    return part("silent", element("p", text, class_="muted"))


def blanks_part(view: View, blanks: pd.DataFrame) -> HtmlNode:
    """Show the number of blank cells of each column (`analysis.table_rows`)."""
    _ = view.translator
    columns = [BlockColumn(_("Sheet")), BlockColumn(_("Column")), BlockColumn(_("Blank cells"), "number")]
    rows = [(row.sheet, row.heading, _n_of(row.blank, row.rows, _)) for row in rows_of(blanks)]
    title = _("Blank cells by column")
    return part("blanks", element("details", element("summary", title), block_table(title, columns, rows)))


def _n_of(n: int, total: int, _: Translator) -> str:
    return _("{n} of {total}", n=format_count(n, _), total=format_count(total, _))


def reference_checks_part(view: View, references: pd.DataFrame) -> HtmlNode:
    """Show each broken or self reference of analysis.texts.references, with a link to its recommendation."""
    _, broken = view.translator, references[references["problem"].notna()].drop_duplicates(["review", "ref", "target"])
    if broken.empty:
        return part("references", element("p", _("Every reference leads to a recommendation."), class_="muted"))

    def line(row: TableRow) -> HtmlNode:
        ref = named_ref(view, row)
        text = _("Recommendation {ref} refers to {target}, which is not there.", ref=ref, target=row.target)
        if row.problem == "self":
            text = _("Recommendation {ref} refers to itself.", ref=ref)
        return element("li", element("a", text, class_="plain", href=href_of(view, row.review, row.ref)))

    return part("references", *listed(view, rows_of(broken), line))
