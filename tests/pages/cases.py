"""Small trackers and the parts of pages that show what is special about them, by topic and by a sentence.

`tests/pages/golden/cases.*.txt` has their texts. An address ends with the ids of the parts to show. A tracker is the
rows of its sheets, or the bytes of a workbook in a layout of its own.
"""

from typing import Any

from tests.support.files.packages import package_of
from tests.support.papers.papers import as_text
from tests.support.workbooks.canonical import DECISION, PROMISE, RATED, RECOMMENDATION, REVIEW, TARGET
from tests.support.workbooks.layouts import GREEN, book_of

Case = tuple[dict[str, Any] | bytes, list[str]]


def rows(row, *refs, **more):
    """Return a row for each ref; a value may be a list with one for each."""
    return [
        {**row, "Ref": ref, **{name: each[n] if isinstance(each, list) else each for name, each in more.items()}}
        for n, ref in enumerate(refs)
    ]


def numbers(count):
    """Return the refs from 1 on."""
    return [str(number) for number in range(1, count + 1)]


def listed(*refs, **more):
    """Return recommendations."""
    return rows(RECOMMENDATION, *refs, **more)


def rated(*refs, date="February 2024", **more):
    """Return rated updates."""
    return rows({**RATED, "Date": date}, *refs, **more)


TWO_REVIEWS = [{**REVIEW, "Review": name, "Title": name} for name in ("One", "Two")]
FIFTY, TWO_HUNDRED = numbers(50), numbers(200)
FIVE_POINTS = [
    {"Status": status, "Meaning": f"{status}.", "Complete": "Yes" if status == "Blue" else "No", "Colour": status}
    for status in ("Red", "Amber/Red", "Amber", "Green", "Blue")
]
SLIP = {**TARGET, "Date": "June 2024", "Target": "May 2025"}
COLOURED = [
    ["Rec No", "Recomendation", "Agency", "Cost", "RAG Feb 24", "RAG June 2024"],
    [1, "Train officers.", "CPS", 5, "Red", "A"],
    [2, "Share data.", "HMCTS", 6, "No progress", None],
]
PROPOSAL = {"Agency status": "Green", "Proposed closure": "Yes", "Closure reason": "It runs."}
SUPERSEDED = {**DECISION, "Decision": "Superseded by"}

MONITORING: dict[str, Case] = {
    "An overdue occasion with a fulfilled promise is overdue in part": (
        {
            "recommendations": listed("1", "2", "3"),
            "monitoring": rows(PROMISE, "1", "2", Done=[None, "Yes"]),
        },
        ["monitoring#meetings"],
    ),
    "A season stands in its last month, and kept promises leave the timeline": (
        {
            "monitoring": [
                {**PROMISE, "Due": "Spring 2024"},
                {**PROMISE, "Due": "April 2024", "Activity": "Ask."},
                {**PROMISE, "Due": "March 2024", "Activity": "Visit.", "Done": "Yes", "Outcome": "They were glad."},
            ],
        },
        ["monitoring?as_at=2024-02#timeline,promises"],
    ),
    "Days of a month stand in its column, and a tracker of several reviews names the review": (
        {
            "reviews": TWO_REVIEWS,
            "recommendations": listed("1", "1", Review=["One", "Two"]),
            "progress": rated("1", Review="One"),
            "monitoring": [
                *({**PROMISE, "Review": "One", "Due": f"{day} April 2024"} for day in range(1, 5)),
                *({**PROMISE, "Review": "Two", "Due": due} for due in ("3 May 2024", "May 2024")),
            ],
        },
        ["monitoring?as_at=2024-02#timeline,promises", "meeting#pack"],
    ),
    "A tracker without promises shows empty lists": ({}, ["monitoring#main"]),
    "Of fifty promises the first are shown, and the rest stand behind their number": (
        {
            "recommendations": listed(*FIFTY, Title=[f"Title {ref}" for ref in FIFTY]),
            "progress": rated(*FIFTY),
            "monitoring": rows(PROMISE, *FIFTY),
        },
        ["monitoring?by=recommendation#timeline,promises", "monitoring?as_at=2024-02#promises", "meeting#pack"],
    ),
    "The formal response to a review is named until it has come": (
        {"reviews": [{**REVIEW, "Published": "3 June 2024", "Response days": 56}]},
        ["monitoring#responses", "monitoring?as_at=2024-02#responses", "overview?as_at=2024-02#late"],
    ),
    "Before the first round promises are judged today, and can be on other pages": (
        {"progress": [], "monitoring": [{**PROMISE, "Due": "January 2020"}]},
        ["monitoring#main", "overview#filters"],
    ),
    "Two occasions whose names have one code have two addresses": (
        {"monitoring": rows(PROMISE, "1", "1", With=["板", "局"])},
        ["monitoring#meetings", "meeting?occasion=2025-01-x-2#quiet,pack"],
    ),
    "Who reported nothing comes first, counted of this meeting alone": (
        {"recommendations": listed("1", "2"), "monitoring": rows(PROMISE, "1", "2")},
        ["meeting#quiet,pack"],
    ),
}

