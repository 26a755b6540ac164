"""The texts of a published paper: refused, or read with gaps."""

import re
from collections.abc import Mapping

from model.terms import LIST_SEPARATOR
from wording.catalogue import Translator
from wording.format.locations import format_location, format_location_part
from wording.issues.issue_text import IssueText

_PLACE = re.compile(r"(?:page|line|paragraph) \d+")


def _not_a_report(_: Translator, v: Mapping[str, str]) -> str:
    """Return the message on the headings a progress report has, and on how many of them were found."""
    looked_for = _(
        "The document is no progress report that can be read. Looked for were headings such as “Recommendation 3”, "
        "and below them “Response July 2023” or “Progress June 2024”."
    )
    recommendations, updates = int(v["recommendations"]), int(v["updates"])
    if not v["found"]:
        return f"{looked_for} " + _("There are no words in it.")
    if not recommendations and not updates:
        return f"{looked_for} " + _("There is none of them in it. It begins “{found}”.", **v)
    return f"{looked_for} " + _(
        "Headings of recommendations found: {recommendations}. Headings of responses or progress with a month found: "
        "{updates}. It begins “{found}”.",
        **v,
    )


def _status_blank(_: Translator, v: Mapping[str, str]) -> str:
    """Return the message on an update without a printed status, and on what the paper's key would suggest."""
    blank = _("The paper prints no status for recommendation {found} in {round}, so it is blank.", **v)
    if not v["suggestion"]:
        return blank
    return f"{blank} " + _("By the paper's own key, its words would be {suggestion}.", **v)


def _statuses_differ(_: Translator, v: Mapping[str, str]) -> str:
    """Return the message on two printed statuses of a recommendation in one round, and where the second is."""
    where = format_location(v["page"], v["line"], _)
    here, there = (v[side] or _("not rated") for side in ("here", "there"))
    return _(
        "The paper prints {here} for recommendation {found} in {round}, and {there} at {where}, so neither was taken.",
        found=v["found"],
        round=v["round"],
        here=here,
        there=there,
        where=where,
    )


def _with_places(_: Translator, v: Mapping[str, str]) -> dict[str, str]:
    """Return values with `places` as the number of lines of one kind and the first of them: "12: line 3, line 7, …"."""
    listed = v["places"].split(LIST_SEPARATOR)
    places = [_PLACE.sub(lambda found: format_location_part(found[0], _), place) for place in listed]
    return {**v, "places": f"{v['count']}: {', '.join(places)}{', …' if int(v['count']) > len(listed) else ''}"}


