"""A file is made in another process, in its turn; one that dies, is late or fails says why."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from queue import Queue

import pytest

from components.document.file_answer import failure_text
from components.making import JobQueue, MakingError, MakingFault, make_in_process
from model.terms import Language
from model.versions.version import StoreError, StoreErrorCode
from reports.document import PaperError
from reports.registry import PaperType, paper_bytes
from tests.support.editions import edition_of, small_tracker
from tests.support.making import greedy, imported, killed, mistaken, refused, text_file, until_removed
from wording.catalogue import translator


def fault_of(work, **options):
    """Return why a file was not made, and the limit."""
    with pytest.raises(MakingError) as caught:
        make_in_process(work, **options)
    return caught.value.fault, caught.value.limit


def test_a_paper_is_the_same_as_if_it_were_made_here():
    make = partial(paper_bytes, edition_of(small_tracker(), language="cy"), PaperType.PACK, ".docx")
    assert make_in_process(make) == make()


def test_the_process_knows_nothing_of_the_server():
    papers = partial(paper_bytes, edition_of(small_tracker()), PaperType.PACK, ".docx")
    modules = make_in_process(partial(imported, papers)).decode().split()
    assert "reports.word" in modules
    assert {"streamlit", "sqlalchemy", "plotly"} & set(modules) == set()


def test_a_process_that_is_killed_has_broken_off_and_the_next_file_is_made(caplog):
    assert fault_of(killed) == (MakingFault.BROKE_OFF, 0)
    (line,) = [each.getMessage() for each in caplog.records if each.name == "cynnydd.making"]
    assert line == "A file could not be made: the process ended with exit status -9."
    assert make_in_process(partial(text_file, "again")) == b"again"


def test_a_process_that_is_late_is_ended(tmp_path):
    never = tmp_path / "never-removed"
    never.touch()
    assert fault_of(partial(until_removed, str(never)), minutes=0) == (MakingFault.TOO_SLOW, 0)


def test_a_paper_that_refuses_gives_its_reason():
    with pytest.raises(PaperError, match=r"^a figure has no alternative text$"):
        make_in_process(refused)


def test_too_much_memory_is_named_with_its_limit():
    assert fault_of(greedy, memory_mb=3000) == (MakingFault.TOO_MUCH_MEMORY, 3000)


def test_an_error_of_the_program_is_logged_with_its_place_and_without_its_text(caplog):
    assert fault_of(mistaken) == (MakingFault.BROKE_OFF, 0)
    (record,) = [each for each in caplog.records if each.name == "cynnydd.making"]
    assert record.fields["error"] == "KeyError"
    assert "tests/support/making.py:" in record.fields["traceback"]
    assert "Jane Doe" not in str(record.__dict__)


PATIENCE_SECONDS = 60


def never(before):
    """Refuse to wait."""
    raise AssertionError(before)


class Waiting:
    """Somebody who takes a turn on a thread of a test."""

    def __init__(self, turns, threads, owner=""):
        self.places: Queue[int] = Queue()
        self.may_end: Queue[bool] = Queue()
        self.end = threads.submit(self._take, turns, owner)

    def _take(self, turns, owner):
        with turns.slot(self.places.put, owner=owner):
            self.places.put(0)
            self.may_end.get(timeout=PATIENCE_SECONDS)

    def place(self, expected):
        """Wait until the place is the expected one; it never gets worse."""
        last = None
        while last != expected:
            place = self.places.get(timeout=PATIENCE_SECONDS)
            assert last is None or place <= last
            last = place

    def finish(self):
        self.may_end.put(True)
        self.end.result(PATIENCE_SECONDS)


@pytest.fixture
def threads():
    with ThreadPoolExecutor() as pool:
        yield pool


def test_so_many_have_their_turn_and_the_others_learn_how_many_are_before(threads):
    turns, people = JobQueue(at_once=2), []
    for expected in (0, 0, 2, 3):
        people.append(Waiting(turns, threads))
        people[-1].place(expected)
    first, second, third, fourth = people
    second.finish()
    third.place(0)
    fourth.place(2)
    first.finish()
    fourth.place(0)
    third.finish()
    fourth.finish()


def test_whoever_leaves_while_waiting_leaves_the_queue(threads):
    turns = JobQueue(at_once=1)
    reading = Waiting(turns, threads)
    reading.place(0)

    def leave(before):
        raise InterruptedError(before)

    with pytest.raises(InterruptedError, match="1"), turns.slot(leave):
        raise AssertionError("no turn")
    last = Waiting(turns, threads)
    last.place(1)
    reading.finish()
    last.place(0)
    last.finish()


def test_whoever_has_many_in_the_queue_waits_behind_somebody_with_one(threads):
    turns, order = JobQueue(at_once=1), list[str]()

    def take(name, owner):
        with turns.slot(waiting[name].put, owner=owner):
            order.append(name)

    names = {"ann 2": "ann", "ann 3": "ann", "ben 1": "ben"}
    waiting: dict[str, Queue[int]] = {name: Queue() for name in names}
    first, ends = Waiting(turns, threads, "ann"), []
    first.place(0)
    for name, owner in names.items():
        ends.append(threads.submit(take, name, owner))
        waiting[name].get(timeout=PATIENCE_SECONDS)
    first.finish()
    for end in ends:
        end.result(PATIENCE_SECONDS)
    assert order == ["ben 1", "ann 2", "ann 3"]


def test_one_may_wait_for_so_many_and_others_then_still_may(threads):
    turns = JobQueue(at_once=1, most=3, most_of_one=2)
    with ExitStack() as stack:
        stack.enter_context(turns.slot(never, owner="ann"))
        places = [threads.submit(_take_a_turn, turns, owner) for owner in ("ann", "ben")]
        for _place in places:
            STARTED.get(timeout=PATIENCE_SECONDS)
        for owner in ("ann", "cai"):
            with pytest.raises(MakingError, match="queue-full"), turns.slot(never, owner=owner):
                pass
    assert [each.result(PATIENCE_SECONDS) for each in places] == ["ann", "ben"]


STARTED: Queue[int] = Queue()


def _take_a_turn(turns, owner):
    with turns.slot(STARTED.put, owner=owner):
        return owner


ENGLISH, WELSH = translator(Language.ENGLISH), translator(Language.WELSH)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (MakingError(MakingFault.TOO_SLOW, limit=10), "Your file took longer than 10 minutes, so it was stopped. "),
        (MakingError(MakingFault.TOO_MUCH_MEMORY, limit=2048), "Your file needed more than 2048 MB of memory, so "),
        (MakingError(MakingFault.BROKE_OFF), "Your file was not finished: making it broke off. Press again. "),
        (MakingError(MakingFault.QUEUE_FULL, limit=40), "So many files are being made now that yours cannot wait "),
        (PaperError("it has no text."), "The paper cannot be made: it has no text."),
        (KeyError("whatever it is"), "Your file was not finished: making it broke off. Press again. "),
        (StoreError(StoreErrorCode.UNREACHABLE), "The database cannot be reached."),
    ],
    ids=lambda value: type(value).__name__,
)
def test_why_there_is_no_file_and_what_to_do(error, text):
    assert failure_text(error, ENGLISH).startswith(text)
    assert not failure_text(error, WELSH).startswith(text)
