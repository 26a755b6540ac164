"""The text of conditional formatting that could not be evaluated."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.issue_text import IssueText

_RULE_AT_MOST = 120
"""The most characters of a formula that a sentence quotes."""


def _rule_not_read(_: Translator, v: Mapping[str, str], rule: str) -> str:
    """Return the message on a rule that was not read: its formula, else its kind."""
    if rule:
        quoted = rule if len(rule) <= _RULE_AT_MOST else f"{rule[:_RULE_AT_MOST]}…"
        return _(
            "The colours of {found} follow a rule that is not simple, so they are not known: {rule}.",
            **{**v, "rule": quoted},
        )
    kinds: Mapping[str, str] = {
        "colorScale": _("{found} has a colour scale, so the colours of its cells say nothing by themselves.", **v),
        "iconSet": _("{found} shows icons, which were not read.", **v),
        "dataBar": _("{found} shows bars, which were not read.", **v),
    }
    other = _("The colours of {found} follow a rule that looks at many cells, so they are not known.", **v)
    return kinds.get(v.get("kind", ""), other)


TEXTS: Mapping[str, IssueText] = {
    "conditional-format-not-read": IssueText(
        message=lambda _, v: _rule_not_read(_, v, v.get("rule", "")),
        group_message=lambda _, v: _(
            "Colours, icons or bars that follow a rule were not read in these cells: {examples}.",
            **v,
        ),
        remedy=lambda _, v: _("Nothing, if the cells hold words; else write the status in words."),
    ),
}
