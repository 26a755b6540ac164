"""The links of a presentation: previous and next slide, and leave; each has its key."""

from components.choices.list_order import chosen_order
from components.elements.html import HtmlNode, element, part
from components.present.leave import leave_href, page_to_leave_to
from components.present.slides import PARAMETER, PresentedSlide
from components.session.links import BACK, PRESENT, href
from components.session.view import View


def steps_part(view: View, slide: PresentedSlide) -> HtmlNode:
    """Return which slide this is, and the links. The arrow keys and Escape press them."""
    _ = view.translator
    place = _("{n} of {total}", n=slide.number, total=slide.total)
    links: list[HtmlNode] = [element("span", place, class_="muted")]
    if slide.number > 1:
        text, keys = _("← Previous"), "ArrowLeft PageUp"
        links.append(element("a", text, href=_slide_href(view, slide.number - 1), keys=keys))
    if slide.number < slide.total:
        text, keys = _("Next →"), "ArrowRight PageDown"
        links.append(element("a", text, href=_slide_href(view, slide.number + 1), keys=keys))
    links.append(element("a", _("Leave (Esc)"), href=leave_href(view), keys="Escape"))
    return part("steps", element("nav", *links, class_="steps screen", aria_label=_("Slides")))


def _slide_href(view: View, number: int) -> str:
    own = {"sort": chosen_order(view).values, BACK: page_to_leave_to(view), PARAMETER: [str(number)]}
    return href(PRESENT, {**view.query, **{name: values for name, values in own.items() if values}})
