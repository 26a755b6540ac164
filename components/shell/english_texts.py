"""A line on a Welsh page that says that texts of the tracker are in English."""

from analysis.texts.missing_welsh import TEXT_SHEETS, missing_welsh
from components.elements.html import HtmlNode, element, part
from components.session.links import href
from components.session.view import View
from model.language import Language


def english_texts_part(view: View) -> HtmlNode | None:
    """Say on a Welsh page that the texts of the recommendations, or some of them, have no Welsh."""
    _ = view.translator
    if _.language is not Language.WELSH:
        return None
    texts = view.answer_of_all(missing_welsh)
    texts = texts[texts["sheet"].isin(TEXT_SHEETS)]
    missing, filled = int(texts["missing"].sum()), int(texts["filled"].sum())
    if not missing:
        return None
    if missing == filled:
        words = _("The texts of the recommendations are in English: the workbook has no Welsh for them.")
    else:
        words = _("Some texts of the recommendations are in English: the workbook has no Welsh for them.")
    link = element("a", _("See which"), href=href("data-checks", view.query))
    return part("english-texts", element("p", words, " ", link, class_="muted"))