OVERVIEW: dict[str, Case] = {
    "Steps back come first, and those after the sixth stand behind their number": (
        {
            "recommendations": listed(*numbers(9)),
            "progress": [
                *rated(*numbers(9), Status="Amber"),
                *rated(*numbers(9), date="June 2024", Status=[*["Green"] * 8, "Red"]),
            ],
        },
        ["overview#changed"],
    ),
    "Targets, formal responses and silence are late too": (
        {
            "reviews": [{**REVIEW, "Response days": 56}],
            "recommendations": listed("1", "2", **{"Target date": ["July 2024", None]}),
            "progress": [*rated("1", "2"), *rated("1", date="June 2024")],
        },
        ["overview#late"],
    ),
    "A tracker with nothing that may be late has no such section": (
        {"progress": rated("1", Status="Green")},
        ["overview#main"],
    ),
    "On another scale green may be on track, and blue complete": (
        {
            "recommendations": listed("1", "2", "3"),
            "progress": rated("1", "2", "3", Status=["Green", "Blue", "Amber/Red"]),
            "key": FIVE_POINTS,
        },
        ["overview#counts", "about#key"],
    ),
    "Of 200 recommendations the 60 worst are drawn, rows of marks are bars, and a list comes a page at a time": (
        {
            "recommendations": listed(*TWO_HUNDRED, Title=[f"Matter {ref}" for ref in TWO_HUNDRED]),
            "progress": rated(*TWO_HUNDRED, Status=[("Green", "Amber", "Red")[int(ref) % 3] for ref in TWO_HUNDRED]),
        },
        ["overview#matrix,theme-now", "recommendations?page=4&sort=-number#list", "reports?paper=pack#preview"],
    ),
    "On a Welsh page the source of a workbook is in English": (
        {"reviews": [{**REVIEW, "Source": "Annual report"}]},
        ["overview?lang=cy#foot,quiet"],
    ),
}

OVER_TIME: dict[str, Case] = {
    "Target dates that have slipped are shown by round": (
        {"progress": [RATED, {**RATED, "Date": "June 2024"}], "targets": [TARGET, SLIP]},
        ["over-time?as_at=2024-06#targets"],
    ),
    "What is outstanding stands by theme and agency": (
        {
            "recommendations": listed(
                "1", "2", Theme=["Resourcing", "Data"], **{"Lead agency": ["Dyfed-Powys Police", "Courts"]}
            ),
            "progress": rated("1", "2"),
        },
        ["over-time#heat"],
    ),
    "One round cannot be compared": ({}, ["over-time#main"]),
    "Before its review was published a recommendation is counted nowhere": (
        {
            "reviews": [
                {"Review": "Stalking", "Published": "July 2023"},
                {"Review": "Custody", "Published": "May 2024"},
            ],
            "recommendations": [*listed("1", "2", "3"), *listed("4", "5", Review="Custody")],
            "progress": [
                *rated("1", "2"),
                *rated("1", "2", date="June 2024"),
                *rated("4", date="June 2024", Review="Custody"),
                *rated("3", date="July 2024"),
            ],
        },
        ["over-time#over-time.chart-part", "overview?as_at=2024-02#counts", "recommendation?ref=4&as_at=2024-02#main"],
    ),
}

