"""How far a file is that is being made, and why there is none, in the reader's words."""

from collections.abc import Callable, Mapping

from components.making.jobs import Stage
from components.making.process import MakingError, MakingFault
from model.issues.issue import WorkbookError
from model.store_error import StoreError
from wording.catalogue import Translator
from wording.errors.papers import paper_failure
from wording.errors.store import store_fault
from wording.issues import message, remedy


def progress_text(stage: Stage, before: int, _: Translator) -> str:
    """Return how far a file is."""
    if stage is Stage.WAITING:
        return _.plural(
            "{n} other is before you. Your file is made when it is your turn; you need not press anything.",
            "{n} others are before you. Your file is made when it is your turn; you need not press anything.",
            before,
        )
    return _("Your file is being made. Its download starts by itself.")


def failure_text(error: Exception, _: Translator) -> str:
    """Return why there is no file, and what to do."""
    if isinstance(error, StoreError):
        return store_fault(error, _)
    if isinstance(error, WorkbookError):
        return f"{message(error, _)} {remedy(error, _)}"
    if isinstance(error, MakingError) and error.fault is MakingFault.PAPER:
        return paper_failure(error.reason, _)
    return _TEXTS[error.fault](error, _) if isinstance(error, MakingError) else _broke_off(error, _)


def _too_slow(error: MakingError, _: Translator) -> str:
    text = _.plural(
        "Your file took longer than {n} minute, so it was stopped.",
        "Your file took longer than {n} minutes, so it was stopped.",
        error.limit,
    )
    return f"{text} {_smaller(_)}"


def _too_much_memory(error: MakingError, _: Translator) -> str:
    text = _("Your file needed more than {n} MB of memory, so it was stopped.", n=error.limit)
    return f"{text} {_smaller(_)}"


def _queue_full(_error: MakingError, _: Translator) -> str:
    return _("So many files are being made now that yours cannot wait with them. Press again in a few minutes.")


def _broke_off(_error: Exception, _: Translator) -> str:
    return _(
        "Your file was not finished: making it broke off. Press again. If it breaks off again, tell whoever runs the "
        "dashboard, who finds the cause in its log."
    )


def _smaller(_: Translator) -> str:
    return _("Choose fewer recommendations by the filter, and press again.")


_TEXTS: Mapping[MakingFault, Callable[[MakingError, Translator], str]] = {
    MakingFault.TOO_SLOW: _too_slow,
    MakingFault.TOO_MUCH_MEMORY: _too_much_memory,
    MakingFault.QUEUE_FULL: _queue_full,
    MakingFault.BROKE_OFF: _broke_off,
}
