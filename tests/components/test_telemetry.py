"""Lines of the log, counts of requests and metrics: JSON, without a path, a name or what people wrote."""

import json
import logging
import re
import subprocess
import sys
from functools import partial

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest
from websockets.sync.client import connect

from components.health import HEALTH_ROUTES
from components.telemetry import FIELDS, ID_HEADER, METRICS, REQUEST_ID, JsonFormatter, RequestMiddleware, kind_of
from tests.support.asgi import send_request
from tests.support.listening import listening
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
    assert line_of("store", "a\nb \u202e \u2028")["message"] == "a\nb \u202e \u2028", "it is one line all the same"


def test_of_an_error_its_class_and_its_place_are_written_and_not_its_text():
    line = line_of("streamlit", "Uncaught app execution", error=raised())
    assert (line["message"], line["error"]) == ("Uncaught app execution", "ValueError")
    places = [place.partition(":")[0] + place.partition(" ")[2] for place in line["traceback"]]
    file = "tests/components/test_telemetry.py"
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


SCRIPT = """
import logging, threading, warnings
from streamlit.logger import get_logger
earlier = get_logger("streamlit.earlier")
from components.telemetry import log_as_json
log_as_json()
earlier.warning("one")
get_logger("streamlit.later").warning("two %s", "secret")
logging.getLogger("store.versions").warning("three")
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


def amounts():
    samples = (sample for metric in METRICS.collect() for sample in metric.samples)
    return {(each.name, *each.labels.values()): each.value for each in samples if each.name.startswith("cynnydd_")}


@pytest.fixture
def added():
    """Return a function that returns what was added to the counts, without seconds."""
    before = amounts()

    def added():
        found = {key: amount - before.get(key, 0) for key, amount in amounts().items() if "seconds" not in key[0]}
        return {key: amount for key, amount in found.items() if amount}

    return added


@pytest.fixture
def lines(caplog):
    """Return a function that returns the fields of the lines so far, without their seconds."""
    caplog.set_level(logging.INFO, logger="cynnydd")

    def lines():
        found = [dict(getattr(record, FIELDS)) for record in caplog.records if record.name == "cynnydd.requests"]
        assert all(line.pop("seconds") >= 0 for line in found)
        return found

    return lines


def answers(status):
    async def application(_scope, _receive, send):
        await send({"type": "http.response.start", "status": status, "headers": [(b"x-id", REQUEST_ID.get().encode())]})
        await send({"type": "http.response.body"})

    return RequestMiddleware(application)


async def fails(_scope, _receive, _send):
    raise ValueError("Ann's words")


async def sends_what_it_receives(_scope, receive, send):
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] != "websocket.disconnect":
        await send({"type": "websocket.send", "bytes": message["bytes"]})


def test_the_id_of_a_request_is_in_its_answer_and_is_another_each_time():
    first, second = (send_request(answers(200), "/", headers={"X-Request-ID": "mine"}) for _time in range(2))
    assert (first.headers[ID_HEADER], second.headers[ID_HEADER]) == (first.headers["x-id"], second.headers["x-id"])
    assert len({first.headers[ID_HEADER], second.headers[ID_HEADER], "mine"}) == 3
    assert REQUEST_ID.get() == ""


def test_a_request_has_a_line_without_its_path_and_is_counted(lines, added):
    send_request(answers(404), "/ann-example?token=secret", method="ANN", headers={"Authorization": "Bearer secret"})
    assert lines() == [{"method": "other", "kind": "page", "status": 404}]
    assert added() == {("cynnydd_requests_total", "page", "404"): 1}


@pytest.mark.parametrize(("status", "logged"), [(200, 0), (304, 0), (404, 1), (503, 1)])
@pytest.mark.parametrize("path", ["/static/js/a.js", "/readyz", "/metrics"])
def test_what_comes_often_has_a_line_only_where_it_fails(lines, added, path, status, logged):
    send_request(answers(status), path)
    assert len(lines()) == logged
    assert added() == {("cynnydd_requests_total", kind_of(path), str(status)): 1}


def test_a_request_that_fails_is_counted_as_such(lines, added):
    with pytest.raises(ValueError, match="Ann's words"):
        send_request(RequestMiddleware(fails), "/")
    assert lines() == [{"method": "GET", "kind": "page", "status": 500}]
    assert added() == {("cynnydd_requests_total", "page", "500"): 1}


def test_a_websocket_has_a_line_when_it_closes_and_is_counted_as_open_until_then(lines, added):
    with (
        listening(RequestMiddleware(sends_what_it_receives)) as port,
        connect(f"ws://127.0.0.1:{port}/_stcore/stream") as socket,
    ):
        socket.send(b"a message")
        assert (socket.recv(), added()) == (b"a message", {("cynnydd_sessions",): 1})
    assert lines() == [{"method": "GET", "kind": "websocket", "status": 101}]
    assert added() == {("cynnydd_requests_total", "websocket", "101"): 1}


TOKEN = "of-this-test-alone-0123456789-0123456789"  # noqa: S105 - no password
HEADER = {"Authorization": f"Bearer {TOKEN}"}
LINE = re.compile(r'# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"\\]*"(,\w+="[^"\\]*")*\})? [0-9.e+-]+')


@pytest.fixture
def client(sample_database, monkeypatch):
    """Return a function that asks for the metrics of a store with the bundled tracker."""
    monkeypatch.setenv("CYNNYDD_METRICS_TOKEN", TOKEN)
    return partial(send_request, Starlette(routes=HEALTH_ROUTES), "/metrics")


def value(text, name):
    return next(float(line.split()[1]) for line in text.splitlines() if line.startswith(f"{name} "))


def test_without_a_token_in_the_settings_there_are_none(client, monkeypatch):
    monkeypatch.setenv("CYNNYDD_METRICS_TOKEN", " ")
    assert client(headers={"Authorization": "Bearer "}).status == 404


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}])
def test_a_request_without_the_token_is_refused(client, headers):
    assert client(headers=headers).status == 401
    assert client(token=TOKEN).status == 401, "an address is logged by others"


def test_each_line_is_of_the_format_and_each_number_has_a_meaning(client, monkeypatch, tmp_path):
    answer = client(headers=HEADER)
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert [line for line in answer.text.splitlines() if not LINE.fullmatch(line)] == []
    assert "process_resident_memory_bytes" in answer.text
    names = set(re.findall(r"^(\w+)", answer.text, re.MULTILINE))
    assert names <= set(re.findall(r"# HELP (\w+)", answer.text))
    assert set(re.findall(r"# HELP (\w+)", answer.text)) == set(re.findall(r"# TYPE (\w+)", answer.text))
    assert [value(answer.text, f"cynnydd_{name}") for name in ("ready", "publishes_total")] == [1, 1]
    monkeypatch.setenv("CYNNYDD_DATABASE_URL", f"sqlite:///{(tmp_path / 'none' / 'x.db').as_posix()}")
    lost = client(headers=HEADER)
    assert (lost.status, value(lost.text, "cynnydd_ready"), "publishes_total" in lost.text) == (200, 0, False)
