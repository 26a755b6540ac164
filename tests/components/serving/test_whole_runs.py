"""What a session sends goes out when its run has ended, or has taken long, with the platform's own session."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from inspect import unwrap
from time import monotonic
from unittest.mock import Mock

import pytest
from google.protobuf.json_format import ParseDict
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_cache import ScriptCache

from components.serving.whole_runs import ANSWERS, PATIENCE_SECONDS, send_runs_whole
from tests.support.browser.patience import PATIENCE_MILLISECONDS

SHORT = "import streamlit as st\nst.text('one')\nst.text('two')\n"
REPEATED = """
import streamlit as st

for number in range(200):
    st.text(f"element {number} of run {st.session_state.get('run', 0)}")
if (run := st.session_state.get("run", 0)) < 20:
    st.session_state["run"] = run + 1
    st.rerun()
"""
LONG = "import time\n\nimport streamlit as st\n\nst.text('one')\ntime.sleep(0.3)\nst.text('two')\n"
STEADY = "import time\n\nimport streamlit as st\n\nfor _ in range(60):\n    st.text('one')\n    time.sleep(0.005)\n"
PARTED = """
import streamlit as st

st.text("above")
st.fragment(lambda: st.text("within"))()
"""
ADDRESSED = """
import time

import streamlit as st

if "address" not in st.session_state:
    st.query_params["chosen"] = "yes"
    st.session_state["address"] = True
    time.sleep(0.3)
"""
WINDOWS_TICK_SECONDS = 0.0156
"""How early a timer may end on Windows, by its clock."""

PATCHED = ("_on_scriptrunner_event", "flush_browser_queue", "_clear_queue", "request_rerun")


@pytest.fixture(autouse=True)
def patched(monkeypatch):
    monkeypatch.setattr(Runtime, "_instance", Mock())  # a run asks the server of this process for its files
    for method in PATCHED:
        monkeypatch.setattr(AppSession, method, unwrap(getattr(AppSession, method)))
    unwrap(send_runs_whole)()


class Session:
    """The platform's session with a script, and what it sends; to be made in an event loop."""

    def __init__(self, script):
        self._wake = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        files = MemoryUploadedFileManager("/files")
        self.platform = AppSession(ScriptData(str(script), is_hello=False), files, ScriptCache(), self._look_again, {})

    def _look_again(self):
        self._loop.call_soon_threadsafe(self._wake.set)

    async def batches(self):
        """Return the messages that are sent at a time until a run has ended."""
        batches = []
        until = monotonic() + PATIENCE_MILLISECONDS / 1000
        while monotonic() < until:
            messages = await self.next_batch()
            batches += [messages]
            if any(message.HasField("script_finished") and message.script_finished in ENDS for message in messages):
                break
        return batches

    async def next_batch(self):
        """Return the messages that are sent next."""
        while True:
            await asyncio.wait_for(self._wake.wait(), PATIENCE_MILLISECONDS / 1000)
            self._wake.clear()
            if messages := self.platform.flush_browser_queue():
                return messages

    def wait_for_scripts(self):
        """Wait until no script runs; the event loop waits, too."""
        for thread in [each for each in threading.enumerate() if each.name.startswith("ScriptRunner")]:
            thread.join(PATIENCE_MILLISECONDS / 1000)

    def end(self):
        self.platform.shutdown()
        self.wait_for_scripts()


ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


async def batches_of(script, runs=1):
    """Return what a session sends at a time for so many runs of a script: the kinds of its messages."""
    session = Session(script)
    batches = []
    try:
        for _ in range(runs):
            session.platform.request_rerun(None)
            batches += await session.batches()
    finally:
        session.end()
    return [[message.WhichOneof("type") for message in batch] for batch in batches]


async def texts_where_a_part_runs_before_the_page_is_handled(script):
    session = Session(script)
    try:
        session.platform.request_rerun(None)
        session.wait_for_scripts()
        parts = session.platform._fragment_storage
        assert isinstance(parts, MemoryFragmentStorage)
        (part,) = parts._fragments
        session.platform.request_rerun(ClientState(fragment_id=part))
        batches = await session.batches()
    finally:
        session.end()
    return [message.delta.new_element.text.body for batch in batches for message in batch]


async def kinds_where_an_answer_waits_as_the_page_runs_anew(script, answer):
    session = Session(script)
    try:
        session.platform.request_rerun(None)
        await session.next_batch()
        session.platform._enqueue_forward_msg(answer)
        session.platform.request_rerun(None)
        batches = await session.batches()
    finally:
        session.end()
    return [message.WhichOneof("type") for batch in batches for message in batch]


