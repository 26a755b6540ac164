"""The errors of a paper that cannot be made."""

from pathlib import Path


class PaperError(Exception):
    """A paper cannot be made; the text of the error gives the reason."""


class LogoError(Exception):
    """The office's logo cannot be used.

    Attributes:
        code: what is wrong with it: `missing`, `too-large`, `format` or `broken`.
        file: its path.
    """

    def __init__(self, code: str, file: Path) -> None:
        super().__init__(f"{code}: {file}")
        self.code, self.file = code, str(file)
