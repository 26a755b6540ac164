"""The settings of access: complete or refused, and no secret is shown."""

import pytest

from model.access import Access, AccessSettings, Role

COMPLETE = {
    "CYNNYDD_OIDC_METADATA_URL": "https://login.example/.well-known/openid-configuration",
    "CYNNYDD_OIDC_CLIENT_ID": "cynnydd",
    "CYNNYDD_OIDC_CLIENT_SECRET": "the secret",
    "CYNNYDD_OIDC_REDIRECT_URI": "https://Cynnydd.example/oauth2callback",
    "CYNNYDD_OIDC_COOKIE_SECRET": "k" * 32,
}


@pytest.fixture
def read(monkeypatch):
    """Return a function that returns the settings of an environment."""

    def read(**environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return AccessSettings.from_environment()

    return read


def test_without_settings_the_dashboard_is_local(read):
    found = read()
    assert (found.access, found.faults, found.host, found.origin, found.proxies) == (Access.LOCAL, (), "", "", ())


def test_reading_alone_is_allowed_on_purpose(read):
    assert read(CYNNYDD_ALLOW_ANONYMOUS="readers").access is Access.READERS
    assert read(CYNNYDD_ALLOW_ANONYMOUS="yes").faults == ("CYNNYDD_ALLOW_ANONYMOUS can only be “readers”.",)


def test_a_complete_sign_in_has_no_fault_and_shows_no_secret(read):
    found = read(**COMPLETE)
    assert (found.access, found.faults, found.is_encrypted) == (Access.SIGN_IN, (), True)
    assert (found.host, found.origin) == ("cynnydd.example", "https://Cynnydd.example")
    assert found.role_names == {
        "Cynnydd.Viewer": Role.VIEWER,
        "Cynnydd.Editor": Role.EDITOR,
        "Cynnydd.Administrator": Role.ADMINISTRATOR,
    }
    assert [secret for secret in ("the secret", "kkkk") if secret in repr(found)] == []


@pytest.mark.parametrize("name", COMPLETE)
def test_a_sign_in_that_is_configured_in_part_is_a_fault_and_opens_nothing(read, name):
    found = read(**{**COMPLETE, name: " "})
    assert (found.access, found.faults) == (Access.SIGN_IN, (f"{name} is not set: signing in needs it.",))


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        (
            "CYNNYDD_OIDC_REDIRECT_URI",
            "https://a.example/",
            "CYNNYDD_OIDC_REDIRECT_URI does not end in /oauth2callback.",
        ),
        (
            "CYNNYDD_OIDC_REDIRECT_URI",
            "http://a.example/oauth2callback",
            "CYNNYDD_OIDC_REDIRECT_URI is no https address; only this computer may be reached without encryption.",
        ),
        (
            "CYNNYDD_OIDC_METADATA_URL",
            "http://a.example/",
            "CYNNYDD_OIDC_METADATA_URL is no https address; only this computer may be reached without encryption.",
        ),
        ("CYNNYDD_OIDC_COOKIE_SECRET", "short", "CYNNYDD_OIDC_COOKIE_SECRET is shorter than 32 characters."),
        (
            "CYNNYDD_OIDC_EDITOR",
            "Cynnydd.Viewer",
            "Two roles have the same name in CYNNYDD_OIDC_VIEWER, _EDITOR and _ADMINISTRATOR.",
        ),
        (
            *("CYNNYDD_OIDC_PROMPT", "none"),
            "CYNNYDD_OIDC_PROMPT can only be consent, login, select_account or default.",
        ),
        ("CYNNYDD_OIDC_LONGEST_HOURS", "-1", "CYNNYDD_OIDC_LONGEST_HOURS is no number of hours above 0."),
        (
            "CYNNYDD_TRUSTED_PROXIES",
            "10.0.0.0/8, proxy",
            "CYNNYDD_TRUSTED_PROXIES has “proxy”, which is no address and no network such as 10.0.0.0/24.",
        ),
        (
            "CYNNYDD_OIDC_CLIENT_SECRET_FILE",
            "/none",
            "CYNNYDD_OIDC_CLIENT_SECRET and CYNNYDD_OIDC_CLIENT_SECRET_FILE are both set. Set one.",
        ),
    ],
)
def test_each_fault_is_named(read, name, value, fault):
    assert read(**{**COMPLETE, name: value}).faults[0] == fault


def test_this_computer_may_be_reached_without_encryption(read):
    local = {name: value.replace("https://", "http://") for name, value in COMPLETE.items()}
    found = read(**{**local, "CYNNYDD_OIDC_REDIRECT_URI": "http://localhost:8501/oauth2callback"})
    assert found.faults == (
        "CYNNYDD_OIDC_METADATA_URL is no https address; only this computer may be reached without encryption.",
    )
    assert not found.is_encrypted


def test_a_secret_may_be_in_a_file(read, tmp_path):
    (tmp_path / "secret").write_text("of the file\n", encoding="utf-8")
    names = {name: value for name, value in COMPLETE.items() if name != "CYNNYDD_OIDC_CLIENT_SECRET"}
    found = read(**names, CYNNYDD_OIDC_CLIENT_SECRET_FILE=str(tmp_path / "secret"))
    assert (found.client_secret, found.faults) == ("of the file", ())
