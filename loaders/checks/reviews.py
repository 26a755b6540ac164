"""Reviews: each named once, and every other sheet names one of them."""

from loaders.issue_log import IssueLog
from loaders.rows import Parsed
from loaders.tables import Tables


def check_reviews(tables: Tables, log: IssueLog) -> None:
    """Note reviews that stand twice, and rows that name a review the Reviews sheet does not have."""
    first: dict[str, Parsed] = {}
    for one in tables.reviews:
        review = one.text("review")
        if review is None:
            continue
        before = first.setdefault(review, one)
        if before is not one:
            log.at(one.record, "review", "review-repeated", found=review, first=before.record.cell("review"))
    if not first:
        return
    rows = [*tables.recommendations, *tables.progress, *tables.monitoring]
    unknown = {row["review"] for row, _ in rows} - {None, *first}
    for one in rows if unknown else ():
        named = one.row["review"]
        if named in unknown:
            log.at(one.record, "review", "review-unknown", found=str(named), expected=", ".join(first))