RECOMMENDATIONS: dict[str, Case] = {
    "Each row has its status, its latest words and its next promise": (
        {
            "recommendations": listed(
                *("10", "2", "2a"),
                Title=["Zebra crossing", "apples", "Bread"],
                Theme=["Resourcing", None, "Baking"],
                **{"Lead agency": ["Dyfed-Powys Police", None, None]},
            ),
            "progress": [
                *rated("10", Update="• Work has begun.\n• More is planned for the year after the next one."),
                *rated("2", date="June 2024", Status="Green", Update=None),
            ],
            "monitoring": rows(
                *(PROMISE, "10", "10", "2", "2"),
                Due=["May 2024", "January 2025", "July 2024", "April 2024"],
                Done=[None, None, None, "Yes"],
            ),
        },
        [
            "recommendations?as_at=2024-06#list",
            "recommendations?q=work&sort=number#filters,list",
            "recommendations?q=zebra+begun#list",
            "recommendations?hide=words&hide=promise&sort=-title#list",
        ],
    ),
    "The last column has the target date, and a part of the list is shown alone with its reasons": (
        {
            "recommendations": listed("1", "2", "3", **{"Target date": ["May 2024", "May 2024", None]}),
            "progress": rated("1", "2", "3", date="June 2024"),
            "targets": [{**TARGET, "Ref": "2", "Date": "June 2024", "Target": "August 2024"}],
        },
        [
            "recommendations#list,parts",
            *(f"recommendations?only={part}#list" for part in ("late", "slipped", "no-target", "nonsense")),
        ],
    ),
    "A recommendation in two rows is counted a single time, and refs are sorted naturally": (
        {
            "recommendations": [*listed("10", "2", "2", "9" * 5000), {**RECOMMENDATION, "Ref": None}],
            "progress": [*rated("2", Update="See Recommendation 10."), {**RATED, "Ref": None}],
            "monitoring": [{**PROMISE, "Ref": "2"}, {**PROMISE, "Ref": None}],
        },
        ["recommendations#list"],
    ),
    "A decision and the view of an agency stand below the status": (
        {
            "recommendations": listed("1", "2", "3"),
            "progress": [
                *rated("1", date="June 2024"),
                *rated("2", date="June 2024", **PROPOSAL),
                *rated("3", date="June 2024", **{"Agency status": "Amber"}),
            ],
            "decisions": [{**DECISION, "By": "Commissioner"}, {**DECISION, "Ref": "3", "Date": "July 2024"}],
        },
        [f"recommendation?ref={ref}#closure" for ref in "123"],
    ),
    "What was promised about a closed recommendation is overdue nowhere": (
        {
            "recommendations": listed("1", "2"),
            "progress": rated("1", "2", date="June 2024"),
            "monitoring": rows(
                *(PROMISE, "1", "1", "2"),
                Due=["May 2024", None, "May 2024"],
                Activity=["Meet the lead.", "Ask for minutes.", "Read the audit."],
            ),
            "decisions": [SUPERSEDED],
        },
        [
            "monitoring?as_at=2024-06#promise-counts,promises",
            "monitoring?as_at=2024-06&timing=closed#promises",
            "overview?as_at=2024-06#promised",
            "recommendation?ref=1&as_at=2024-06#promises",
            "meeting?as_at=2024-06#pack",
        ],
    ),
    "What was closed after the month is not overdue today": (
        {
            "recommendations": listed("1", "2"),
            "progress": rated("1", "2"),
            "monitoring": rows(PROMISE, "1", "2", Due="May 2024"),
            "decisions": [DECISION],
        },
        ["monitoring#main", "overview#late", *(f"recommendation?ref={ref}#promises" for ref in "12")],
    ),
    "What takes the place of a superseded recommendation is a link on both pages": (
        {
            "reviews": [REVIEW, {**REVIEW, "Review": "Custody", "Title": "Custody review"}],
            "recommendations": [
                *listed("1", "2", "3", Title=["Title 1", "Title 2", "Title 3"]),
                *listed("1", Review="Custody", Title="Cells"),
            ],
            "progress": rated("1", date="June 2024"),
            "decisions": rows(SUPERSEDED, "1", "3", **{"Superseded by": [2, "Rec 1 (Custody)"]}),
        },
        [
            *(f"recommendation?review={key}#links" for key in ("Stalking&ref=1", "Stalking&ref=2", "Custody&ref=1")),
            "recommendation?review=Stalking&ref=3#links,closure",
        ],
    ),
    "The answer, the chart and the briefing come before the recommendations, each a slide": (
        {
            "recommendations": listed("1", "2", Title=["Funding", "Training"]),
            "progress": rated("1", Basis="Inferred"),
            "monitoring": [{**PROMISE, "Due": "January 2024"}],
        },
        [
            *(f"present?slide={number}#main" for number in range(1, 7)),
            *(f"present?slide={number}#steps" for number in ("7", "-1", "two", "9" * 5000)),
            "present?slide=2&to=2#steps",
            "present?slide=2&to=99#steps",
            "present?slide=5&sort=-number&q=training&back=over-time%3Fshow%3Dshare#steps",
        ],
    ),
}

