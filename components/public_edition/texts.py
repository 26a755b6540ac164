"""What a page of the edition has around its main part, and the pages that it has to itself: data and accessibility."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from components.elements import BlockColumn, HtmlNode, answer, block_table, element, part, section_heading
from components.navigation import page_titles, skip_link
from components.public_edition.addresses import FIXED_PAGES
from components.public_edition.page import INDEX, spaced
from components.session.links import MENU
from model.language import Language
from model.settings import PublicPart
from wording.catalogue import Translator
from wording.format.dates import format_timestamp
from wording.format.text import format_count
from wording.sentences import label

PREFIXES = {Language.ENGLISH: "", Language.WELSH: "cy/"}
"""The folder of each language."""
_OTHER = {Language.ENGLISH: (Language.WELSH, "Cymraeg"), Language.WELSH: (Language.ENGLISH, "English")}
DATA, ACCESSIBILITY = "data/", "accessibility/"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the foot of each page says: who publishes, which version, and how to write to them.

    Attributes:
        digest: the digest of the version's rows; "" for a workbook that is not published.
    """

    title: str
    office: str
    contact: str
    version: int | None
    published_at: datetime | None
    digest: str


def header_nodes(_: Translator, address: str, page: str) -> list[HtmlNode]:
    """Return the header: the menu, with the page marked, and the same page in the other language."""
    prefix, titles = PREFIXES[_.language], {**page_titles(_), "about": _("How to read it"), "data": _("Data")}
    entries = {**{each: FIXED_PAGES[each] for each in (*MENU, "about") if each in FIXED_PAGES}, "data": DATA}
    links = [
        element("a", titles[each], href=f"{prefix}{path}{INDEX}", aria_current="page" if each == page else None)
        for each, path in entries.items()
    ]
    menu = element("nav", *spaced(links), class_="site-menu", aria_label=_("Pages"))
    other, name = _OTHER[_.language]
    path = f"{PREFIXES[other]}{address.removeprefix(prefix)}{INDEX}"
    switch = element("a", name, href=path, lang=other.value, hreflang=other.value, id="language")
    return [skip_link(_), " ", menu, " ", switch]


def footer_nodes(_: Translator, imprint: Imprint) -> list[HtmlNode]:
    """Return the foot of every page: office, version with its digest, accessibility, contact."""
    prefix = PREFIXES[_.language]
    lines: list[HtmlNode] = [imprint.title]
    if imprint.office:
        lines.append(imprint.office)
    if imprint.version is not None and imprint.published_at is not None:
        moment = format_timestamp(imprint.published_at, _)
        lines.append(_("Version {number}, published on {moment}", number=imprint.version, moment=moment))
    if imprint.digest:
        lines.append(_("digest {digest}", digest=imprint.digest[:16]))
    lines.append(element("a", _("Accessibility"), href=f"{prefix}{ACCESSIBILITY}{INDEX}"))
    if imprint.contact:
        lines.append(imprint.contact)
    spans = [element("span", line) for line in lines]
    return [part("foot", element("div", *spaced(spans), class_="foot"))]


def accessibility_nodes(_: Translator, imprint: Imprint) -> list[HtmlNode]:
    """Return the accessibility statement."""
    contact = imprint.contact or imprint.office
    ask = (
        _("Write to {contact} if you cannot read something here, or need it in another format.", contact=contact)
        if contact
        else _(
            "Write to the office that publishes this if you cannot read something here, or need it in another format."
        )
    )
    return [
        answer(_("Accessibility")),
        *_paragraphs(
            _("This website aims to meet the Web Content Accessibility Guidelines 2.2, level AA."),
            _("It can be read without scripts, by keyboard and with a screen reader, at 200% and on paper."),
            _("A status is never told by colour alone: it has its word, a letter and a shape."),
            _("Each chart has a description, and a table with the same numbers."),
        ),
        section_heading(_("What is not accessible")),
        *_paragraphs(
            _("Texts are shown as their authors wrote them. Some may have no Welsh, or may use difficult words.")
        ),
        section_heading(_("Tell us")),
        *_paragraphs(ask),
    ]


def data_nodes(_: Translator, files: Sequence[tuple[str, str, int]], private: Sequence[PublicPart]) -> list[HtmlNode]:
    """Return the page of the files: each by its address, what it is, and its size in bytes; and what is left out."""
    columns = [BlockColumn(_("File")), BlockColumn(_("What it is")), BlockColumn(_("Size (bytes)"), class_="number")]
    rows = [
        [element("a", path.rpartition("/")[2], href=path), words, format_count(size, _)] for path, words, size in files
    ]
    left_out = [element("li", part_name(each, _)) for each in private]
    nodes: list[HtmlNode] = [answer(_("The data, for reuse")), block_table(_("Files"), columns, rows)]
    if left_out:
        nodes += [section_heading(_("What is not in it")), element("ul", *left_out)]
    return nodes


def part_name(part_of: PublicPart, _: Translator) -> str:
    """Return what a private part of a tracker is called."""
    return label("public-part", part_of, _)


def _paragraphs(*sentences: str) -> list[HtmlNode]:
    return [element("p", sentence, class_="prose") for sentence in sentences]
