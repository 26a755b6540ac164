"""The source of the data on a page, in one line."""

from components.session.view import View
from components.session.view_cache import cached_by_view


@cached_by_view
def source_line(view: View) -> str:
    """Return the name of the source, the file and its version; a sample is labelled as one.

    The version is the number of its publication, or a hash of the file where it was not published.
    """
    _, loaded = view.translator, view.loaded
    source, version = loaded.reading.source, loaded.version
    file = _("{file}, version {version}", file=source.name, version=version.number if version else source.version)
    return f"{source_name(view)} · {file}"


@cached_by_view
def source_name(view: View) -> str:
    """Return the sources named by the reviews: "Sample: progress report, June 2024" for the bundled tracker."""
    _ = view.translator
    sources = list(dict.fromkeys(view.tracker.reviews["source"].dropna())) or list(
        view.tracker.reviews["title"].dropna()
    )
    named = ", ".join(sources) or _("a workbook without a source")
    return _("Sample: {source}", source=named[:1].lower() + named[1:]) if view.loaded.sample else named
