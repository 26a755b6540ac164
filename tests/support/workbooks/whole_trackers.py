"""Whole trackers as canonical workbooks, drawn with every column of the contract filled and empty."""

from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from model.terms import ClosureDecision, MonitoringKind
from model.tracker.columns import SHEETS
from tests.support.workbooks.canonical import DECISION, KEY, PROMISE, RATED, RECOMMENDATION, REVIEW, TARGET, UPDATE

TEXTS = st.sampled_from(
    [
        "Work goes on.",
        "Line one.\n\nLine  two:\n• a point",
        "+44 1267 and @so on",
        "<r>not markup</r>",
        "_x0041_ & “ŵyl” 🙂",
        "'quoted",
        "12",
        "5%",
        "Yes",
        "June 2024",
        "-",
        "N/A",
    ]
) | st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=8).filter(
    lambda t: t[:1] != "=" and t.strip()
)
DATES = st.sampled_from(
    [
        "June 2024",
        "Feb 24",
        "Autumn 2023",
        "Q3 2024/25",
        "5 June 2024",
        "2024",
        "end of June 2025",
        "by 31 March 2026",
        "TBC",
        datetime(2024, 6, 30),
        datetime(2025, 1, 1),
    ]
)
DAYS = st.sampled_from(["October 2023", "Feb 24", "5 June 2024", "Q1 2025", datetime(2024, 6, 30)])
FLAGS = st.sampled_from(["Yes", "No", None])
AGENCIES = st.sampled_from(["Dyfed-Powys Police", "CPS", "Probation Service", "Heddlu & co.", "HMCTS"])
ROLES = st.sampled_from(["Detective Superintendent", "Chief Officer", "OPCC", "HMICFRS"])
THEMES = st.sampled_from(["Training", "Data and systems", "Victims’ needs"])
STATUSES: list[dict[str, Any]] = [
    *KEY,
    {"Status": "Blue", "Meaning": None, "Complete": "Yes", "Colour": "#1f4e9c", "Status (Welsh)": "Glas"},
    {"Status": "On hold", "Meaning": "Waiting.", "Complete": None, "Colour": None, "Meaning (Welsh)": "Yn aros."},
]
REVIEWS = ("Stalking", "Custody")
REFS = st.sampled_from(["1", "2", "10", "1.1", "R3", "A", 4])
WELSH = {
    plan.table: {each.heading: f"{each.heading}: ŵyl" for each in plan.columns if each.heading.endswith("(Welsh)")}
    for plan in SHEETS
}
WHOLE: dict[str, Any] = {
    "reviews": [
        {
            **REVIEW,
            "Response days": 56,
            "Body": "HMICFRS",
            "Source": "The review.",
            "Notes": "None.",
            **WELSH["reviews"],
        },
        {"Review": "Custody", "Title": "Custody", "Published": datetime(2023, 7, 14)},
    ],
    "recommendations": [
        {
            **RECOMMENDATION,
            "Supporting agencies": "CPS, HMCTS",
            "Lead role": "Chief Officer",
            "Accepted": "Yes",
            "Target date": datetime(2024, 12, 31),
            "Related refs": "2",
            **WELSH["recommendations"],
        },
        {**RECOMMENDATION, "Ref": "2"},
        {**RECOMMENDATION, "Review": "Custody"},
    ],
    "progress": [
        {
            **RATED,
            "Evidence": "Minutes.",
            "Agency status": "Green",
            "Proposed closure": "Yes",
            "Closure reason": "It is done.",
            **WELSH["progress"],
        },
        {**RATED, "Review": "Custody", "Proposed closure": "No"},
        {**UPDATE, "Ref": "2"},
    ],
    "monitoring": [
        {**PROMISE, "With": "Chief Officer", "Done": "Yes", "Outcome": "They met.", **WELSH["monitoring"]},
        {**PROMISE, "Activity": "Ask for figures.", "Done": "No"},
        {**PROMISE, "Ref": "2", "Activity": "To be arranged.", "Due": "TBC"},
    ],
    "targets": [TARGET, {**TARGET, "Date": "June 2024", "Target": datetime(2025, 3, 31), "Reason": "It slipped."}],
    "decisions": [
        {**DECISION, "Evidence": "A visit.", "By": "HMICFRS"},
        {**DECISION, "Ref": "2", "Decision": "Superseded by", "Superseded by": "1 (Custody)"},
    ],
    "key": [*KEY, STATUSES[-1]],
    "names": [{"Kind": "Agency", "Name": "CPS", "Short name": "CPS", **WELSH["names"]}],
}
"""A tracker in which every column is filled somewhere and empty elsewhere."""


def some(strategy):
    """Return a strategy for a cell that may be blank."""
    return st.none() | strategy


