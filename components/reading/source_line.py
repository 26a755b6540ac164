"""Where the data on the page comes from, in one line."""

from components.session.view import View
from components.session.view_cache import cached_by_view


@cached_by_view
def source_line(view: View) -> str:
    """Return the source's name, the file and its version; a sample says that it is one.

    The version is the number under which it was published; a file that never was has one made of its bytes.
    """
    _, loaded = view.translator, view.loaded
    source, version = loaded.reading.source, loaded.version
    file = _("{file}, version {version}", file=source.name, version=version.number if version else source.version)
    return f"{source_name(view)} · {file}"


@cached_by_view
def source_name(view: View) -> str:
    """Return what the reviews say they come from: "Sample: progress report, June 2024" for the bundled tracker."""
    _ = view.translator
    sources = list(dict.fromkeys(view.whole.reviews["source"].dropna())) or list(view.whole.reviews["title"].dropna())
    named = ", ".join(sources) or _("a workbook without a source")
    return _("Sample: {source}", source=named[:1].lower() + named[1:]) if view.loaded.sample else named
