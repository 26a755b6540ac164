"""The sessions of the platform: the cookies they were opened with, and the files that were uploaded into them."""

from collections.abc import Mapping
from time import monotonic
from typing import cast

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager


def cookies_of_session(session: str) -> Mapping[str, str]:
    """Return the cookies with which an open session was opened; none where it is not open."""
    client = Runtime.instance().get_client(session)
    context = client.client_context if client is not None else None
    return context.cookies if context is not None else {}


def seconds_of_waiting() -> int:
    """Return how long the platform waits for the return of a session whose websocket was closed."""
    return int(st.get_option("server.disconnectedSessionTTL"))


class PlatformUploads:
    """The uploaded files of the sessions of the running server, which the platform has in memory."""

    def __init__(self) -> None:
        self._closed_since: dict[str, float] = {}

    def sizes(self) -> Mapping[str, int]:
        """Return the bytes of the uploaded files of each session."""
        stored = _files().file_storage
        return {session: sum(len(file.data) for file in tuple(stored[session].values())) for session in tuple(stored)}

    def release_closed(self) -> None:
        """Forget the files of each session that has been closed for longer than the platform waits for its return."""
        now, is_open = monotonic(), Runtime.instance().is_active_session
        closed = [session for session in tuple(_files().file_storage) if not is_open(session)]
        self._closed_since = {session: self._closed_since.get(session, now) for session in closed}
        for session, since in self._closed_since.items():
            if now - since > seconds_of_waiting():
                _files().remove_session_files(session)


def _files() -> MemoryUploadedFileManager:
    return cast("MemoryUploadedFileManager", Runtime.instance().uploaded_file_mgr)