TEXTS: Mapping[str, IssueText] = {
    "text-outside-tables": IssueText(
        message=lambda _, v: _.plural(
            "The tables of the document were read, and not the {n} paragraph outside them: “{found}”.",
            "The tables of the document were read, and not the {n} paragraphs outside them. The first is “{found}”.",
            int(v["count"]),
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if they are no part of the tracker; else put them into the table."),
    ),
    "not-a-report": IssueText(
        message=_not_a_report,
        remedy=lambda _, v: _(
            "Put the number of each recommendation on a line of its own, and above what was reported of it a line "
            "such as “Progress June 2024”; or put all of it into the template. A table needs columns with headings "
            "such as Ref, Recommendation, Owner and Status."
        ),
    ),
    "paper-damaged": IssueText(
        message=lambda _, v: _("The document is damaged or incomplete and cannot be read."),
        remedy=lambda _, v: _("Open it in the program it was made with, and save it again."),
    ),
    "pdf-encrypted": IssueText(
        message=lambda _, v: _("The PDF is protected, and its text cannot be read."),
        remedy=lambda _, v: _("Save it without protection, or ask for the Word document it was made from."),
    ),
    "pdf-without-text": IssueText(
        message=lambda _, v: _.plural(
            "The PDF has {n} page and no text in it: it is a scan, a picture of a page.",
            "The PDF has {n} pages and no text in them: it is a scan, pictures of pages.",
            int(v["pages"]),
        ),
        remedy=lambda _, v: _("Ask for the Word document it was made from, or a PDF with text in it."),
    ),
    "paper-of-a-part": IssueText(
        message=lambda _, v: _("The paper is about a part of a tracker only: {found}. The rest is not in it.", **v),
        remedy=lambda _, v: _(
            "Use a report of the whole: if this one is published, the tracker will hold nothing else."
        ),
    ),
    "paper-status-blank": IssueText(
        message=_status_blank,
        remedy=lambda _, v: _(
            "Write the status that was given into the Progress sheet, or leave it blank if none was."
        ),
        upload_remedy=lambda _, v: _(
            "Write the status that was given into the Progress sheet of the workbook below; leave it blank if none was."
        ),
    ),
    "paper-statuses-differ": IssueText(
        message=_statuses_differ,
        remedy=lambda _, v: _("Ask which of them is right, and write it into the Progress sheet."),
        upload_remedy=lambda _, v: _(
            "Ask which of them is right, and write it into the Progress sheet of the workbook below."
        ),
    ),
    "paper-agency-unsure": IssueText(
        message=lambda _, v: _(
            "Recommendation {found} stands in the part of several agencies ({candidates}), and no sentence says whose "
            "it is.",
            **v,
        ),
        remedy=lambda _, v: _("Write its lead agency into the Recommendations sheet."),
        upload_remedy=lambda _, v: _("Write its lead agency into the Recommendations sheet of the workbook below."),
    ),
    "paper-text-kept-out": IssueText(
        message=lambda _, v: _.plural(
            "{n} line or paragraph belongs to no recommendation and was not taken over; it begins “{found}”.",
            "{n} lines or paragraphs belong to no recommendation and were not taken over; they begin “{found}”.",
            int(v["count"]),
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if it is an introduction or a conclusion; else add it by hand."),
    ),
    "paper-footnotes": IssueText(
        message=lambda _, v: _("A footnote was not taken over: “{found}”.", **v),
        remedy=lambda _, v: _("Nothing, unless the footnote belongs to what was reported."),
    ),
    "paper-lines-joined": IssueText(
        message=lambda _, v: _(
            "Lines in which the text of the line before continues were joined with it ({places}). The first of them "
            "begins “{found}”.",
            **_with_places(_, v),
        ),
        remedy=lambda _, v: _("Nothing, if these texts are right in the tracker; else correct them there."),
    ),
    "paper-headings-joined": IssueText(
        message=lambda _, v: _(
            "Headings on several lines were each read as one ({places}). The first is “{found}”.",
            **_with_places(_, v),
        ),
        remedy=lambda _, v: _("Nothing, if each is one heading; else correct the title or the agencies."),
    ),
    "paper-recommendations-joined": IssueText(
        message=lambda _, v: _(
            "The words behind the number of a recommendation and the lines below them were read as one text, without "
            "a title ({places}). The first is “{found}”.",
            **_with_places(_, v),
        ),
        remedy=lambda _, v: _(
            "Nothing, if these words are part of the text; else move them to the Title column of the Recommendations "
            "sheet."
        ),
    ),
    "paper-titles-split": IssueText(
        message=lambda _, v: _(
            "The words behind the number of a recommendation were read as its title, and the lines below as its text "
            "({places}). The first is “{found}”.",
            **_with_places(_, v),
        ),
        remedy=lambda _, v: _(
            "Nothing, if these words are a title; else move them to the beginning of the text in the Recommendations "
            "sheet."
        ),
    ),
    "paper-themes-by-position": IssueText(
        message=lambda _, v: _(
            "Headings directly above a recommendation were read as themes, though their words do not say so "
            "({places}). The first is “{found}”.",
            **_with_places(_, v),
        ),
        remedy=lambda _, v: _(
            "Nothing, if they are themes; else correct the Theme column of the Recommendations sheet."
        ),
    ),
    "paper-agencies-shared": IssueText(
        message=lambda _, v: _(
            "Recommendations that several agencies report together got the first agency as lead and the others as "
            "supporting ({places}). The first are reported by “{found}”.",
            **_with_places(_, v),
        ),
        remedy=lambda _, v: _(
            "Nothing, if the agency that is named first leads; else correct the agencies in the Recommendations sheet."
        ),
    ),
    "paper-statuses-by-position": IssueText(
        message=lambda _, v: _(
            "Statuses that stand on a line by themselves were given to the update in which they stand ({places}). The "
            "first is “{found}”.",
            **_with_places(_, v),
        ),
        remedy=lambda _, v: _("Nothing, if these statuses are right; else correct them in the Progress sheet."),
    ),
    "paper-statuses-latest": IssueText(
        message=lambda _, v: _(
            "Statuses that the paper prints for a recommendation and for no month were given to its latest update "
            "({places}). The first is “{found}”.",
            **_with_places(_, v),
        ),
        remedy=lambda _, v: _("Nothing, if they are the latest statuses; else correct them in the Progress sheet."),
    ),
    "paper-reviews-by-position": IssueText(
        message=lambda _, v: _(
            "Recommendations that name no review were given to the first one that the paper describes ({places}). The "
            "first is “{found}”.",
            **_with_places(_, v),
        ),
        remedy=lambda _, v: _(
            "Nothing, if they belong to it; else correct the Review column of the Recommendations sheet."
        ),
    ),
    "paper-tables-joined": IssueText(
        message=lambda _, v: _(
            "Cells of tables that continue on another page or in another column, without a heading of their own, were "
            "joined with the cell before ({places}). The first begins “{found}”.",
            **_with_places(_, v),
        ),
        remedy=lambda _, v: _("Nothing, if these texts are right in the tracker; else correct them there."),
    ),
}
