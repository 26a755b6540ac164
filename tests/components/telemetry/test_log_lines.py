"""Lines of the log: JSON, with what belongs to an event and without what people wrote."""

import json
import logging
import subprocess
import sys

from streamlit.testing.v1 import AppTest

from components.telemetry import FIELDS, REQUEST_ID, JsonFormatter
from tests.support.source import ROOT


def line_of(name, message, *arguments, error=None, **fields):
    """Return the line of a record, without its time."""
    information = (type(error), error, error.__traceback__) if error is not None else None
    record = logging.LogRecord(name, logging.WARNING, "", 1, message, arguments, information)
    setattr(record, FIELDS, fields)
    written = JsonFormatter().format(record)
    assert "\n" not in written
    line = json.loads(written)
    assert line.pop("time").endswith("+00:00")
    return line


def raised():
    def broken():
        raise ValueError("The words of a workbook")

    try:
        broken()
    except ValueError as error:
        return error


def test_a_line_of_ours_has_its_message_and_its_fields():
    assert line_of("store.versions", "Version %d is read.", 3, seconds=0.5) == {
        "level": "warning",
        "logger": "store.versions",
        "message": "Version 3 is read.",
        "seconds": 0.5,
    }


def test_of_other_programs_only_the_first_line_of_the_programmers_words_is_written():
    assert line_of("uvicorn.error", '%s - "WebSocket %s"', "192.0.2.1", "/?q=Ann")["message"] == '%s - "WebSocket %s"'
    assert line_of("asyncio", "Never retrieved\nfuture: ValueError('Ann')")["message"] == "Never retrieved"
    assert line_of("other", ValueError("Ann"))["message"] == "ValueError"


def test_of_an_error_its_class_and_its_place_are_written_and_not_its_text():
    line = line_of("streamlit", "Uncaught app execution", error=raised())
    assert (line["message"], line["error"]) == ("Uncaught app execution", "ValueError")
    places = [place.partition(":")[0] + place.partition(" ")[2] for place in line["traceback"]]
    file = "tests/components/telemetry/test_log_lines.py"
    assert places == [f"{file}raised", f"{file}broken"]


def test_the_lines_of_a_session_have_the_label_that_the_audit_trail_has():
    def script():
        import json  # noqa: PLC0415 - AppTest runs the text of this function by itself
        import logging  # noqa: PLC0415

        import streamlit as st  # noqa: PLC0415

        from components.identity import current_actor  # noqa: PLC0415
        from components.telemetry import JsonFormatter  # noqa: PLC0415

        session = current_actor().session
        line = json.loads(JsonFormatter().format(logging.LogRecord("store", logging.INFO, "", 1, "A line.", (), None)))
        st.session_state["found"] = (session, line["session"])

    one, other = AppTest.from_function(script).run(), AppTest.from_function(script).run()
    label, of_line = one.session_state["found"]
    assert len(label) == 12
    assert label == of_line == one.run().session_state["found"][1] != other.session_state["found"][1]
    assert "session" not in line_of("store", "Outside of a session.")


def test_a_line_names_the_request_that_it_belongs_to():
    before = REQUEST_ID.set("0123")
    try:
        assert line_of("store", "x")["request"] == "0123"
    finally:
        REQUEST_ID.reset(before)


def test_no_text_breaks_a_line_or_turns_it_around():
    record = logging.LogRecord("store", logging.WARNING, "", 1, "a\nb \u202e \u2028", (), None)
    assert '"message": "a\\nb \\u202e \\u2028"' in JsonFormatter().format(record)


SCRIPT = """
import logging, threading, warnings
from streamlit.logger import get_logger
earlier = get_logger("streamlit.earlier")
from components.telemetry import log_as_json
log_as_json()
earlier.warning("one")
get_logger("streamlit.later").warning("two %s", "secret")
logging.getLogger("store.packed").warning("three")
logging.getLogger("cynnydd.requests").info("four")
logging.getLogger("urllib3").info("not one of ours")
warnings.warn("Ann's words", UserWarning)
thread = threading.Thread(target=lambda: 1 / 0)
thread.start()
thread.join()
raise SystemError("Ann's words")
"""


def test_each_logger_of_a_process_writes_such_lines_those_of_the_platform_and_later_ones_too():
    run = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in run.stderr.splitlines()]
    assert [line["message"] for line in lines] == [
        *("one", "two %s", "three", "four", "UserWarning"),
        *("A thread ended with an error.", "The server ended with an error."),
    ]
    assert [line["error"] for line in lines[-2:]] == ["ZeroDivisionError", "SystemError"]
