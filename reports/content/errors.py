"""Why a paper cannot be made."""


class PaperError(Exception):
    """A paper cannot be made as it is; the text says why, for logs."""
