"""What a tracker is about: its reviews and the office, above the answer, and in the title and header of a page."""

from collections.abc import Iterator
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from analysis.table_rows import rows_of
from components.document.assets import lasting_response
from components.downloads import office_on_papers
from components.elements import HtmlNode, element, part
from components.published import displayed_tracker, office_of
from components.session.view import View
from components.texts import LocalisedText, localised
from model.language import Language
from model.tracker.rows import ReviewRow
from wording.format.names import office_name

MOST_NAMED = 2
"""The most reviews that are named by their titles; of more the number is given."""


def subject_part(view: View) -> HtmlNode:
    """Return the line above the answer: the reviews that the page is about, and the office."""
    nodes: list[HtmlNode] = []
    for text in (*_reviews(view), *_office(view)):
        nodes += [*([" · "] if nodes else []), text.node()]
    return part("subject", element("p", *nodes, class_="subject"))


def page_title(view: View, title: str) -> str:
    """Return the title of a page in the browser: the page, what the tracker is about, and the office."""
    words = [title, *(text.text for text in (*_reviews(view), *_office(view)))]
    return view.translator("{page} – Cynnydd", page=" – ".join(words))


def logo_node(view: View) -> HtmlNode | None:
    """Return the logo of the office for the header of a page; None where no setting gives one that can be used."""
    png = office_on_papers(view.loaded).logo_png
    if not png:
        return None
    return element("img", src=logo_path(png), alt=view.translator("The logo of the office"), class_="logo")


def logo_path(png: bytes) -> str:
    """Return the path of a logo below the address of the dashboard: another logo has another one."""
    return f"page/logo-{sha256(png).hexdigest()[:12]}.png"


def answer_logo(request: Request) -> Response:
    """Answer a request for the logo of the office; a replaced logo is not found."""
    png, path = office_on_papers(displayed_tracker()).logo_png, f"page/logo-{request.path_params['digest']}.png"
    if not png or logo_path(png) != path:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    return lasting_response(request.headers, png, name=path)


def _reviews(view: View) -> Iterator[LocalisedText]:
    """Yield the titles of the reviews that are chosen; their number where they are many."""
    table = view.tracker.reviews
    chosen = view.selection.reviews or tuple(view.filter_options.review.values())
    named = table[table["review"].isin(chosen)]
    if len(named) > MOST_NAMED:
        yield LocalisedText(view.translator.plural("{n} review", "{n} reviews", len(named)))
        return
    for row in rows_of(named, ReviewRow):
        title = localised(view, row, "title")
        yield title if title.text else LocalisedText(row.review)


def _office(view: View) -> Iterator[LocalisedText]:
    """Yield the name of the office, where a setting gives it or the tracker is the sample."""
    office = office_of(view.loaded)
    if office.is_known:
        is_english = view.translator.language is Language.WELSH and not office.name_cy
        language = Language.ENGLISH.value if is_english else None
        yield LocalisedText(office_name(office, view.translator), language)
