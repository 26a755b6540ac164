"""Each request has an id, a line and its counts; no line has a path, and no count a name."""

import logging

import pytest
from websockets.sync.client import connect

from components.telemetry import (
    FIELDS,
    ID_HEADER,
    METRICS,
    REQUEST_ID,
    RequestMiddleware,
    kind_of,
)
from tests.support.asgi import send_request
from tests.support.listening import listening
from tests.support.page_text import open_page


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
    send_request(answers(404), "/ann-example?token=secret", headers={"Authorization": "Bearer secret"})
    assert lines() == [{"method": "GET", "kind": "page", "status": 404}]
    assert added() == {("cynnydd_requests_total", "page", "404"): 1}


def test_what_a_client_made_up_is_in_no_line(lines):
    send_request(answers(405), "/", method="ANN")
    assert lines() == [{"method": "other", "kind": "page", "status": 405}]


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


def test_without_lines_requests_are_counted_all_the_same(lines, added):
    send_request(RequestMiddleware(answers(200).app, log_lines=False), "/")
    assert (lines(), added()) == ([], {("cynnydd_requests_total", "page", "200"): 1})


def test_a_websocket_has_a_line_when_it_closes_and_is_counted_as_open_until_then(lines, added):
    with (
        listening(RequestMiddleware(sends_what_it_receives)) as port,
        connect(f"ws://127.0.0.1:{port}/_stcore/stream") as socket,
    ):
        socket.send(b"a message")
        assert (socket.recv(), added()) == (b"a message", {("cynnydd_sessions",): 1})
    assert lines() == [{"method": "GET", "kind": "websocket", "status": 101}]
    assert added() == {("cynnydd_requests_total", "websocket", "101"): 1}


def test_a_run_of_a_page_is_counted(added):
    open_page("versions")
    assert added() == {("cynnydd_reruns_total",): 1}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        *(("/", "page"), ("/recommendations", "page"), ("/read/files/a/b", "download"), ("/livez", "health")),
        *(("/_stcore/upload_file/a/b", "upload"), ("/recommendations/_stcore/health", "health")),
        *(("/_stcore/host-config", "platform"), ("/feeds/progress.csv", "feed"), ("/sign-out", "sign-in")),
        *(("/chart-library/a.js", "static"), ("/metrics", "metrics"), ("/_stcore/metrics", "metrics")),
    ],
)
def test_the_kind_of_a_path(path, kind):
    assert kind_of(path) == kind
