"""Where the data on the page comes from, in one line."""

from components.kept import kept
from components.view import View


@kept
def source_line(view: View) -> str:
    """Return the source's name, the file and its version; a sample says that it is one."""
    _, loaded = view.translator, view.loaded
    file = _("{file}, version {version}", file=loaded.reading.source.name, version=loaded.reading.source.version)
    return f"{source_name(view)} · {file}"


@kept
def source_name(view: View) -> str:
    """Return what the reviews say they come from: "Sample: progress report, June 2024" for the bundled tracker."""
    _ = view.translator
    sources = list(dict.fromkeys(view.whole.reviews["source"].dropna())) or list(view.whole.reviews["title"].dropna())
    named = ", ".join(sources) or _("a workbook without a source")
    return _("Sample: {source}", source=named[:1].lower() + named[1:]) if view.loaded.sample else named
