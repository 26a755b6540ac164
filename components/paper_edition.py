"""What is on screen as an edition, of which papers are made."""

from components.view import View
from reports.edition import Edition


def edition_of(view: View) -> Edition:
    """Return the edition of a view: what is chosen, as at when, from which version. It needs no session."""
    version = view.loaded.version
    return Edition(
        tracker=view.whole,
        selection=view.selection,
        language=view.translator.language,
        source=view.loaded.reading.source.name,
        version=None if version is None else version.number,
        publisher="" if version is None else version.who,
        published_at=None if version is None else version.published_at,
        today=view.today,
    )
