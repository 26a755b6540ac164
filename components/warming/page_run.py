"""The run of a page that no browser asked for: what it shows is dropped, what it caches is there for readers."""

import asyncio
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any

from streamlit.proto.ClientState_pb2 import ContextInfo
from streamlit.runtime import Runtime
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.state import SessionState

from components.published.published_version import DisplayedVersion
from components.warming.addresses import Address

DISPLAYED: dict[str, DisplayedVersion] = {}
"""The versions that are run now, by the id of the platform's session of the run, to which nobody is connected."""

SCRIPT = Path(__file__).with_name("warm_page.py")
_SCRIPTS = ScriptCache()
_NUMBERS = count()


def run_page(displayed: DisplayedVersion, address: Address) -> None:
    """Run a page as for a reader of this address, and wait for its end; a page that fails has said so in the log."""
    session = f"warming-{next(_NUMBERS)}"
    DISPLAYED[session] = displayed
    try:
        _run_script(session, address)
    finally:
        del DISPLAYED[session]
        if Runtime.exists():  # the platform deletes the files of the page's downloads when nothing refers to them
            Runtime.instance().media_file_mgr.clear_session_refs(session)


def _run_script(session: str, address: Address) -> None:
    ended, loop = Event(), asyncio.new_event_loop()
    runner = ScriptRunner(
        session_id=session,
        main_script_path=str(SCRIPT),
        session_state=SessionState(),
        uploaded_file_mgr=MemoryUploadedFileManager(""),
        script_cache=_SCRIPTS,
        initial_rerun_data=RerunData(
            query_string=address.query,
            page_name=address.page,
            context_info=ContextInfo(color_scheme=address.appearance.value),
        ),
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=PagesManager(str(SCRIPT), _SCRIPTS),
        event_loop=loop,
    )

    def notice(_sender: object, event: ScriptRunnerEvent, **_details: Any) -> None:
        if event is ScriptRunnerEvent.SHUTDOWN:
            ended.set()

    runner.on_event.connect(notice, weak=False)
    runner.start()
    ended.wait()
    loop.close()
