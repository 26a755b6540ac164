"""What is asked of the provider, and what the log has of its answer."""

import logging

import pytest

from components.sign_in.provider import provider_routes
from components.telemetry import FIELDS
from model.access import AccessSettings
from tests.support.asgi import send_request
from tests.support.sign_in.signing_in import VERA, signing_in

SETTINGS = AccessSettings(redirect_uri="http://localhost/oauth2callback", cookie_secret="k" * 32)


@pytest.fixture
def noted(caplog):
    """Return a function that returns the fields of the lines about sign-ins."""
    caplog.set_level(logging.INFO, logger="cynnydd.sign_in")
    return lambda: [getattr(record, FIELDS) for record in caplog.records if record.name == "cynnydd.sign_in"]


def test_the_log_has_the_error_and_the_description_of_the_provider(noted):
    answer = "error=invalid_client&error_description=AADSTS7000222%3A+The+client+secret+keys+are+expired."
    page = send_request(provider_routes(SETTINGS), f"/oauth2callback?{answer}")
    assert (page.status, noted()) == (
        *(401,),
        [{"error": "invalid_client", "description": "AADSTS7000222: The client secret keys are expired."}],
    )


def test_a_description_without_end_is_cut(noted):
    send_request(provider_routes(SETTINGS), "/oauth2callback", error="x", error_description="d" * 9_000)
    assert len(noted()[0]["description"]) == 500


def test_an_answer_to_nobodys_question_is_named_by_its_error(noted):
    send_request(provider_routes(SETTINGS), "/oauth2callback?code=a&state=b")
    assert noted()[0]["error"] == "mismatching_state"


@pytest.mark.parametrize(
    ("setting", "asked"), [("", "select_account"), ("login", "login"), ("default", None)], ids=["unset", "set", "none"]
)
def test_a_sign_in_needs_a_code_with_pkce_and_the_prompt_of_the_settings(tmp_path, setting, asked):
    with signing_in(tmp_path, CYNNYDD_OIDC_PROMPT=setting) as servers, servers.client() as client:
        servers.next_is(VERA)
        query = client.get("/sign-in").next_request.url.params
        assert (query["response_type"], query["code_challenge_method"]) == ("code", "S256")
        assert (query["scope"], query.get("prompt")) == ("openid profile email", asked)
