"""What the claims of a provider say about somebody."""

import pytest

from model.access import AccessSettings, Role
from model.sign_in import sign_in_of

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
