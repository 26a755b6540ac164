"""Streamlit's own texts on a page in Welsh: which of them are left in English."""

import re

from model.language import Language
from tests.support.browser.patience import in_the_end
from wording.catalogue import translator
from wording.labels.names import platform_words

WORDS = platform_words(translator(Language.WELSH))
SAME = {"Stop"}
"""English words that a page may show in Welsh or as its own."""

TEXTS = """() => {
  const shown = [];
  const add = (text) => text?.trim() && shown.push(text.trim());
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) add(texts.currentNode.nodeValue);
  for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder]'))
    for (const name of ['aria-label', 'title', 'placeholder']) add(element.getAttribute(name));
  return shown;
}"""


def pattern(english):
    """Return a pattern for a text with placeholders."""
    return re.escape(english).replace(r"\{n\}", r"[\d.,]+").replace(r"\{text\}", ".+")


PLATFORM_ENGLISH = re.compile("|".join(pattern(each.strip()) for each in WORDS if each not in SAME))


def left_in_english(page):
    """Return every text on a page, also a hidden name, that is English and Streamlit's own, and stays so.

    A text that was added this moment is translated next.
    """
    return in_the_end(page, lambda: _english_now(page), [])


def _english_now(page):
    return [text for text in page.evaluate(TEXTS) if PLATFORM_ENGLISH.fullmatch(text)]
