"""The error of a paper that cannot be made."""


class PaperError(Exception):
    """A paper cannot be made; the text of the error gives the reason."""
