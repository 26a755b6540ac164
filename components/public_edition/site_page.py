"""A page of the public edition: what a page of the dashboard shows without a server, and the pages of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from components import elements
from components.public_edition.addresses import FIXED_PAGES
from components.session.links import MENU, OTHER_LANGUAGE, page_titles, skip_link
from model.settings import PublicPart
from model.terms import Language
from reports.document import Edition
from wording.catalogue import Translator, label
from wording.formatting import format_count, format_timestamp, office_name

INDEX = "index.html"
_DROPPED_TAGS = frozenset({"form", "button", "noscript", "input", "select"})
_DROPPED_IDS = frozenset({"filters", "page-actions"})
_DROPPED_CLASSES = frozenset({"file-offer", "popover", "choose", "choices"})
# What the dashboard's script reads, which an edition does not have.
_SERVER_ATTRIBUTES = frozenset({*elements.ACTIONS, "file", "heights", "library"})
# The folder of each language.
PREFIXES = {Language.ENGLISH: "", Language.WELSH: "cy/"}
DATA, ACCESSIBILITY = "data/", "accessibility/"
_FRAME, _INLINE = ("div", "chart-frame"), frozenset({"a", "b", "em", "span", "strong", "time"})
_ONLY_OF_LINKS = frozenset({"href", "title", "aria-label", "aria-current", "tabindex", "hreflang"})
# Returns the address of a link of the dashboard below the root of the language, or None.
Resolve = Callable[[str], str | None]


def public_nodes(
    nodes: Iterable[elements.HtmlNode | None], resolve: Resolve, pictures: Mapping[str, elements.HtmlNode]
) -> list[elements.HtmlNode]:
    """Return the nodes of a page without what needs a server: the filter, forms, buttons and files made on request.

    A link leads to its page of the edition; without one its words stay. A chart is the picture with its id; without
    one its table is unfolded.
    """
    shown = [_public(node, resolve, pictures) for node in nodes if node is not None]
    return spaced([node for node in shown if node is not None])


def spaced(nodes: Sequence[elements.HtmlNode]) -> list[elements.HtmlNode]:
    """Return nodes with a space between two elements on one line: without styles nothing else parts their words."""
    are_inline = [isinstance(node, list) and node[0] in _INLINE for node in nodes]
    pairs = zip(nodes, [False, *are_inline], are_inline, strict=False)
    return [each for node, before, now in pairs for each in ((" ", node) if before and now else (node,))]


def _public(
    node: elements.HtmlNode, resolve: Resolve, pictures: Mapping[str, elements.HtmlNode]
) -> elements.HtmlNode | None:
    if isinstance(node, str):
        return node
    tag, attributes, children = elements.parts_of(node)
    classes = str(attributes.get("class", "")).split()
    if tag in _DROPPED_TAGS or attributes.get("id") in _DROPPED_IDS or not _DROPPED_CLASSES.isdisjoint(classes):
        return None
    if "figure" in attributes:
        return pictures.get(str(attributes.get("id")))
    kept = {name: value for name, value in attributes.items() if name not in _SERVER_ATTRIBUTES}
    link = str(kept.get("href", "#"))
    if tag == "a" and not link.startswith("#"):
        address = resolve(link)
        if address is None:
            tag, kept = "span", {name: value for name, value in kept.items() if name not in _ONLY_OF_LINKS}
        else:
            kept["href"] = f"{address}{INDEX}"
    nodes = public_nodes(children, resolve, pictures)
    if tag == "div" and children and not nodes:
        return None
    if _FRAME in tops(children) and _FRAME not in tops(nodes):
        nodes = [_unfolded(node) for node in nodes]
    if tag == "p" and "links" in classes:  # a choice of parts, of which some may have pages
        nodes = [node for node in nodes if tops([node]) != [("span", "toggle")]]
        return [tag, kept, *nodes] if any(top[0] == "a" for top in tops(nodes)) else None
    return [tag, kept, *nodes]


def tops(nodes: Iterable[elements.HtmlNode]) -> list[tuple[str, str]]:
    """Return the tag and the class of each element among nodes."""
    found = (elements.parts_of(node) for node in nodes if isinstance(node, list))
    return [(tag, str(attributes.get("class", ""))) for tag, attributes, _children in found]


def text_of(node: elements.HtmlNode) -> str:
    """Return the text of a node."""
    return node if isinstance(node, str) else "".join(map(text_of, elements.parts_of(node)[2]))


def _unfolded(node: elements.HtmlNode) -> elements.HtmlNode:
    if isinstance(node, str) or tops([node]) != [("details", "expander")]:
        return node
    tag, attributes, children = elements.parts_of(node)
    return [tag, {**attributes, "open": ""}, *children]


def header_nodes(_: Translator, address: str, page: str) -> list[elements.HtmlNode]:
    """Return the header: the menu, with the page marked, and the same page in the other language."""
    prefix, titles = PREFIXES[_.language], {**page_titles(_), "about": _("How to read it"), "data": _("Data")}
    entries = {**{each: FIXED_PAGES[each] for each in (*MENU, "about") if each in FIXED_PAGES}, "data": DATA}
    current = {page: "page"}
    links = [
        elements.element("a", titles[each], href=f"{prefix}{path}{INDEX}", aria_current=current.get(each))
        for each, path in entries.items()
    ]
    menu = elements.element("nav", *spaced(links), class_="site-menu", aria_label=_("Pages"))
    other, name = OTHER_LANGUAGE[_.language]
    path = f"{PREFIXES[other]}{address.removeprefix(prefix)}{INDEX}"
    switch = elements.element("a", name, href=path, lang=other.value, hreflang=other.value, id="language")
    return [skip_link(_), " ", menu, " ", switch]


def footer_nodes(_: Translator, edition: Edition, digest: str) -> list[elements.HtmlNode]:
    """Return the foot of every page: office, version with its digest, accessibility, contact."""
    lines: list[elements.HtmlNode] = [edition.source, *office_names(_, edition)]
    if edition.version is not None and edition.published_at is not None:
        moment = format_timestamp(edition.published_at, _)
        lines.append(_("Version {number}, published on {moment}", number=edition.version, moment=moment))
    if digest:
        lines.append(_("digest {digest}", digest=digest[:16]))
    lines.append(elements.element("a", _("Accessibility"), href=f"{PREFIXES[_.language]}{ACCESSIBILITY}{INDEX}"))
    spans = [elements.element("span", line) for line in (*lines, edition.office.contact) if line]
    return [elements.part("foot", elements.element("div", *spaced(spans), class_="foot"))]


def office_names(_: Translator, edition: Edition) -> list[str]:
    """Return the name of the office that publishes an edition; nothing where it is not known."""
    return [office_name(edition.office.name, _)] if edition.office.name.is_known else []


def accessibility_nodes(_: Translator, edition: Edition) -> list[elements.HtmlNode]:
    """Return the accessibility statement."""
    contact = next(filter(None, [edition.office.contact, *office_names(_, edition)]), "")
    ask = _("Write to the office that publishes this if you cannot read something here, or need it in another format.")
    if contact:
        ask = _("Write to {contact} if you cannot read something here, or need it in another format.", contact=contact)
    return [
        elements.answer(_("Accessibility")),
        *_paragraphs(
            _("This website aims to meet the Web Content Accessibility Guidelines 2.2, level AA."),
            _("It can be read without scripts, by keyboard and with a screen reader, at 200% and on paper."),
            _("A status is never told by colour alone: it has its word, a letter and a shape."),
            _("Each chart has a description, and a table with the same numbers."),
        ),
        elements.section_heading(_("What is not accessible")),
        *_paragraphs(
            _("Texts are shown as their authors wrote them. Some may have no Welsh, or may use difficult words.")
        ),
        elements.section_heading(_("Tell us")),
        *_paragraphs(ask),
    ]


def data_nodes(
    _: Translator, files: Sequence[tuple[str, str, int]], private: Sequence[PublicPart]
) -> list[elements.HtmlNode]:
    """Return the page of the files: each by its address, what it is, and its size in bytes; and what is left out."""
    columns = [
        elements.BlockColumn(_("File")),
        elements.BlockColumn(_("What it is")),
        elements.BlockColumn(_("Size (bytes)"), class_="number"),
    ]
    rows = [
        [elements.element("a", path.rpartition("/")[2], href=path), words, format_count(size, _)]
        for path, words, size in files
    ]
    left_out = [elements.element("li", label("public-part", each, _)) for each in private]
    nodes: list[elements.HtmlNode] = [
        elements.answer(_("The data, for reuse")),
        elements.block_table(_("Files"), columns, rows),
    ]
    if left_out:
        nodes += [elements.section_heading(_("What is not in it")), elements.element("ul", *left_out)]
    return nodes


def _paragraphs(*sentences: str) -> list[elements.HtmlNode]:
    return [elements.element("p", sentence, class_="prose") for sentence in sentences]
