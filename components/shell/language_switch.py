"""The language switch: a link to this page in the other language, named in that language."""

from collections.abc import Mapping, Sequence

from components.elements.html import HtmlNode, element
from components.session.links import href
from model.language import Language
from wording.catalogue import Translator

OTHER = {Language.ENGLISH: (Language.WELSH, "Cymraeg"), Language.WELSH: (Language.ENGLISH, "English")}


def language_switch(page: str, query: Mapping[str, Sequence[str]], _: Translator) -> HtmlNode:
    """Return the link. It keeps the page and all other query parameters."""
    language, name = OTHER[_.language]
    target = href(page, {**query, "lang": [language.value]})
    return element("a", name, href=target, lang=language.value, hreflang=language.value, id="language")
