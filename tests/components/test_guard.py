"""The guard: who is let in by which name, origin and proxy, and how strict each answer is."""

import pytest
from starlette.responses import PlainTextResponse

from components.guard.middleware import STRICT_HEADERS, GuardMiddleware
from model.access import AccessSettings
from tests.support.asgi import send_request

ENGLISH = (
    "This dashboard does not know the name in the address. Open it by the address that you were sent; whoever runs it "
    "can make a further name known with the setting CYNNYDD_HOSTS."
)
OTHER_WEBSITE = "This request came from another website. Only pages of the dashboard itself may send it."


async def reached(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 200})  # its headers may be left out
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
def test_another_name_is_refused(host):
    answer = send_request(GUARDED, "/", headers={"Host": host})
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
def test_another_website_can_send_nothing(origin):
    headers = {"Host": "localhost:8501", "Origin": origin}
    answer = send_request(GUARDED, "/_stcore/upload_file/a/b", method="PUT", headers=headers)
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


def test_a_browser_is_shown_a_page_in_both_languages():
    answer = send_request(GUARDED, "/", headers={"Host": "attacker.example", "Accept": "text/html,*/*"})
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<p lang="en">This dashboard does not know' in answer.text
    assert '<p lang="cy">Nid yw' in answer.text
    assert "attacker" not in answer.text


LOCAL_ONLY = (
    "This dashboard may only be opened on the computer that runs it, and this request came over a network or through a "
    "proxy. Nobody has to sign in, so whoever can reach it could change what is published."
)


def listening_on(server):
    """Return a guarded application whose server listens on an address."""

    async def application(scope, receive, send):
        await GuardMiddleware(reached)({**scope, "server": server}, receive, send)

    return application


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.0.0.9", "localhost"])
def test_a_request_on_this_computer_passes(address):
    assert send_request(listening_on((address, 8501)), "/", headers={"Host": "localhost"}).text == "reached"


@pytest.mark.parametrize("server", [("192.168.1.5", 8501), ("fe80::1", 8501), ("/run/cynnydd.sock", None), None])
def test_a_request_over_a_network_is_refused(server):
    answer = send_request(listening_on(server), "/", headers={"Host": "localhost"})
    assert (answer.status, answer.text.splitlines()[0]) == (400, LOCAL_ONLY)


@pytest.mark.parametrize("name", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"])
def test_a_request_through_a_proxy_is_refused(name):
    headers = {"Host": "localhost", name: "127.0.0.1"}
    answer = send_request(GuardMiddleware(reached), "/feeds/progress.csv", headers=headers)
    assert (answer.status, answer.text.splitlines()[0]) == (400, LOCAL_ONLY)


SETTINGS = AccessSettings(anonymous_readers=True, proxies=("10.0.0.0/24", "127.0.0.1"))


async def reached_as(scope, _receive, send):
    content = f"{scope['client'][0]} {scope['scheme']}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"set-cookie", b"a=b; Path=/")]})
    await send({"type": "http.response.body", "body": content})


def guarded_for(client, settings=SETTINGS):
    """Return a guarded application that a computer asks."""

    async def application(scope, receive, send):
        guard = GuardMiddleware(reached_as, settings=settings)
        await guard({**scope, "client": (client, 5), "server": ("10.0.0.1", 8501)}, receive, send)

    return application


def answer_to(client, settings=SETTINGS, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return send_request(guarded_for(client, settings), "/", headers={"Host": "localhost", **named})


@pytest.mark.parametrize(
    ("forwarded", "visitor"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7, 10.0.0.9", "192.0.2.7"),
        ("198.51.100.1, 192.0.2.7", "192.0.2.7"),
        ("10.0.0.9", "10.0.0.5"),
    ],
)
def test_the_visitor_is_the_last_that_is_no_proxy(forwarded, visitor):
    assert answer_to("10.0.0.5", X_Forwarded_For=forwarded).text == f"{visitor} http"


def test_a_scheme_is_taken_from_a_known_proxy_and_makes_cookies_secure():
    found = answer_to("10.0.0.5", X_Forwarded_For="192.0.2.7", X_Forwarded_Proto="https")
    assert (found.text, found.headers["set-cookie"]) == ("192.0.2.7 https", "a=b; Path=/; Secure")
    assert found.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded"])
def test_the_word_of_a_proxy_that_is_not_known_is_refused(header):
    found = answer_to("192.0.2.9", **{header.replace("-", "_"): "198.51.100.1"})
    assert (found.status, "CYNNYDD_TRUSTED_PROXIES" in found.text) == (400, True)


def test_what_the_web_server_read_from_a_proxy_on_this_computer_is_taken_where_it_is_known():
    assert answer_to("192.0.2.7", X_Forwarded_For="192.0.2.7").text == "192.0.2.7 http"
    unknown = AccessSettings(anonymous_readers=True, proxies=("10.0.0.0/24",))
    assert answer_to("192.0.2.7", unknown, X_Forwarded_For="192.0.2.7").status == 400


def test_the_dashboard_is_known_by_the_name_of_its_sign_in():
    settings = AccessSettings(redirect_uri="https://cynnydd.example/oauth2callback")
    found = send_request(guarded_for("192.0.2.7", settings), "/", headers={"Host": "cynnydd.example"})
    assert (found.status, found.headers["set-cookie"]) == (200, "a=b; Path=/; Secure")


LOCAL = {"Host": "localhost"}


@pytest.mark.parametrize("headers", [LOCAL, {"Host": "attacker.example"}, LOCAL | {"Forwarded": "for=192.0.2.1"}])
@pytest.mark.parametrize("status", [200, 404, 500])
def test_each_answer_has_the_strict_headers_and_loads_nothing(headers, status):
    answer = send_request(GuardMiddleware(PlainTextResponse("answer", status)), "/read/files/a/a.csv", headers=headers)
    assert {name: answer.headers[name] for name in STRICT_HEADERS} == STRICT_HEADERS
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["Strict-Transport-Security"] is None


def test_a_header_of_the_answer_is_left_as_it_is():
    headers = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
    answer = send_request(GuardMiddleware(PlainTextResponse("answer", headers=headers)), "/", headers=LOCAL)
    assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers.get_all("Referrer-Policy") == ["same-origin"]


@pytest.mark.parametrize(("own", "sent"), [(None, "no-store"), ("public, max-age=60", "public, max-age=60")])
def test_an_answer_without_a_rule_for_caches_is_stored_nowhere(own, sent):
    headers = {"Cache-Control": own} if own else {}
    answer = send_request(GuardMiddleware(PlainTextResponse("answer", headers=headers)), "/read/files/a", headers=LOCAL)
    assert answer.headers.get_all("Cache-Control") == [sent]
