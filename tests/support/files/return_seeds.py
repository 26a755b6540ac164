"""Returns that were filled in, as they are before the fuzzer spoils them: of each format, by us and by LibreOffice."""

from pathlib import Path

from model.returns.received import Item
from tests.support import returns
from tests.support.files.mutations import without_save_time
from tests.support.files.word_returns import fill_in_form, make_forms
from tests.support.returns import fill_in, make_returns

_SAVED = Path(returns.__file__).parent / "workbooks" / "returns_by_libreoffice"
_ANSWERS = {("1", Item.UPDATE): "Funding is agreed.", ("1", Item.AGENCY_STATUS): "Green", ("4", Item.CLOSURE): "Yes"}
_FORCE = ("The Force", "Chief Officer")


def return_seeds() -> list[bytes]:
    """Return a workbook, a Word form, and what LibreOffice made of both."""
    saved = [(_SAVED / f"filled.{ending}").read_bytes() for ending in ("ods", "csv", "docx")]
    return [
        without_save_time(fill_in(make_returns()[_FORCE].content, _ANSWERS)),
        without_save_time(fill_in_form(make_forms()[_FORCE].content, _ANSWERS)),
        *saved,
    ]