async def addresses_where_a_run_ends_for_another(script):
    session = Session(script)
    try:
        session.platform.request_rerun(None)
        while "address" not in session.platform._session_state:
            await asyncio.sleep(0.001)
        session.platform.request_rerun(None)
        batches = await session.batches()
    finally:
        session.end()
    messages = [message for batch in batches for message in batch]
    return [message.page_info_changed.query_string for message in messages if message.HasField("page_info_changed")]


async def sizes_where_another_thread_requests_a_run(script):
    session = Session(script)
    try:
        session.platform.request_rerun(None)
        await asyncio.to_thread(session.platform.request_rerun, None)
        return [len(batch) for batch in await session.batches()]
    finally:
        session.end()


def run(tmp_path, text, of=batches_of, **options):
    script = tmp_path / "page.py"
    script.write_text(text, encoding="utf-8")
    with ThreadPoolExecutor(1) as pool:  # a browser of other tests may have a loop in this thread
        return pool.submit(asyncio.run, of(script, **options)).result()


def test_a_short_run_is_sent_at_a_time_each_time_it_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr("components.serving.whole_runs.PATIENCE_SECONDS", PATIENCE_MILLISECONDS / 1000)
    batches = [batch for batch in run(tmp_path, SHORT, runs=2) if "delta" in batch]
    assert len(batches) == 2
    for batch in batches:
        assert batch.count("delta") == 2
        assert {"new_session", "script_finished"} <= set(batch)


def test_nothing_of_a_run_is_lost_where_another_follows_without_a_pause(tmp_path):
    sent = [kind for batch in run(tmp_path, REPEATED) for kind in batch]
    begun = len(sent) - 1 - sent[::-1].index("new_session")
    assert sent[begun:].count("delta") == 200
    assert "script_finished" in sent[begun:]


def test_what_a_page_has_made_is_not_lost_where_a_part_of_it_runs_before_it_is_handled(tmp_path):
    texts = run(tmp_path, PARTED, of=texts_where_a_part_runs_before_the_page_is_handled)
    assert [text for text in texts if text] == ["above", "within"]


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_that_waits_is_sent_a_single_time_though_the_page_runs_anew(tmp_path, kind):
    answer = ParseDict({kind: kind == "heartbeat_ack" or {}}, ForwardMsg())
    kinds = run(tmp_path, LONG, of=kinds_where_an_answer_waits_as_the_page_runs_anew, answer=answer)
    assert kinds.count(kind) == 1
    assert kinds.count("delta") == 2


def test_an_address_that_a_run_has_set_is_not_lost_where_the_run_ends_for_another(tmp_path):
    assert run(tmp_path, ADDRESSED, of=addresses_where_a_run_ends_for_another) == ["chosen=yes"]


def test_another_thread_may_ask_for_a_run_as_one_does_that_watches_files(tmp_path):
    assert run(tmp_path, SHORT, of=sizes_where_another_thread_requests_a_run)


def test_what_follows_an_error_of_the_platform_is_handled_all_the_same(tmp_path, monkeypatch):
    handle = AppSession._handle_scriptrunner_event_on_event_loop
    errors = [ValueError("not expected")]

    def fail_at_first(session, sender, event, *others, **details):
        if event is ScriptRunnerEvent.ENQUEUE_FORWARD_MSG and errors:
            raise errors.pop()
        handle(session, sender, event, *others, **details)

    monkeypatch.setattr(AppSession, "_handle_scriptrunner_event_on_event_loop", fail_at_first)
    sent = [kind for batch in run(tmp_path, SHORT) for kind in batch]
    assert (errors, sent.count("delta")) == ([], 1)


@pytest.mark.parametrize("early_seconds", [0.0, WINDOWS_TICK_SECONDS])
def test_a_long_run_shows_what_it_has_when_the_patience_is_over(tmp_path, monkeypatch, early_seconds):
    call_later = asyncio.BaseEventLoop.call_later
    monkeypatch.setattr(
        asyncio.BaseEventLoop,
        "call_later",
        lambda loop, delay, *call: call_later(loop, delay - early_seconds, *call),
    )
    first, *others = run(tmp_path, LONG)
    assert PATIENCE_SECONDS < 0.3
    assert first.count("delta") == 1
    assert "new_session" in first
    assert "script_finished" not in first
    assert sum(batch.count("delta") for batch in others) == 1


def test_what_a_long_run_goes_on_to_make_is_sent_several_at_a_time(tmp_path):
    batches = run(tmp_path, STEADY)
    assert sum(batch.count("delta") for batch in batches) == 60
    assert len(batches) < 20


def test_every_session_of_the_server_is_patched_a_single_time():
    send_runs_whole.cache_clear()
    before = [getattr(AppSession, method) for method in PATCHED]
    send_runs_whole()
    send_runs_whole()
    assert [vars(getattr(AppSession, method))["__wrapped__"] for method in PATCHED] == before
    send_runs_whole.cache_clear()
