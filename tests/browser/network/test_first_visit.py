"""What a first visit brings over the network: a browser with an empty cache counts it."""

import pytest

from tests.support.browser.visit import newcomer

pytestmark = pytest.mark.browser

MOST_BYTES = 1_750_000
"""So much comes over the network at most, with fonts, scripts and messages, whose size is taken before compression."""


@pytest.fixture
def newly_arrived(browser):
    """Return a page of a browser that has nothing in its cache."""
    visit = newcomer(browser)
    yield visit.page
    visit.page.context.close()


def test_a_first_visit_is_small_and_every_script_and_style_is_compressed(newly_arrived, server):
    responses, received = {}, []
    network = newly_arrived.context.new_cdp_session(newly_arrived)
    network.on("Network.responseReceived", lambda event: responses.update({event["response"]["url"]: event}))
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    network.on("Network.webSocketFrameReceived", lambda event: received.append(_frame_size(event)))
    network.send("Network.enable")
    newly_arrived.goto(server, wait_until="networkidle")
    plain = [url for url, event in responses.items() if url.endswith((".js", ".css")) and not _is_compressed(event)]
    assert plain == []
    assert sum(received) < MOST_BYTES


def _frame_size(event):
    """Return the bytes of a message of the websocket, which the browser reports in base 64."""
    return len(event["response"]["payloadData"]) * 3 // 4


def _is_compressed(event):
    headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
    return headers.get("content-encoding") == "gzip"
