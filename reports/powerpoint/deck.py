"""Write a panel report as slides: native charts, notes, reading order, alternative texts, and its language."""

from io import BytesIO

import pptx
from pptx.presentation import Presentation
from pptx.util import Cm

from reports.content.edition import Edition
from reports.content.reproducible_zip import CREATION_DATE, without_timestamps
from reports.content.storable_text import property_text, storable
from reports.panel.slides import panel_slides
from reports.powerpoint.slide import BODY_AREA, EDGE, FOOTER_AREA, HEIGHT, TITLE_AREA, WIDTH, SlideWriter
from reports.text.headers_footers import footer, progress_report_title
from reports.text.narrator import Narrator

_TITLE_ONLY_LAYOUT = 5
"""The index of the layout "Title Only" in the default template."""


def slides_bytes(edition: Edition) -> bytes:
    """Return an edition as a .pptx; the same edition gives the same bytes.

    Raises:
        PaperError: a chart has no alternative text.
    """
    narrator = Narrator(edition)
    presentation = pptx.Presentation()
    tag = edition.language.tag
    _prepare(presentation, narrator, tag)
    for slide in panel_slides(narrator):
        SlideWriter(presentation, slide, tag, storable(footer(narrator))).write()
    target = BytesIO()
    presentation.save(target)
    return without_timestamps(target.getvalue())


def _prepare(presentation: Presentation, narrator: Narrator, tag: str) -> None:
    """Set the size, the properties, and the areas of title and footer on every slide."""
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    core_properties = presentation.core_properties
    core_properties.title, core_properties.author = (
        property_text(progress_report_title(narrator)),
        property_text(narrator.publisher),
    )
    core_properties.language, core_properties.created, core_properties.modified = tag, CREATION_DATE, CREATION_DATE
    core_properties.last_modified_by, core_properties.revision, core_properties.comments = "", 1, ""
    layout = presentation.slide_layouts[_TITLE_ONLY_LAYOUT]
    for placeholder in (*presentation.slide_master.placeholders, *layout.placeholders):
        kind = placeholder.placeholder_format.type.name
        placeholder.left, placeholder.width = EDGE, WIDTH - 2 * EDGE
        placeholder.top, placeholder.height = {"TITLE": TITLE_AREA, "BODY": BODY_AREA}.get(kind, FOOTER_AREA)
        if kind == "SLIDE_NUMBER":
            placeholder.left, placeholder.width = WIDTH - EDGE - Cm(3), Cm(3)
        elif kind == "FOOTER":
            placeholder.width = WIDTH - 2 * EDGE - Cm(3.5)
    for other in [each for each in presentation.slide_layouts if each.name != layout.name]:
        presentation.slide_layouts.remove(other)