def row(**cells):
    """Return a strategy for a row by heading."""
    return st.fixed_dictionaries({heading.replace("_", " "): cell for heading, cell in cells.items()})


@st.composite
def whole_trackers(draw):
    """Draw the rows of a canonical workbook by the name of their sheet, as `write_workbook` takes them."""
    reviews = REVIEWS[: draw(st.integers(1, 2))]
    scale = STATUSES[: draw(st.sampled_from([3, 5]))]
    status = st.sampled_from([each["Status"] for each in scale])
    review_rows = [
        {
            "Review": review,
            "Title": f"Review of {review}",
            **draw(
                row(
                    Published=some(st.sampled_from(["July 2023", "Summer 2023", datetime(2023, 7, 14)])),
                    Response_days=some(st.sampled_from([56, "56 days"])),
                    Body=some(st.sampled_from(["HMICFRS", "OPCC"])),
                    Source=some(TEXTS),
                    Notes=some(TEXTS),
                )
            ),
            "Title (Welsh)": draw(some(TEXTS)),
        }
        for review in reviews
    ]
    keys = draw(st.lists(st.tuples(st.sampled_from(reviews), REFS), min_size=1, max_size=4, unique=True))
    key = st.sampled_from(keys)
    recommendations = [
        {
            "Review": review,
            "Ref": ref,
            **draw(
                row(
                    Title=some(TEXTS),
                    Recommendation=TEXTS,
                    Theme=some(THEMES),
                    Lead_agency=some(AGENCIES),
                    Supporting_agencies=some(st.lists(AGENCIES, min_size=1, max_size=2, unique=True).map(", ".join)),
                    Lead_role=some(ROLES),
                    Accepted=some(st.sampled_from(["Yes", "No", "In part", "Accepted"])),
                    Target_date=some(DATES),
                    Related_refs=some(st.just(str(keys[0][1]))),
                )
            ),
            "Title (Welsh)": draw(some(TEXTS)),
            "Recommendation (Welsh)": draw(some(TEXTS)),
        }
        for review, ref in keys
    ]

    def about(*, unique, **cells):
        rows = st.tuples(key, row(**cells)).map(lambda pair: {"Review": pair[0][0], "Ref": pair[0][1], **pair[1]})
        return st.lists(rows, max_size=4, unique_by=lambda each: tuple(map(str, map(each.get, unique))))

    progress = draw(
        about(
            unique=("Review", "Ref", "Date", "Kind"),
            Date=DAYS,
            Kind=st.sampled_from(["Response", "Progress"]),
            Status=some(status),
            Rated_by=some(ROLES),
            Basis=some(st.sampled_from(["Published", "Inferred"])),
            Update=some(TEXTS),
            Evidence=some(TEXTS),
            Agency_status=some(status),
            Proposed_closure=FLAGS,
            Closure_reason=some(TEXTS),
            **{"Update_(Welsh)": some(TEXTS)},
        )
    )
    monitoring = draw(
        about(
            unique=("Review", "Ref", "Activity", "Due"),
            Activity=TEXTS,
            Due=some(DATES),
            Kind=some(st.sampled_from([each.value for each in MonitoringKind])),
            With=some(ROLES),
            Done=FLAGS,
            Outcome=some(TEXTS),
            **{"Activity_(Welsh)": some(TEXTS), "Outcome_(Welsh)": some(TEXTS)},
        )
    )
    targets = draw(about(unique=("Review", "Ref", "Date"), Date=some(DAYS), Target=DAYS, Reason=some(TEXTS)))
    decisions = draw(
        about(
            unique=("Review", "Ref", "Date"),
            Date=DAYS,
            Decision=st.sampled_from([each.value for each in ClosureDecision]),
            Reason=TEXTS,
            Evidence=some(TEXTS),
            By=some(ROLES),
            Superseded_by=some(key.map(lambda pair: f"{pair[1]} ({pair[0]})")),
        )
    )
    names = [
        {
            "Kind": kind,
            "Name": name,
            **draw(
                row(
                    Short_name=some(st.just(name[:4].upper())),
                    **{
                        "Name_(Welsh)": some(st.just(f"{name} (Cymraeg)")),
                        "Short_name_(Welsh)": some(st.just(name[:3] + "w")),
                    },
                )
            ),
        }
        for kind, name in (("Theme", "Training"), ("Agency", "Probation Service"), ("Role", "Chief Officer"))
        if draw(st.booleans())
    ]
    return {
        "reviews": review_rows,
        "recommendations": recommendations,
        "progress": progress,
        "monitoring": monitoring,
        "targets": targets,
        "decisions": decisions,
        "key": scale,
        "names": names,
    }
