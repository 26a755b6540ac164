"""The cookie of a sign-in is believed where this dashboard signed it, as it is."""

from dataclasses import replace

from components.identity import SIGN_IN_COOKIE, sign_in_cookie, sign_in_of_cookies
from model.access import AccessSettings, Role

SETTINGS = AccessSettings(
    redirect_uri="https://one.example/oauth2callback", cookie_secret="k" * 32, role_names={"Editors": Role.EDITOR}
)
CLAIMS = {"iss": "https://login.example", "sub": "s-1", "iat": 5_000, "exp": 5_600, "name": "Siân", "nonce": "n"}
COOKIE = sign_in_cookie({**CLAIMS, "roles": ["Editors", "Others"], "groups": ["a"] * 500}, SETTINGS)


def sign_in(cookie=COOKIE, **settings):
    return sign_in_of_cookies({SIGN_IN_COOKIE: cookie}, replace(SETTINGS, **settings))


def test_a_sign_in_is_read_as_it_was_written_and_without_what_does_not_count():
    found = sign_in()
    assert (found.name, found.role, found.expires) == ("Siân", Role.EDITOR, 5_600)
    assert len(COOKIE) < 300


def test_a_cookie_of_another_key_or_another_dashboard_is_none():
    assert sign_in(cookie_secret="l" * 32) is None
    assert sign_in(redirect_uri="https://two.example/oauth2callback") is None
    assert sign_in(cookie_secret="") is None


def test_a_cookie_that_was_changed_is_none():
    changed = [f"{COOKIE[:place]}{'A' if COOKIE[place] != 'A' else 'B'}{COOKIE[place + 1 :]}" for place in (0, 20, -2)]
    assert [sign_in(each) for each in [*changed, "", "a.b.c", COOKIE.rpartition(".")[0]]] == [None] * 6
