"""Sentences on the key, and on colours and words that may be statuses."""

from collections.abc import Mapping

from wording.catalogue import Translator
from wording.issues.text import Sentence


def _put_in_order(_: Translator, words: str, added: str) -> str:
    """Give an example of an order, quoted for a command; say so where it has a word that no cell has."""
    order = f"'{words}'" if '"' in words else f'"{words}"'
    if added:
        return _(
            "Give their order, worst first and what is done last. Reorder this example, and put your own word for "
            "{added}: --scale {order}; or add a sheet named Key.",
            order=order,
            added=added,
        )
    return _(
        "Give their order, worst first and what is done last. Reorder this example: --scale {order}; or add a sheet "
        "named Key.",
        order=order,
    )


MESSAGES: Mapping[str, Sentence] = {
    "key-missing": lambda _, v: _("The workbook has no Key, so its scale is taken to be {statuses}.", **v),
    "key-not-read": lambda _, v: _(
        "What stands here is called a key and could not be read, so no status was read from a colour."
    ),
    "key-order-unknown": lambda _, v: _(
        "Nothing says which end of the key is the worst. It was read as it stands, worst first: {found}.", **v
    ),
    "keys-differ": lambda _, v: _(
        "This key ({found}) says something else than the one in {first} ({kept}), which was read as the scale.", **v
    ),
    "key-complete-not-last": lambda _, v: _(
        "What means done ({found}) does not stand last in the Key, worst first: {statuses}.", **v
    ),
    "key-status-repeated": lambda _, v: _("The status “{found}” stands in the Key already, in {first}.", **v),
    "key-status-reserved": lambda _, v: _("“{found}” cannot be a status: it is what stands where there is none.", **v),
    "key-none-complete": lambda _, v: _("No status of the Key is marked as complete: {statuses}.", **v),
    "key-colour-unknown": lambda _, v: _("The colour “{found}” is not known. The status is drawn grey.", **v),
    "scale-proposed": lambda _, v: _(
        "The statuses are words of the tracker’s own, with no Key that says their order or which means done: {found}.",
        **v,
    ),
    "scale-words-missing": lambda _, v: _("The order that was given ({given}) leaves out: {found}.", **v),
    "scale-confirmed": lambda _, v: (
        _("The scale is as it was given, worst first: {found}. What means done was given, too: {complete}.", **v)
        if v.get("said")
        else _("The scale is as it was given, worst first: {found}. The last is taken as complete: {complete}.", **v)
    ),
    "scale-none-complete": lambda _, v: (
        _("The scale is as it was given, worst first: {found}. None was said to mean done.", **v)
        if v.get("said")
        else _("The scale is as it was given, of one status: {found}. None is taken as complete.", **v)
    ),
    "scale-complete-unused": lambda _, v: (
        _("The scale is as it was given, worst first: {found}. No cell has what means done: {complete}.", **v)
        if v.get("said")
        else _(
            "The scale is as it was given, worst first: {found}. The last alone is taken as complete, and no cell has "
            "it: {complete}.",
            **v,
        )
    ),
    "scale-not-used": lambda _, v: _(
        "The order that was given ({found}) was not used, because the workbook has a Key.", **v
    ),
}

REMEDIES: Mapping[str, Sentence] = {
    "key-missing": lambda _, v: _("Nothing, if that is the scale; else add a sheet named Key, the worst status first."),
    "key-not-read": lambda _, v: _(
        "Write the key as two columns, Status and Meaning, the worst status first, each with its colour."
    ),
    "key-order-unknown": lambda _, v: _(
        "Put the worst status first, and write Complete beside the meaning of what is done."
    ),
    "keys-differ": lambda _, v: _("Keep one key. If this one is of something else, such as impact, head it so."),
    "key-complete-not-last": lambda _, v: _("Put the Key in order: the worst status first, what means done last."),
    "key-status-repeated": lambda _, v: _("Remove one of the two rows, or give one status another name."),
    "key-status-reserved": lambda _, v: _("Remove the row, and leave the status cell empty where none was given."),
    "key-none-complete": lambda _, v: _("Write Yes under Complete beside each status that means done."),
    "key-colour-unknown": lambda _, v: _(
        "Use Red, Amber, Green, Blue, Purple, Grey or Black, or a colour such as #1b7a43."
    ),
    "scale-proposed": lambda _, v: _put_in_order(_, v["words"], v["added"]),
    "scale-words-missing": lambda _, v: _(
        "Give the order again, with every word of the column in it, and put words with a comma or a semicolon in "
        "quotation marks."
    ),
    "scale-confirmed": lambda _, v: _("Nothing; or add a sheet named Key, so that the order need not be given again."),
    "scale-none-complete": lambda _, v: _("Nothing, if none is done; else add the word that means done, as the last."),
    "scale-complete-unused": lambda _, v: _("Nothing, if none is done yet; else give the word that means done last."),
    "scale-not-used": lambda _, v: _("Nothing, if the Key is right; else correct the Key."),
}
