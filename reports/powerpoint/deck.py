"""A panel report as slides: native charts, titles, notes, a reading order, alternative texts, its language."""

from datetime import datetime
from io import BytesIO

import pptx
from pptx.presentation import Presentation
from pptx.util import Cm

from reports.content.edition import Edition
from reports.content.reproducible_zip import without_timestamps
from reports.content.storable_text import property_text, storable
from reports.panel.slides import panel_slides
from reports.powerpoint.slide import BODY_AREA, EDGE, FOOTER_AREA, HEIGHT, TITLE_AREA, WIDTH, SlideWriter
from reports.text.headers_footers import footer, progress_report_title
from reports.text.narrator import Narrator

_MADE = datetime(2024, 1, 1)
_LAYOUT = 5
"""The layout with a title alone."""


def slides_bytes(edition: Edition) -> bytes:
    """Return what is chosen as a .pptx; the same edition gives the same bytes.

    Raises:
        PaperError: a chart has no alternative text.
    """
    narrator = Narrator(edition)
    show = pptx.Presentation()
    tag = edition.language.tag
    _prepare(show, narrator, tag)
    for slide in panel_slides(narrator):
        SlideWriter(show, slide, tag, storable(footer(narrator))).write()
    target = BytesIO()
    show.save(target)
    return without_timestamps(target.getvalue())


def _prepare(show: Presentation, narrator: Narrator, tag: str) -> None:
    """Set the size, the properties, and where title and foot stand on every slide."""
    show.slide_width, show.slide_height = WIDTH, HEIGHT
    about = show.core_properties
    about.title, about.author = (
        property_text(progress_report_title(narrator)),
        property_text(narrator.edition.publisher),
    )
    about.language, about.created, about.modified = tag, _MADE, _MADE
    about.last_modified_by, about.revision, about.comments = "", 1, ""
    layout = show.slide_layouts[_LAYOUT]
    for holder in (*show.slide_master.placeholders, *layout.placeholders):
        kind = holder.placeholder_format.type.name
        holder.left, holder.width = EDGE, WIDTH - 2 * EDGE
        holder.top, holder.height = {"TITLE": TITLE_AREA, "BODY": BODY_AREA}.get(kind, FOOTER_AREA)
        if kind == "SLIDE_NUMBER":
            holder.left, holder.width = WIDTH - EDGE - Cm(3), Cm(3)
        elif kind == "FOOTER":
            holder.width = WIDTH - 2 * EDGE - Cm(3.5)
    for name in [each for each in show.slide_layouts if each.name != layout.name]:
        show.slide_layouts.remove(name)
