"""nginx and Caddy in front: their limits are the dashboard's, and it believes what they say about who asks."""

import pytest

from components.guard.middleware import LONGEST_SECONDS, MOST_WEBSOCKETS, behind_proxies
from components.guard.start import LARGEST_UPLOAD_MEBIBYTES
from components.health import READY
from tests.support.deploy.deploy_files import DEPLOY, read_directives, read_unit, read_yaml

NGINX = read_directives(DEPLOY / "nginx" / "cynnydd.conf")
CADDY = read_directives(DEPLOY / "Caddyfile")
COPIES = {name: read_directives(DEPLOY / "nginx" / f"copies-{name}.conf") for name in ("in-compose", "on-one-server")}
SERVICES = read_yaml(DEPLOY / "compose.yaml")["services"]
ON_ONE_SERVER = ["127.0.0.1:8501", "127.0.0.1:8502"]


def values(directives, *start):
    """Return what follows the first words of each directive that begins with them."""
    return [words[len(start) :] for words in directives if words[: len(start)] == list(start)]


def test_nginx_has_the_limits_of_the_dashboard():
    assert values(NGINX, "client_max_body_size") == [[f"{LARGEST_UPLOAD_MEBIBYTES}m"]]
    assert values(NGINX, "client_body_timeout") == [[f"{LONGEST_SECONDS:.0f}s"]]
    assert values(NGINX, "proxy_request_buffering") == values(NGINX, "proxy_buffering") == [["off"]]


def test_caddy_has_the_limits_of_the_dashboard_and_asks_whether_a_copy_is_ready():
    assert values(CADDY, "max_size") == [[f"{LARGEST_UPLOAD_MEBIBYTES}MiB"]]
    assert values(CADDY, "health_uri") == [[READY]]
    assert values(CADDY, "lb_policy") == [["cookie", "cynnydd_copy"]]
    assert values(CADDY, "reverse_proxy") == [ON_ONE_SERVER]


def test_nginx_lets_a_websocket_through():
    headers = dict(values(NGINX, "proxy_set_header"))
    assert (headers["Upgrade"], headers["Connection"]) == ("$http_upgrade", "$cynnydd_connection")
    assert values(NGINX, "map", "$http_upgrade") == [["$cynnydd_connection"]]
    assert values(NGINX, "proxy_http_version") == [["1.1"]]
    assert values(NGINX, "proxy_read_timeout") == [["1h"]]


@pytest.mark.parametrize("name", COPIES)
def test_a_browser_stays_with_one_copy_by_a_cookie_that_does_not_change(name):
    assert values(COPIES[name], "hash") == [["$uid_got$uid_set", "consistent"]]
    assert values(NGINX, "userid") == [["on"]]
    assert values(NGINX, "userid_flags") == [["secure", "httponly", "samesite=lax"]]


def test_the_copies_are_where_they_listen():
    addresses = {name: [words[0] for words in values(copies, "server")] for name, copies in COPIES.items()}
    in_compose = [SERVICES[f"dashboard-{number}"]["networks"]["front"]["ipv4_address"] for number in (1, 2)]
    assert addresses == {"in-compose": [f"{each}:8501" for each in in_compose], "on-one-server": ON_ONE_SERVER}


@pytest.mark.parametrize("name", COPIES)
def test_no_visitor_puts_a_copy_out_of_use_by_requests_that_fail(name):
    assert [words[1:] for words in values(COPIES[name], "server")] == [["max_fails=0"]] * 2
    assert values(CADDY, "fail_duration") == values(CADDY, "max_fails") == []


def trusted_proxies():
    """Return each proxy with the setting of the copies behind it."""
    unit = read_unit(DEPLOY / "cynnydd@.service")["Environment"]
    on_one_server = next(line for line in unit if "TRUSTED_PROXIES" in line).partition("=")[2]
    in_compose = SERVICES["dashboard-1"]["environment"]["CYNNYDD_TRUSTED_PROXIES"]
    return [("127.0.0.1", on_one_server), (SERVICES["proxy"]["networks"]["front"]["ipv4_address"], in_compose)]


@pytest.mark.parametrize(("proxy", "trusted"), trusted_proxies())
def test_the_dashboard_believes_nginx_about_who_asks(proxy, trusted):
    variables = {"$http_host": "cynnydd.example", "$remote_addr": "10.9.8.7", "$scheme": "https", '""': ""}
    sent = {name: variables.get(value, "") for name, value in values(NGINX, "proxy_set_header")}
    headers = [(name.lower().encode(), value.encode()) for name, value in sent.items() if value]
    scope = {"type": "http", "scheme": "http", "client": (proxy, 5_000), "headers": headers}
    found = behind_proxies(scope, (trusted,))
    assert (found["client"][0], found["scheme"]) == ("10.9.8.7", "https")


def test_no_log_has_what_follows_a_question_mark():
    logged = " ".join(" ".join(words) for words in NGINX if words[0].startswith("'"))
    assert "$cynnydd_address" in logged
    assert ["default", "$uri"] in NGINX
    assert [
        name for name in ("$request_uri", "$args", "$query_string", "$http_referer", "$request ") if name in logged
    ] == []
    assert values(NGINX, "error_log") == [["/var/log/nginx/error.log", "emerg"]] * 2
    assert values(CADDY, "request>uri") == values(CADDY, "request>headers") == [["delete"]]


def test_both_end_a_request_that_does_not_come_and_nginx_has_more_room_for_an_address_than_the_dashboard():
    assert values(NGINX, "client_header_timeout") == [["10s"]] * 2
    assert values(CADDY, "read_header") == [["10s"]]
    assert int(values(NGINX, "limit_conn", "cynnydd_addresses")[0][0]) > MOST_WEBSOCKETS
