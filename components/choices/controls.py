"""Choices of a page that is a document: a list to choose from as a form, and choices side by side as links."""

from collections.abc import Mapping

from components.elements.html import HtmlNode, element
from components.session.filter_query import Query, query_of_page, replaced
from components.session.links import href
from components.session.view import View


def select_form(  # noqa: PLR0913 - options by name
    view: View, parameter: str, label: str, options: Mapping[str, str], *, chosen: str, default: str | None = None
) -> HtmlNode:
    """Return a list to choose from; of the default, the first option unless it is named, the URL has no parameter.

    The form is sent by itself where scripts run, and by its button elsewhere.
    """
    default = next(iter(options)) if default is None else default
    listed = [
        element("option", name, value="" if code == default else code, selected="" if code == chosen else None)
        for code, name in options.items()
    ]
    query = query_of_page(view)
    select = element("select", *listed, name=parameter, id=f"choose-{parameter}")
    return element(
        "form",
        element("label", element("span", label, class_="name"), select),
        *hidden_fields(query, without=parameter),
        element("noscript", element("button", view.translator("Show"), type="submit")),
        action=href(view.page),
        method="get",
        class_="choose",
        sends="",
        base=replaced(query),
    )


def hidden_fields(query: Query, *, without: str) -> list[HtmlNode]:
    """Return the rest of a query as hidden fields of a form that changes one parameter."""
    return [
        element("input", type="hidden", name=name, value=value)
        for name, values in query.items()
        if name != without
        for value in values
    ]


def choice_links(  # noqa: PLR0913 - options by name
    view: View,
    parameter: str,
    label: str,
    options: Mapping[str, str],
    *,
    chosen: str,
    default: str | None = None,
    shown: bool = True,
) -> HtmlNode:
    """Return a few choices side by side. `shown` says whether the label is seen.

    Of the default, the first option unless it is named, the URL has no parameter.
    """
    query, default = query_of_page(view), next(iter(options)) if default is None else default
    links = [
        element(
            "a",
            name,
            href=replaced(query, {parameter: [] if code == default else [code]}),
            aria_current="true" if code == chosen else None,
            id=f"choose-{parameter}-{code}",
        )
        for code, name in options.items()
    ]
    words = [element("span", label, class_="name", aria_hidden="true")] if shown else []
    group = element("span", *links, class_="segments")
    return element("div", *words, group, role="group", aria_label=label, class_="choose", base=replaced(query))
