"""The uploaded files that the platform has in memory."""

from collections.abc import Mapping
from typing import cast

from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager


class PlatformUploads:
    """The uploaded files of the sessions of the running server."""

    def sizes(self) -> Mapping[str, int]:
        """Return the bytes of the uploaded files of each session."""
        stored = _manager().file_storage
        return {session: sum(len(file.data) for file in tuple(stored[session].values())) for session in tuple(stored)}

    def release_left(self) -> None:
        """Forget the files of each session that is neither open nor expected to return."""
        sessions = Runtime.instance()._session_mgr  # the platform has no other way to ask
        for session in tuple(_manager().file_storage):
            if sessions.get_session_info(session) is None:
                _manager().remove_session_files(session)


def _manager() -> MemoryUploadedFileManager:
    return cast("MemoryUploadedFileManager", Runtime.instance().uploaded_file_mgr)
