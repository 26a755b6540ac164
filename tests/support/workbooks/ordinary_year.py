"""A made-up tracker of an ordinary year: 60 recommendations of two reviews, nine agencies, eight rounds."""

from random import Random

from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION, REVIEW, write_workbook

AGENCIES = ("Dyfed-Powys Police", "Crown Prosecution Service", "Probation Service", "HM Courts and Tribunals Service")
OTHERS = ("Powys County Council", "Hywel Dda University Health Board", "Victim Support Cymru", "Fire Service", "Gwent")
THEMES = ("Training", "Data", "Governance", "Victim care", "Investigation", "Partnership")
ROUNDS = tuple(f"{month} {year}" for year in (2025, 2026) for month in ("January", "April", "July", "October"))
REVIEWS = ("Deep dive", "Inspection")


def ordinary_year(path):
    """Write the workbook, the same each time, and return its path."""
    random = Random(7)  # noqa: S311 - no secret
    recommendations, progress, monitoring = [], [], []
    for number in range(1, 61):
        of = {"Review": REVIEWS[number > 48], "Ref": str(number if number <= 48 else number - 48)}
        lead = random.choice(AGENCIES + OTHERS)
        facts = {"Title": f"Review case files and victim contact {number}", "Theme": random.choice(THEMES)}
        recommendations.append({**RECOMMENDATION, **of, **facts, "Lead agency": lead})
        for month in ROUNDS[5 * (number > 48) :]:
            status = random.choice(("Red", "Amber", "Amber", "Green"))
            progress.append({**RATED, **of, "Date": month, "Status": status, "Update": f"Step {number} of {month}."})
        if number % 3 == 0:
            due = random.choice(("June 2026", "January 2027"))
            monitoring.append({**PROMISE, **of, "Activity": f"Meet about item {number}", "Due": due, "With": lead})
    reviews = [{**REVIEW, "Review": each, "Title": f"{each} of the year"} for each in REVIEWS]
    return write_workbook(
        path, reviews=reviews, recommendations=recommendations, progress=progress, monitoring=monitoring
    )
