"""What is addressed to the dashboard by another name, or sent by another website, reaches nothing behind the guard."""

import pytest

from components.guard.middleware import GuardMiddleware
from model.access import AccessSettings
from tests.support.asgi import send_request

ENGLISH = (
    "This dashboard does not know the name in the address. Open it by the address that you were sent; whoever runs it "
    "can make a further name known with the setting CYNNYDD_HOSTS."
)
OTHER_WEBSITE = "This request came from another website. Only pages of the dashboard itself may send it."


async def reached(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"reached"})


GUARDED = GuardMiddleware(reached, hosts=frozenset({"cynnydd.example"}))


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "localhost:8501", "127.0.0.1:65535", "[::1]", "[::1]:8501", "LocalHost:1"),
        *("cynnydd.example", "cynnydd.example:443"),
    ],
)
def test_a_name_of_the_dashboard_is_known_with_any_port(host):
    assert send_request(GUARDED, "/", headers={"Host": host}).text == "reached"


@pytest.mark.parametrize(
    "host",
    [
        *("attacker.example", "attacker.example:8501", "localhost.attacker.example", "127.0.0.1.attacker.example"),
        *("", "127.0.0.1:", "127.0.0.1:8501:1", "127.0.0.1:123456", "user@127.0.0.1", "127.0.0.1/x", "127.0.0.1, a"),
        *("127.0.0.2", "[::]", "::1", "[::1", "localhost.", "\u0131ocalhost", "x.cynnydd.example"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/feeds/progress.csv", "/read/files/a/b", "/_stcore/metrics", "/static/a.js"])
def test_another_name_is_refused_on_every_path(host, path):
    answer = send_request(GUARDED, path, headers={"Host": host})
    assert (answer.status, answer.text.splitlines()[0]) == (400, ENGLISH)


def test_no_name_and_two_names_are_refused():
    assert send_request(GUARDED, "/").status == 400
    assert send_request(GUARDED, "/", headers={"Host": "localhost", "host": "localhost"}).status == 400


@pytest.mark.parametrize("origin", [None, "http://localhost:8501", "https://localhost:8501"])
def test_the_dashboard_itself_and_a_client_without_origin_may_write(origin):
    headers = {"Host": "localhost:8501"} | ({"Origin": origin} if origin else {})
    assert send_request(GUARDED, "/", method="PUT", headers=headers).text == "reached"


@pytest.mark.parametrize(
    "origin",
    [
        *("https://attacker.example", "http://localhost:3000", "http://localhost", "http://127.0.0.1:8501"),
        *("null", "", "localhost:8501", "http://localhost:8501.attacker.example", "file://localhost:8501"),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS", "PATCH"])
def test_another_website_can_send_nothing(origin, method):
    headers = {"Host": "localhost:8501", "Origin": origin}
    answer = send_request(GUARDED, "/_stcore/upload_file/a/b", method=method, headers=headers)
    assert (answer.status, answer.text.splitlines()[0]) == (403, OTHER_WEBSITE)


def test_where_browsers_come_over_tls_a_page_without_it_can_send_nothing():
    settings = AccessSettings(redirect_uri="https://cynnydd.example/oauth2callback")
    encrypted = GuardMiddleware(reached, settings=settings)
    found = [
        send_request(
            encrypted, "/", method="PUT", headers={"Host": "cynnydd.example", "Origin": f"{scheme}://cynnydd.example"}
        ).status
        for scheme in ("https", "http")
    ]
    assert found == [200, 403]


@pytest.mark.parametrize("path", ["/media/a.csv", "/x/media/a.csv", "/media/a/static/media/b", "/static/../media/a"])
def test_no_file_of_the_platform_is_sent(path):
    assert send_request(GUARDED, path, headers={"Host": "localhost"}).status == 404
    assert send_request(GUARDED, "/static/media/a.woff2", headers={"Host": "localhost"}).status == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_link_on_another_website_leads_here(method):
    headers = {"Host": "localhost:8501", "Origin": "https://attacker.example"}
    assert send_request(GUARDED, "/", method=method, headers=headers).status == 200


def test_a_browser_is_shown_a_page_in_both_languages():
    answer = send_request(GUARDED, "/", headers={"Host": "attacker.example", "Accept": "text/html,*/*"})
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<p lang="en">This dashboard does not know' in answer.text
    assert '<p lang="cy">Nid yw' in answer.text
    assert "attacker" not in answer.text
