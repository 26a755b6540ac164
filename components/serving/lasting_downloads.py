"""Files that were made at the press of a button stay until the browser has had time to fetch them."""

from functools import cache
from time import monotonic

from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileMetadata
from streamlit.runtime.media_file_storage import MediaFileKind

LEAST_SECONDS = 120.0
"""How long a file stays at least: its browser has the address at once, over however slow a line."""


class LastingMetadata(MediaFileMetadata):
    """What the platform notes of a file, and when it was made.

    No session refers to a file that was made at a press, and the platform deletes what no session refers to at the
    second end of a run of any session: with many readers before its own browser asks for it.
    """

    def __init__(self, kind: MediaFileKind = MediaFileKind.MEDIA) -> None:
        super().__init__(kind)
        self._made_at = monotonic()

    @property
    def is_marked_for_delete(self) -> bool:
        """Whether the file may be deleted."""
        return super().is_marked_for_delete and monotonic() >= self._made_at + LEAST_SECONDS


@cache
def let_downloads_last() -> None:
    """Let the platform note the files of downloads in this way from now on."""
    media_file_manager.MediaFileMetadata = LastingMetadata  # type: ignore[misc]
