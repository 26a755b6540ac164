"""The messages and remedies of errors: of the store, files, mappings, options, papers and returns."""

from datetime import date
from pathlib import Path

from model.returns.draft import WrittenKind
from model.returns.round import ReturnError, ReturnFault
from model.tracker.reading import RefusedError
from model.versions.version import StoreError, StoreErrorCode
from wording.catalogue import Translator, read_sentences, sentence_of
from wording.formatting import format_location, format_round, marked_name
from wording.labels.names import role_word, unpublished_sentence

# Examples of database addresses, for a remedy.
EXAMPLE_ADDRESSES = "sqlite:////srv/cynnydd/cynnydd.db, postgresql://cynnydd@127.0.0.1/cynnydd"
_SETTING = "CYNNYDD_DATABASE_URL"
_NAMES = ("current", "who", "verified", "version", "latest", "role", "identity", "longest", "name", "month")
# The values of details that an error was raised without.
_DEFAULTS = dict.fromkeys(_NAMES, "") | {"versions": "0", "setting": _SETTING, "addresses": EXAMPLE_ADDRESSES}
# The messages and remedies, by what they are about and by code.
TEXTS = read_sentences(Path(__file__).with_name("errors.toml"))


def store_fault(fault: StoreError, _: Translator) -> str:
    """Return the message and the remedy of a store error."""
    return f"{fault_message(fault, _)} {fault_remedy(fault, _)}"


def fault_message(fault: StoreError, _: Translator) -> str:
    """Return the message of a store error: what happened."""
    return _store_sentence(fault, "message", _)


def fault_remedy(fault: StoreError, _: Translator) -> str:
    """Return the remedy of a store error: what to do."""
    return _store_sentence(fault, "remedy", _)


def _store_sentence(fault: StoreError, name: str, _: Translator) -> str:
    details = {**_DEFAULTS, **fault.details}
    if fault.code is StoreErrorCode.UNPUBLISHED and name == "message":
        return unpublished_sentence({kind: int(details[kind]) for kind in WrittenKind if kind in details}, _)
    who = marked_name(details["who"], _, verified=bool(details["verified"]))
    words = {"who": who, "month": _month(details["month"], _), "role": role_word(details["role"], _)}
    return sentence_of(TEXTS["store"][fault.code], name, {**details, **words}, _)


def refused(error: RefusedError, _: Translator) -> str:
    """Return what is wrong with what a person gave, and what to give instead."""
    details = error.details
    if error.about != "mapping" or error.code not in TEXTS["mapping"]["entry"]:
        return refusal(error.about, error.code, _, **details)
    where = details["location"] or _("the whole file")
    problem = sentence_of(TEXTS["mapping"]["entry"], error.code, details, _)
    return _("The mapping {file} is wrong at {where}: {problem}.", file=details["file"], where=where, problem=problem)


def refusal(about: str, code: str, _: Translator, **values: str) -> str:
    """Return what is wrong, and what to do instead.

    Args:
        about: what is refused: an `answer`, an `option`, a `logo`, an `output` (a file to write) or a `merge`.
        code: what is wrong with it.
        _: the translator.
        values: those of the sentence.
    """
    return sentence_of(TEXTS[about], code, values, _)


def paper_failure(reason: str, _: Translator) -> str:
    """Return the message on a paper that its format cannot hold."""
    return _("The paper cannot be made: {reason}.", reason=reason.rstrip("."))


def return_fault(error: ReturnError, _: Translator) -> str:
    """Return why a file is not taken in, and what to do."""
    place = format_location(error.details.get("sheet", ""), error.details.get("cell", ""), _)
    values = {"found": error.details.get("found", ""), "place": place}
    if error.code is ReturnFault.OTHER_ROUND:
        values |= {"found": _month(values["found"], _), "month": _month(error.details.get("month", ""), _)}
    entry = TEXTS["return"][error.code]
    return " ".join(sentence_of(entry, name, values, _) for name in ("message", "remedy") if name in entry)


def _month(month: str, _: Translator) -> str:
    return format_round(date.fromisoformat(f"{month}-01"), _) if month else ""
