"""A file is made in another process. A process that dies, is late or fails says why, and the next file is made."""

from functools import partial

import pytest

from components.making.process import MakingError, MakingFault, MakingLimits, make_in_process
from reports.registry import FORMATS, PaperType, paper_bytes
from tests.support.editions import edition_of, small_tracker
from tests.support.making import greedy, imported, killed, mistaken, refused, text_file, until_removed


def fault_of(work, **options):
    """Return why a file was not made, the limit and the reason."""
    with pytest.raises(MakingError) as caught:
        make_in_process(work, **options)
    return caught.value.fault, caught.value.limit, caught.value.reason


@pytest.mark.parametrize(
    ("ending", "paper"), {ending: paper for paper, formats in FORMATS.items() for ending in formats}.items(), ids=str
)
def test_a_paper_of_each_format_is_the_same_as_if_it_were_made_here(paper, ending):
    edition = edition_of(small_tracker(), language="cy")
    made = make_in_process(partial(paper_bytes, edition, paper, ending))
    assert made == paper_bytes(edition, paper, ending)


def test_the_process_knows_nothing_of_the_server():
    papers = partial(paper_bytes, edition_of(small_tracker()), PaperType.PACK, ".docx")
    modules = make_in_process(partial(imported, papers)).decode().split()
    assert "reports.word" in modules
    assert {"streamlit", "sqlalchemy", "plotly"} & set(modules) == set()


def test_a_process_that_is_killed_has_broken_off_and_the_next_file_is_made(caplog):
    assert fault_of(killed) == (MakingFault.BROKE_OFF, 0, "")
    (line,) = [each.getMessage() for each in caplog.records if each.name == "cynnydd.making"]
    assert line == "A file could not be made: the process ended with exit status -9."
    assert make_in_process(partial(text_file, "again")) == b"again"


def test_a_process_that_is_late_is_ended(tmp_path):
    never = tmp_path / "never-removed"
    never.touch()
    limits = MakingLimits(minutes=0)
    assert fault_of(partial(until_removed, str(never)), limits=limits) == (MakingFault.TOO_SLOW, 0, "")


def test_a_paper_that_refuses_gives_its_reason():
    assert fault_of(refused) == (MakingFault.PAPER, 0, "a figure has no alternative text")


def test_too_much_memory_is_named_with_its_limit():
    assert fault_of(greedy, limits=MakingLimits(memory_mb=3000)) == (MakingFault.TOO_MUCH_MEMORY, 3000, "")


def test_an_error_of_the_program_is_logged_with_its_place_and_without_its_text(caplog):
    assert fault_of(mistaken) == (MakingFault.BROKE_OFF, 0, "")
    (record,) = [each for each in caplog.records if each.name == "cynnydd.making"]
    assert record.fields["error"] == "KeyError"
    assert "tests/support/making.py:" in record.fields["traceback"]
    assert "Jane Doe" not in str(record.__dict__)
