"""What a session sends goes out when its run has ended, or has taken long, with the platform's own session."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from inspect import unwrap
from time import monotonic
from unittest.mock import Mock

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_cache import ScriptCache

from components.serving.whole_runs import PATIENCE_SECONDS, send_runs_whole
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


PATCHED = ("_on_scriptrunner_event", "flush_browser_queue")


@pytest.fixture(autouse=True)
def patched(monkeypatch):
    monkeypatch.setattr(Runtime, "_instance", Mock())  # a run asks the server of this process for its files
    for method in PATCHED:
        monkeypatch.setattr(AppSession, method, unwrap(getattr(AppSession, method)))
    unwrap(send_runs_whole)()


async def batches_of(script, runs=1):
    """Return what a session sends at a time for so many runs of a script: the kinds of its messages."""
    wake = asyncio.Event()
    loop = asyncio.get_running_loop()

    def look_again():
        loop.call_soon_threadsafe(wake.set)

    session = AppSession(
        ScriptData(str(script), is_hello=False),
        MemoryUploadedFileManager("/files"),
        ScriptCache(),
        look_again,
        {},
    )
    batches = []
    try:
        for _ in range(runs):
            session.request_rerun(None)
            finished = False
            until = monotonic() + PATIENCE_MILLISECONDS / 1000
            while not finished and monotonic() < until:
                await asyncio.wait_for(wake.wait(), PATIENCE_MILLISECONDS / 1000)
                wake.clear()
                messages = session.flush_browser_queue()
                kinds = [message.WhichOneof("type") for message in messages]
                ends = [message.script_finished for message in messages if message.HasField("script_finished")]
                finished = ForwardMsg.FINISHED_SUCCESSFULLY in ends
                batches += [kinds] if kinds else []
    finally:
        session.shutdown()
        for thread in [each for each in threading.enumerate() if each.name.startswith("ScriptRunner")]:
            thread.join(PATIENCE_MILLISECONDS / 1000)
    return batches


def run(tmp_path, text, runs=1):
    script = tmp_path / "page.py"
    script.write_text(text, encoding="utf-8")
    with ThreadPoolExecutor(1) as pool:  # a browser of other tests may have a loop in this thread
        return pool.submit(asyncio.run, batches_of(script, runs)).result()


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


def test_a_long_run_shows_what_it_has_when_the_patience_is_over(tmp_path):
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
