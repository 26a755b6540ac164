"""A small OpenID provider, in a process of its own.

It speaks the authorisation code flow with PKCE, publishes its keys and has an end of session. Who signs in, and what
the token says, is set by a PUT of JSON to /control.
"""

import base64
import hashlib
import secrets
import time
from multiprocessing.connection import Connection
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, CLIENT_SECRET = "cynnydd", "the secret of this test"
START = {"subject": "vera", "claims": {}, "seconds": 3_600, "other_key": False}


class Provider:
    """The state of the provider: who signs in next, its codes, and the sessions that it ended."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://localhost:{port}"
        self.key = RSAKey.generate_key(2048, {"kid": "of-this-run"})
        self.other_key = RSAKey.generate_key(2048, {"kid": "of-this-run"})
        self.state = dict(START)
        self.codes: dict[str, dict[str, str]] = {}
        self.ended: list[dict[str, str]] = []

    def application(self) -> Starlette:
        """Return the provider as an application."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.metadata),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/keys", self.keys),
                Route("/end", self.end),
                Route("/control", self.control, methods=["GET", "PUT"]),
            ]
        )

    async def metadata(self, _request: Request) -> Response:
        """Answer where everything is."""
        addresses = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "jwks_uri": "keys",
            "end_session_endpoint": "end",
        }
        return JSONResponse(
            {
                "issuer": self.issuer,
                **{name: f"{self.issuer}/{path}" for name, path in addresses.items()},
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )

    async def authorize(self, request: Request) -> Response:
        """Send the browser back with a code."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = dict(request.query_params)
        answer = urlencode({"code": code, "state": request.query_params["state"]})
        return RedirectResponse(f"{request.query_params['redirect_uri']}?{answer}", 302)

    async def token(self, request: Request) -> Response:
        """Answer a code with a token, where whoever has the code also has its verifier."""
        form = await request.form()
        asked = self.codes.pop(str(form["code"]), {})
        digest = hashlib.sha256(str(form.get("code_verifier", "")).encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked.get("code_challenge"):
            return JSONResponse({"error": "invalid_grant"}, 400)
        key = self.other_key if self.state["other_key"] else self.key
        token = jwt.encode({"alg": "RS256", "kid": "of-this-run"}, self.claims(asked), key)
        return JSONResponse({"access_token": secrets.token_urlsafe(8), "token_type": "Bearer", "id_token": token})

    def claims(self, asked: dict[str, str]) -> dict[str, object]:
        """Return the claims of whoever signs in now."""
        now, seconds = int(time.time()), int(str(self.state["seconds"]))
        standard = {"iss": self.issuer, "sub": self.state["subject"], "aud": asked["client_id"]}
        claims = dict(self.state["claims"])  # type: ignore[call-overload]
        return {**standard, "iat": now, "exp": now + seconds, "nonce": asked.get("nonce"), **claims}

    async def keys(self, _request: Request) -> Response:
        """Answer the key by which tokens are checked."""
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def end(self, request: Request) -> Response:
        """End a session, and send the browser back."""
        self.ended.append(dict(request.query_params))
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 302)

    async def control(self, request: Request) -> Response:
        """Change the state, and answer the sessions that were ended."""
        if request.method == "PUT":
            self.state = {**START, **await request.json()}
        return JSONResponse({"ended": self.ended})


def run_provider(_connection: Connection, port: int) -> None:
    """Run a provider on a port until the process is ended."""
    uvicorn.run(Provider(port).application(), host="127.0.0.1", port=port, log_level="warning")
