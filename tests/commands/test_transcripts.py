"""Commands print, refuse and record what the transcripts have; a change is seen in the commit.

When one fails as it should, run `python -m tests.commands.transcripts` and look at what `git diff` shows.
"""

import pytest

from tests.commands.transcripts import FOLDER, replayed


@pytest.mark.parametrize("name", sorted(file.name for file in FOLDER.glob("*.txt")))
def test_each_command_prints_what_its_transcript_has(tmp_path, name):
    transcript = (FOLDER / name).read_text(encoding="utf-8")
    assert replayed(transcript, tmp_path).splitlines() == transcript.splitlines()
