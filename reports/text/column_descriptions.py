"""The description of each column of the open data, one sentence each."""

from wording.catalogue import Translator

_DATE_PARTS = ("_last", "_precision", "_words")


def column_description(table: str, column: str, _: Translator) -> str:
    """Return the description of a column; those of the parts of a date are the same for every date."""
    for part in _DATE_PARTS:
        if column.endswith(part):
            return _date_part_description(part, _)
    descriptions = _table_descriptions(table, _) | _shared_descriptions(_)
    return _table_descriptions(table, _).get(column) or descriptions[column]


def _date_part_description(part: str, _: Translator) -> str:
    return {
        "_last": _("The last day of the date before; the same day where one day is meant."),
        "_precision": _("How precise the date before is: day, month, quarter, season, year or words."),
        "_words": _("The date before in the words of the workbook."),
    }[part]


def _table_descriptions(table: str, _: Translator) -> dict[str, str]:
    tables = {
        "reviews": {
            "title": _("The title of the review."),
            "published": _("The first day of when the review was published."),
            "response_days": _("The days after publication within which the formal response is due."),
            "body": _("Who published it."),
            "source": _("What the tracker was made from."),
            "notes": _("What a reader should know about it."),
        },
        "recommendations": {
            "title": _("What it is about, in a few words."),
            "target": _("The first day of the target date in its row of the workbook; latest_target holds."),
            "first_target": _("The first day of the first target date it had."),
            "latest_target": _("The first day of the target date that holds as at the date of this package."),
            "times_moved": _("How often its target date moved to a later day."),
            "closed": _("Whether it is closed as at the date of this package, whatever its status."),
            "decision": _("The decision on closure that holds as at the date of this package; empty without one."),
            "decided_on": _("The first day of when it was decided."),
        },
        "progress": {
            "date": _("The first day of when it was reported; it takes effect then."),
            "kind": _("Response or Progress."),
            "status": _("The status given with this update; empty where none was."),
            "basis": _("Published, or Inferred from the words of the update."),
        },
        "monitoring": {
            "due": _("The first day on which it falls due; it is overdue only after the last."),
            "kind": _("Meeting, Request, Attendance, Assurance or Other."),
        },
        "targets": {
            "date": _("The first day of when the target was set; empty where that is not known."),
            "target": _("The first day of the target."),
            "reason": _("Why it was set or revised."),
        },
        "decisions": {
            "date": _("The first day of when it was decided."),
            "reason": _("Why it was decided."),
            "evidence": _("What the decision rests on."),
        },
        "key": {
            "status": _("The word of a status."),
            "place": _("Its place in the order: 1 is the worst."),
            "complete": _("Whether a recommendation with this status is done."),
            "colour": _("The colour that the workbook gives it."),
        },
        "names": {
            "kind": _("Theme, Agency or Role."),
            "name": _("A name as the other tables have it."),
            "short_name": _("Its short form."),
        },
    }
    return tables[table]


def _shared_descriptions(_: Translator) -> dict[str, str]:
    welsh = _("The same in Welsh.")
    return {
        "review": _("The review it belongs to, by its short name."),
        "ref": _("The number of the recommendation within its review, as text."),
        "recommendation": _("What is recommended."),
        "theme": _("The theme it is grouped under."),
        "lead_agency": _("The agency it is for."),
        "supporting_agencies": _("Other agencies, with semicolons between them."),
        "lead_role": _("Who leads on it, by role."),
        "accepted": _("Whether it was accepted."),
        "related_refs": _("Recommendations it refers to, with semicolons between them."),
        "status_now": _("The status that holds as at the date of this package."),
        "basis_now": _("Whether that status was published or inferred."),
        "rated_on": _("The first day of the month in which it was given."),
        "status_since": _("The first day of the month since which it has held without a break."),
        "rated_by": _("Who gave the status."),
        "update": _("What was reported, a line for each point."),
        "evidence": _("What supports it."),
        "agency_status": _("The status that the agency gives itself; it counts nowhere."),
        "proposed_closure": _("Whether the agency proposes to close the recommendation."),
        "closure_reason": _("Why the agency proposes that."),
        "decision": _(
            "What was decided on closure: Closed, Kept open, Superseded by, No longer applicable, Not accepted or "
            "Reopened."
        ),
        "by": _("Who decided, by role."),
        "superseded_by": _("The recommendation that takes its place; of another review with its name in brackets."),
        "round": _("The first day of the month in which it was reported."),
        "activity": _("What the office said it would do."),
        "with": _("The role or agency it is done with."),
        "done": _("Whether it was done."),
        "outcome": _("What came of it."),
        "meaning": _("What a status means."),
        **dict.fromkeys(
            (
                "title_cy",
                "recommendation_cy",
                "update_cy",
                "activity_cy",
                "outcome_cy",
                "status_cy",
                "meaning_cy",
                "name_cy",
                "short_name_cy",
            ),
            welsh,
        ),
    }
