"""The source of the data on a page, in one line: its words are English on a Welsh page too, and marked as such."""

from components.elements.html import HtmlNode, element
from components.session.view import View
from components.session.view_cache import cached_by_view
from components.text.localised_text import LocalisedText
from model.language import Language

_SLOT = "\n"


@cached_by_view
def source_line(view: View) -> HtmlNode:
    """Return the name of the source, the file and its version; a sample is labelled as one.

    The version is the number of its publication, or a hash of the file where it was not published.
    """
    _, loaded = view.translator, view.loaded
    source, version = loaded.reading.source, loaded.version
    file = _("{file}, version {version}", file=source.name, version=version.number if version else source.version)
    return element("span", source_name(view), f" · {file}")


@cached_by_view
def source_name(view: View) -> HtmlNode:
    """Return the sources named by the reviews: "Sample: progress report, June 2024" for the bundled tracker."""
    _, reviews = view.translator, view.tracker.reviews
    sources = list(dict.fromkeys(reviews["source"].dropna())) or list(reviews["title"].dropna())
    if not sources:
        return _("a workbook without a source")
    named = ", ".join(sources)
    language = Language.ENGLISH if _.language is Language.WELSH else None
    if not view.loaded.sample:
        return LocalisedText(named, language).node()
    before, _slot, after = _("Sample: {source}", source=_SLOT).partition(_SLOT)
    return element("span", before, LocalisedText(named[:1].lower() + named[1:], language).node(), after)
