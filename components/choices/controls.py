"""Choices of a page: fields of forms, lists to choose from, and links side by side."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import starmap
from typing import NamedTuple, TypeVar
from urllib.parse import quote

import streamlit as st

from components.document.pieces import show
from components.elements import HtmlNode, element, escape_markdown, part
from components.identity import LONGEST_NAME, NAME_COOKIE, current_actor, publisher_name, remember_publisher_name
from components.published import published_store
from components.session.links import Query, href, replace_href
from components.session.view import View
from model.terms import NameKind
from model.versions.version import StoreError, StoreErrorCode
from wording.catalogue import Translator
from wording.names import fault_message, store_fault

# The names of the options of a choice, by the values of its query parameter.
Options = Mapping[str, str]
_Option = TypeVar("_Option")
# The width of a field in pixels, where there is room.
FIELD_WIDTH = 520


def select_form(  # noqa: PLR0913 - options by name
    view: View, parameter: str, label: str, options: Options, *, chosen: str, default: str = ""
) -> HtmlNode:
    """Return a list to choose from; of the default, the first option unless it is named, the URL has no parameter.

    The form is sent by itself where scripts run, and by its button elsewhere.
    """
    default = default or next(iter(options))

    def option(code: str, name: str) -> HtmlNode:
        return element("option", name, value="" if code == default else code, selected="" if code == chosen else None)

    query, named = view.filter_query, element("span", label, class_="name")
    listed = element("select", *starmap(option, options.items()), name=parameter, id=f"choose-{parameter}")
    select = element("label", named, listed)
    button = element("noscript", element("button", view.translator("Show"), type="submit"))
    form = {"action": href(view.page), "method": "get", "class_": "choose", "sends": "", "base": replace_href(query)}
    return element("form", select, *hidden_fields(query, without=parameter), button, **form)


def hidden_fields(query: Query, *, without: str) -> list[HtmlNode]:
    """Return the rest of a query as hidden fields of a form that changes one parameter."""
    rest = ((name, value) for name, values in query.items() if name != without for value in values)
    return [element("input", type="hidden", name=name, value=value) for name, value in rest]


def choice_links(  # noqa: PLR0913 - options by name
    view: View, parameter: str, label: str, options: Options, *, chosen: str, default: str = "", shown: bool = True
) -> HtmlNode:
    """Return a few choices side by side. `shown` says whether the label is seen.

    Of the default, the first option unless it is named, the URL has no parameter.
    """
    query, default, current = view.filter_query, default or next(iter(options)), {chosen: "true"}

    def link(code: str, name: str) -> HtmlNode:
        target = replace_href(query, {parameter: [] if code == default else [code]})
        return element("a", name, href=target, aria_current=current.get(code), id=f"choose-{parameter}-{code}")

    words = [element("span", label, class_="name", aria_hidden="true")] if shown else []
    group = element("span", *starmap(link, options.items()), class_="segments")
    return element("div", *words, group, role="group", aria_label=label, class_="choose", base=replace_href(query))


class ListOrder(NamedTuple):
    """The order of a list: what it is sorted by, whether from the other end, and what it is sorted by unasked."""

    code: str
    reverse: bool = False
    default_code: str = "number"

    @classmethod
    def requested(cls, view: View, codes: Collection[str], *, default: str) -> "ListOrder":
        """Return the order in the URL: `title`, or `-title` from the other end; the default without one."""
        code = next((code for code in view.parameter("sort") if code.removeprefix("-") in codes), default)
        return cls(code.removeprefix("-"), code.startswith("-"), default)

    @property
    def values(self) -> list[str]:
        """The values of the query parameter; none for the default."""
        if self.reverse:
            return [f"-{self.code}"]
        return [] if self.code == self.default_code else [self.code]


def sorting_heading(
    view: View, order: ListOrder, code: str, label: str, *, first: str = "ascending", **attributes: object
) -> HtmlNode:
    """Return the heading of a column as a link that sorts by it, with an arrow where it does: a second press turns it.

    `first` is the direction of the order that is not reversed.
    """
    pressed = order._replace(code=code, reverse=code == order.code and not order.reverse)
    target, direction = replace_href(view.filter_query, {"sort": pressed.values}), None
    if order.code == code:
        direction = {"ascending": "descending", "descending": "ascending"}[first] if order.reverse else first
    arrow = element("span", " ▲" if direction == "ascending" else " ▼", aria_hidden="true") if direction else None
    return element("th", element("a", label, arrow, href=target), scope="col", **attributes, aria_sort=direction)


def publisher_name_field(_: Translator, *, key: str, width: int = FIELD_WIDTH) -> None:
    """Show the field; whoever signed in is named, and types no name.

    It stands in no form, so that the name is remembered as soon as the field is left.
    """
    actor, label = current_actor(), escape_markdown(_("Your name (required, shown as not verified)"))
    if actor.verified:
        text = _("It is published in your name: {name} (signed in).", name=actor.name)
        show(part(f"{key}.note", element("p", text, class_="muted")))
        return
    st.session_state.setdefault(key, publisher_name())
    st.text_input(label, key=key, width=width, max_chars=LONGEST_NAME, on_change=remember_publisher_name, args=(key,))
    cookie = f"{NAME_COOKIE}={quote(publisher_name(), safe='')}"
    note = element("p", _("The name is remembered until you close the browser."), class_="muted", cookie=cookie)
    show(part(f"{key}.note", note))


def agencies_field(view: View, label: str, agencies: Sequence[str], *, none: str, key: str) -> None:
    """Show the choice of some agencies; `none` says what it means to choose none."""
    names = {name: view.names.full(NameKind.AGENCY, name, view.translator) for name in agencies}
    st.multiselect(label, agencies, format_func=names.__getitem__, placeholder=none, key=key, width=FIELD_WIDTH)


def entered_name(key: str) -> str:
    """Return the name in the field, and remember it."""
    remember_publisher_name(key)
    return publisher_name()


def attempt(key: str, work: Callable[..., object], *, result: object = None, name: str = "") -> bool:
    """Do at a press what the store may refuse, and return whether it was done.

    A second press ends the first at its next access to the session, so that there is none after the work.

    Args:
        key: the key under which the next run finds what the work returns, or why it was refused.
        work: what is done with the store, by an actor.
        result: what is found instead of what the work returns.
        name: the key of the field with the name of who does it; without one, it is the remembered name.
    """
    found: list[object] = st.session_state.setdefault(key, [])
    try:
        actor = current_actor(entered_name(name) if name else publisher_name())
        done = work(published_store(), actor=actor)
        found[:] = [result or done]
    except StoreError as fault:
        found[:] = [fault]
        return False
    return True


def press_result(key: str, _: Translator, *, shows_newer: bool = False) -> object:
    """Return what the last press of a button did, and forget it; show why it did nothing.

    With `shows_newer`, the page shows below what another person has published meanwhile.
    """
    result: object = next(iter(st.session_state.pop(key, ())), None)
    if not isinstance(result, StoreError):
        return result
    text = store_fault(result, _)
    if shows_newer and result.code is StoreErrorCode.CONFLICT:
        text = f"{fault_message(result, _)} {_('What it changed is shown below. Look at it before you publish.')}"
    st.error(escape_markdown(text))
    return None


def chosen_option(key: str, options: Collection[_Option], default: _Option) -> _Option:
    """Return the value of a widget if it is one of the options; else the default.

    A browser knows the options by their labels. Where the language changes while a page is being shown, it may send a
    label of the language before, and Streamlit passes on a label that it does not know as the value.
    """
    return next((option for option in options if option == st.session_state.get(key)), default)


def skipped_rows(count: int, label: str, _: Translator, *, most: int, key: str) -> int:
    """Show the choice of a page where there are several, and return how many rows stand before it."""
    lasts = {skipped: min(skipped + most, count) for skipped in range(0, count, most)}
    names = {each: _("{first} to {last} of {count}", first=each + 1, last=lasts[each], count=count) for each in lasts}
    return st.selectbox(label, list(names), format_func=names.__getitem__, key=key, width=260) if len(names) > 1 else 0