DATA_CHECKS: dict[str, Case] = {
    "How each status and column was read": (
        book_of({"Log": COLOURED}, fills={"Log!F3": GREEN}),
        ["data-checks#statuses,columns,unread,welsh"],
    ),
    "Words without an order are listed with their counts and a question": (
        book_of(
            {
                "Log": [
                    ["Ref", "Recommendation", "Status Feb 24"],
                    *([n, f"Matter {n}.", "Open"] for n in (1, 2, 3)),
                    [4, "Matter 4.", "Closed"],
                ]
            }
        ),
        ["data-checks#statuses"],
    ),
    "Issues of one kind and column are one problem with one remedy": (
        {
            "reviews": [{**REVIEW, "Published": "2004"}],
            "progress": [
                {**RATED, "Date": f"{day} {month} {year}", "Basis": None if day % 2 else "Published"}
                for year in range(2005, 2023)
                for month in ("May", "July")
                for day in range(1, 29)
            ],
        },
        ["data-checks#issues"],
    ),
    "A status is named in Welsh except where a cell is quoted": (
        book_of({"Log": [*COLOURED, [3, "Recruit officers.", "CPS", 7, "Sideways", "Red"]]}, fills={"Log!F4": GREEN}),
        ["data-checks?lang=cy#issues"],
    ),
    "A column that may mean something else is marked where its words are read": (
        book_of(
            {
                "Plan": [
                    ["Ref", "Actvity", "Owner", "RAG June 2024"],
                    [1, "Find lasting funding for the service.", "DPP", "Amber"],
                    [2, "Recruit an officer who leads on this.", "CPS", "Red"],
                    [3, "Record the data of each case at once.", "CPS", "Red"],
                ]
            }
        ),
        ["themes#foot", "data-checks#columns"],
    ),
}

FIND, BOTH = [RECOMMENDATION], listed("1", "2", Title=["Funding", "Data"])
JUNE = {**RATED, "Date": "June 2024", "Status": "Green", "Update": "It is funded."}
SENTENCES = [
    ["Ref", "Sentences", "RAG Feb 24"],
    [1, "The force should find lasting funding for the service.", "Amber"],
    [2, "The force should recruit an officer who speaks with victims.", "Green"],
    [3, "The force should record all of the data in one place.", "Red"],
]
LOG: list[list[Any]] = [
    ["Ref", "Recommendation", "Owner", "RAG", "Target date", "Progress Feb 24"],
    [1, "Find lasting funding.", "Dyfed-Powys Police", "Grean", "March 2025", "Funded."],
    [2, "Recruit officers.", "Dyfed-Powys Polise", "Amber", "Novembe 2026", "Begun."],
    [3, "Share data.", "Dyfed-Powys Police", "Red", "June 2026", "Nothing yet."],
]
PLAN = [
    ["Our plan"],
    ["Commitment", "Team", "Pulse"],
    ["Example", "Nobody", "Green"],
    ["Training", "DPP", "Amber"],
    ["Data", "CPS", "Green"],
]
UPLOADS: dict[str, tuple[dict[str, Any] | bytes, str]] = {
    "A workbook is described as it was read, with what would change": (
        {"recommendations": [*FIND, {**BOTH[1], "Recommendation": "Share it."}], "progress": [RATED, JUNE]},
        "next.xlsx",
    ),
    "The same file again would change nothing": ({"recommendations": BOTH}, "next.xlsx"),
    "Errors and warnings keep a workbook from being published": (
        {"progress": [{**RATED, "Status": "Nearly"}, {**JUNE, "Basis": None}]},
        "next.xlsx",
    ),
    "A target before the published review is refused": (
        {"reviews": None, "recommendations": None, "targets": [{**TARGET, "Target": "March 2023"}]},
        "next.xlsx",
    ),
    "Updates alone are added to what is published": (
        {"reviews": None, "recommendations": None, "key": None, "names": None, "progress": [JUNE]},
        "next.xlsx",
    ),
    "Merging is proposed where replacing would lose something": ({"progress": [JUNE]}, "next.xlsx"),
    "A file that is no workbook is refused": (b"%PDF-1.7", "plan.pdf"),
    "A workbook with macros is refused": (
        package_of("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
        "macros.xlsm",
    ),
    "A workbook without a tracker is mapped by hand": (book_of({"Plan": PLAN}), "plan.xlsx"),
    "A published report has questions on its statuses": (as_text().encode(), "paper.txt"),
    "A list without dates asks for its month": (
        book_of({"T": [["Ref", "Recommendation", "Owner", "RAG", "Update"], [1, "Train.", "DPP", "Amber", "Begun."]]}),
        "log.xlsx",
    ),
    "Columns that are close calls are questions": (book_of({"Log": SENTENCES}), "list.xlsx"),
    "Each error has its fix as a button, and cells are shown with their fills": (
        book_of({"Log": [*LOG, ["Culture"]]}, fills={"Log!D3": GREEN}),
        "log.xlsx",
    ),
}
"""Files that are chosen on the page Upload, each with its name, where two recommendations are published."""

CASES = {
    "monitoring": MONITORING,
    "overview": OVERVIEW,
    "over-time": OVER_TIME,
    "recommendations": RECOMMENDATIONS,
    "data-checks": DATA_CHECKS,
}
