"""What no page may have: what breaks a rule of WCAG 2.2 that axe-core finds, or is English of the platform in Welsh."""

import re

from axe_playwright_python.sync_playwright import Axe

from model.terms import Language
from tests.support.browser.actions import in_the_end
from wording.catalogue import translator
from wording.names import platform_words

# Parses the text of each colour a single time: axe does so for all that is behind a text, a quarter of its work.
PARSED_COLOURS = """() => {
  const { prototype } = axe.commons.color.Color;
  const parse = prototype.parseString;
  const known = new Map();
  prototype.parseString = function (text) {
    if (known.has(text)) {
      [this.r, this.g, this.b, this.alpha] = known.get(text);
    } else {
      parse.call(this, text);
      known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    return this;
  };
}"""

AXE = f"{Axe().axe_script};({PARSED_COLOURS})()"
# The options of axe. It need not load style sheets and media anew: only rules about sound ask for that.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "preload": False,
}

JUDGED_AGAIN_AFTER_MILLISECONDS = 1_000


def broken(page):
    """Return each rule that a page breaks, with what breaks it.

    What is only seen for a time is none: while a text fades its contrast is too low, and a chart may be drawn anew.
    """
    return in_the_end(page, lambda: _violations(page), [], polling=JUDGED_AGAIN_AFTER_MILLISECONDS)


def _violations(page):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    response = page.evaluate("(options) => axe.run(options)", OPTIONS)
    assert response["passes"], "axe has looked at nothing"
    return [
        (rule["id"], node["html"][:200], node["failureSummary"])
        for rule in response["violations"]
        for node in rule["nodes"]
    ]


WORDS = platform_words(translator(Language.WELSH))
# English words that a page may show in Welsh or as its own.
SAME = {"Stop"}


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
    return [text for text in page.evaluate("tests.texts()") if PLATFORM_ENGLISH.fullmatch(text)]
