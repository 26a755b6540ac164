"""Issues of forms and of tables on their side, where labels go down and nothing has a column of its own."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.text import Sentence


def _kept(_: Translator, v: Mapping[str, str]) -> str:
    """Say of a label what stands beside it and where that was kept, and from which cells it could not be."""
    said = {
        "rating": _("“{found}” rates something else than progress.", **v),
        "comment": _("“{found}” names no round while other labels do.", **v),
        "status": _("“{found}” may be a status too. Another label, with plainer words, was read as it.", **v),
        "completed": _("“{found}” says when something was done.", **v),
        "only-completed": _("“{found}” says when something was done, and no label says how things stand.", **v),
    }
    kept = _("It was kept as evidence of the latest update beside it, and no status was taken from it.")
    return _with_left_out(_, f"{said[v['kind']]} {kept}", v)


def _actions(_: Translator, v: Mapping[str, str]) -> str:
    if v["refs"]:
        return _(
            "These refs stand in several places with other texts for “{found}”: {refs}. Each was read as one "
            "recommendation with several actions.",
            **v,
        )
    said = _(
        "“{found}” comes with the recommendation. Each action was read as a line before what was reported of it.", **v
    )
    return _with_left_out(_, said, v)


def _with_left_out(_: Translator, said: str, v: Mapping[str, str]) -> str:
    if not v["left_out"]:
        return said
    return f"{said} " + _("It could not be kept from these cells: {left_out}.", **v)


MESSAGES: Mapping[str, Sentence] = {
    "heading-unknown": lambda _, v: _("The label “{found}” is not known, so what stands beside it was not read.", **v),
    "column-other-rating": lambda _, v: _(
        "“{found}” rates something else than progress, so what stands beside it was not read.", **v
    ),
    "column-as-evidence": _kept,
    "column-earlier-status": lambda _, v: _(
        "“{found}” is an earlier status and names no round, so what stands beside it was not read.", **v
    ),
    "column-left-out": lambda _, v: _(
        "“{found}” was left out, as a person said, so what stands beside it was not read.", **v
    ),
    "column-not-held": lambda _, v: _(
        "“{found}” is something that a tracker does not hold, so what stands beside it was not read.", **v
    ),
    "column-second": lambda _, v: _(
        "“{found}” is a second label for {field}, so what stands beside it was not read.", **v
    ),
    "column-without-round": lambda _, v: _(
        "“{found}” names no round while other labels do, so what stands beside it was not read.", **v
    ),
    "round-without-year": lambda _, v: _(
        "“{found}” names a month and no year, so what stands beside it was not read.", **v
    ),
    "statuses-side-by-side": lambda _, v: _with_left_out(
        _,
        _("These labels have a status each: {found}. None was taken; each was kept as evidence.", **v),
        v,
    ),
    "rows-not-items": lambda _, v: _(
        "What begins in these cells holds no item and was not read: {found}. The first begins “{words}”.", **v
    ),
    "rows-continue": lambda _, v: _(
        "What begins in these cells has no ref and no recommendation of its own, and was read with what stands before "
        "it: {found}.",
        **v,
    ),
    "rows-joined": lambda _, v: _(
        "What begins in {rows} tells of recommendation {found} for the same date, and was put together.", **v
    ),
    "actions-read": _actions,
    "action-details-differ": lambda _, v: _(
        "“{found}” differs between actions of one recommendation. Its first was read, and {rows} are kept beside the "
        "action.",
        **v,
    ),
    "refs-numbered": lambda _, v: _(
        "No label stands for refs, so the recommendations were numbered in the order in which they stand."
    ),
    "fills-of-rows": lambda _, v: _(
        "All values of what begins in these cells are filled alike, so the fill was not read as a status: {found}.", **v
    ),
    "colours-not-read": lambda _, v: _(
        "No label stands for statuses, and the cells of “{found}” have the colours of {statuses}. No status was read.",
        **v,
    ),
}
REMEDIES: Mapping[str, Sentence] = {
    "heading-unknown": lambda _, v: _("Use one of these labels, or leave it as a note: {expected}.", **v),
    "column-second": lambda _, v: _("Give one of the two another label, or put both texts into one cell."),
    "fills-of-rows": lambda _, v: _("Nothing, if the fill is decoration; else write the status as a word."),
}
