"""Lead every logger of the process to lines of JSON on standard error."""

import logging
import sys
import threading

from components.telemetry.log_lines import JsonFormatter

_LINES = JsonFormatter()


def log_as_json() -> None:
    """Let each logger that there is, and each that comes later, write lines of JSON.

    The platform gives a handler of its own to each logger that it makes, at any time.
    """
    logging.setLoggerClass(_JsonLogger)
    loggers = [each for each in logging.Logger.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    for logger in (logging.root, *loggers):
        for handler in logger.handlers:
            handler.setFormatter(_LINES)
    if not logging.root.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_LINES)
        logging.root.addHandler(handler)
    logging.getLogger("cynnydd").setLevel(logging.INFO)
    threading.excepthook = _log_thread_error


class _JsonLogger(logging.Logger):
    """A logger whose handlers write lines of JSON."""

    def addHandler(self, hdlr: logging.Handler) -> None:  # noqa: N802 - its name in the library
        hdlr.setFormatter(_LINES)
        super().addHandler(hdlr)


def _log_thread_error(arguments: threading.ExceptHookArgs) -> None:
    error = arguments.exc_value
    logging.getLogger("cynnydd.threads").error("A thread ended with an error.", exc_info=error)
