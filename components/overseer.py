"""Who oversees a review: the body that made it."""

from components.view import View
from model.terms import NameKind


def overseer(view: View, review: str) -> str:
    """Return the short name of a review's body; where none is given, that there is an overseer."""
    reviews = view.whole.reviews
    body = reviews.loc[reviews["review"].eq(review), "body"].dropna()
    if body.empty:
        return view.translator("the overseer")
    return view.names.short(NameKind.AGENCY, str(body.iloc[0]), view.translator)
