"""The settings of access and what the claims of a provider say: complete or refused, and no secret is shown."""

import pytest

from model.access import Access, AccessSettings, Role, sign_in_of
from model.settings import BUNDLED_TRACKER, SAMPLE_OFFICE, UNNAMED_OFFICE, OfficeName, Settings

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


NOT_ENCRYPTED = "{} is no https address; only this computer may be reached without encryption."
SAME_NAME = "Two roles have the same name in CYNNYDD_OIDC_VIEWER, _EDITOR and _ADMINISTRATOR."


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("OIDC_REDIRECT_URI", "https://a.example/", "{} does not end in /oauth2callback."),
        ("OIDC_REDIRECT_URI", "http://a.example/oauth2callback", NOT_ENCRYPTED),
        ("OIDC_METADATA_URL", "http://a.example/", NOT_ENCRYPTED),
        ("OIDC_COOKIE_SECRET", "short", "{} is shorter than 32 characters."),
        ("OIDC_EDITOR", "Cynnydd.Viewer", SAME_NAME),
        ("OIDC_PROMPT", "none", "{} can only be consent, login, select_account or default."),
        ("OIDC_LONGEST_HOURS", "-1", "{} is no number of hours above 0."),
        ("TRUSTED_PROXIES", "::1, proxy", "{} has “proxy”, which is no address and no network such as 10.0.0.0/24."),
        ("OIDC_CLIENT_SECRET_FILE", "/none", "CYNNYDD_OIDC_CLIENT_SECRET and {} are both set. Set one."),
    ],
)
def test_each_fault_is_named(read, name, value, fault):
    setting = f"CYNNYDD_{name}"
    assert read(**{**COMPLETE, setting: value}).faults[0] == fault.format(setting)


def test_this_computer_may_be_reached_without_encryption(read):
    local = {name: value.replace("https://", "http://") for name, value in COMPLETE.items()}
    found = read(**{**local, "CYNNYDD_OIDC_REDIRECT_URI": "http://localhost:8501/oauth2callback"})
    assert found.faults == (NOT_ENCRYPTED.format("CYNNYDD_OIDC_METADATA_URL"),)
    assert not found.is_encrypted


def test_a_secret_may_be_in_a_file(read, tmp_path):
    (tmp_path / "secret").write_text("of the file\n", encoding="utf-8")
    names = {name: value for name, value in COMPLETE.items() if name != "CYNNYDD_OIDC_CLIENT_SECRET"}
    found = read(**names, CYNNYDD_OIDC_CLIENT_SECRET_FILE=str(tmp_path / "secret"))
    assert (found.client_secret, found.faults) == ("of the file", ())


SETTINGS = AccessSettings(
    role_names={"Viewers": Role.VIEWER, "Editors": Role.EDITOR}, roles_claim="roles", longest_seconds=1_000
)
CLAIMS = {"iss": "https://login.example", "sub": "s-1", "iat": 5_000, "exp": 5_600, "name": "Siân"}


def sign_in(**claims):
    return sign_in_of({**CLAIMS, **claims}, SETTINGS)


def test_a_sign_in_has_a_name_an_identity_and_an_end():
    found = sign_in()
    assert (found.name, found.identities, found.role) == ("Siân", ("https://login.example|s-1",), None)
    assert [found.is_over(now) for now in (4_800, 4_900, 5_599, 5_600)] == [True, False, False, True]


def test_a_sign_in_ends_at_its_longest_age_however_long_the_token_is_valid():
    assert sign_in(exp=99_999).expires == 6_000


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        (["Editors", "Viewers", "Others"], Role.EDITOR),
        ("Viewers Others", Role.VIEWER),
        (["editors"], None),
        (None, None),
        ({"Editors": True}, None),
        ([["Editors"]], None),
    ],
)
def test_the_highest_role_of_the_claim_counts(roles, role):
    assert sign_in(roles=roles).role is role


@pytest.mark.parametrize("verified", [True, "true", 1, "1"])
@pytest.mark.parametrize("claim", ["email_verified", "xms_edov"])
def test_an_e_mail_address_is_an_identity_where_the_provider_verified_it(claim, verified):
    assert sign_in(email="Ann@Force.example", **{claim: verified}).identities[1:] == ("ann@force.example",)


@pytest.mark.parametrize("claims", [{}, {"email_verified": False}, {"email_verified": "no"}, {"email_verified": None}])
def test_an_e_mail_address_that_nobody_verified_is_none(claims):
    assert len(sign_in(email="ann@force.example", **claims).identities) == 1


@pytest.mark.parametrize("claim", ["iss", "sub", "iat", "exp"])
@pytest.mark.parametrize("value", [None, ""])
def test_claims_without_who_or_when_are_no_sign_in(claim, value):
    claims = {name: each for name, each in CLAIMS.items() if name != claim}
    assert sign_in_of(claims, SETTINGS) is None
    if not (value is None and claim in ("iss", "sub")):
        assert sign_in(**{claim: value}) is None


def test_each_sign_in_of_a_person_ends_by_itself():
    keys = {sign_in().key, sign_in(iat=5_001).key, sign_in(nonce="n").key, sign_in(sub="s-2").key, sign_in().key}
    assert len(keys) == 4


def test_without_any_setting_the_database_is_next_to_the_bundled_tracker(monkeypatch):
    for name in ("CYNNYDD_TRACKER", "CYNNYDD_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    settings = Settings()
    assert settings.tracker is None
    assert settings.database_url == f"sqlite:///{(BUNDLED_TRACKER.parent / 'cynnydd.db').as_posix()}"


def test_the_names_of_the_dashboard_are_separated_by_commas(monkeypatch):
    monkeypatch.setenv("CYNNYDD_HOSTS", " Cynnydd.example, ,second.example ")
    assert Settings().hosts == {"cynnydd.example", "second.example"}


def test_the_settings_name_the_office_and_without_them_only_the_sample_has_one(monkeypatch):
    monkeypatch.setenv("CYNNYDD_OFFICE_SHORT", "OPCC")
    assert [Settings().office_of(sample=each) for each in (False, True)] == [
        UNNAMED_OFFICE,
        SAMPLE_OFFICE,
    ]
    monkeypatch.setenv("CYNNYDD_OFFICE", " Office of the  Commissioner ")
    monkeypatch.setenv("CYNNYDD_OFFICE_WELSH", "Swyddfa'r Comisiynydd")
    monkeypatch.setenv("CYNNYDD_OFFICE_SHORT_WELSH", "SC")
    named = OfficeName("Office of the Commissioner", "OPCC", "Swyddfa'r Comisiynydd", "SC")
    assert [Settings().office_of(sample=each) for each in (False, True)] == [named, named]
