"""The source of the data on a page, in one line: the words of a workbook are marked as English on a Welsh page."""

from components.elements.html import HtmlNode, element
from components.session.view import View
from components.text.texts import LocalisedText
from model.language import Language


def source_line(view: View) -> HtmlNode:
    """Return the name of the source, the file and its version; a sample is labelled as one.

    The version is the number of its publication, or a hash of the file where it was not published.
    """
    _, loaded = view.translator, view.loaded
    source, version = loaded.reading.source, loaded.version
    file = _("{file}, version {version}", file=source.name, version=version.number if version else source.version)
    return element("span", source_name(view), f" · {file}")


def source_name(view: View) -> HtmlNode:
    """Return the sources named by the reviews; the bundled tracker's, which comes with Cynnydd, in either language."""
    _, reviews = view.translator, view.tracker.reviews
    if view.loaded.sample:
        return _("Sample: progress report, June 2024")
    sources = list(dict.fromkeys(reviews["source"].dropna())) or list(reviews["title"].dropna())
    if not sources:
        return _("a workbook without a source")
    named = ", ".join(sources)
    return LocalisedText(named, Language.ENGLISH if _.language is Language.WELSH else None).node()
