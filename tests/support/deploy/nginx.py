"""nginx in front of copies of the dashboard, with the files of deploy/ as they are but for addresses."""

import json
import ssl
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.deploy.deploy_files import DEPLOY
from tests.support.processes.free_port import free_port
from tests.support.processes.waiting import PATIENCE_SECONDS, wait_until

_SCRATCH = "client_body", "proxy", "fastcgi", "uwsgi", "scgi"


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its port, the folder of its log, and what its certificate is checked with."""

    port: int
    folder: Path
    tls: ssl.SSLContext

    def copy_of(self, client):
        """Return the address of the copy that answers a client, as nginx logs it."""
        before = len(self._checks())
        client.get("/livez")
        wait_until(lambda: len(self._checks()) > before, fault="nginx logs nothing")
        return self._checks()[-1]["copy"].split(",")[-1].strip()

    def requests(self, method):
        """Return the requests with a method as they are logged, when the first one is."""
        return wait_until(
            lambda: [entry["request"] for entry in self._log() if entry["request"].startswith(f"{method} ")],
            fault="nginx logs nothing",
        )

    def _checks(self):
        """Return what is logged of each check: a websocket is logged when it closes, at any time after its test."""
        return [entry for entry in self._log() if entry["request"] == "GET /livez"]

    def _log(self):
        return [json.loads(line) for line in (self.folder / "access.log").read_text(encoding="utf-8").splitlines()]


@contextmanager
def nginx_in_front(program, folder, *, port, copies):
    """Run nginx as `deploy/` has it, as localhost on a port with TLS, in front of copies on their ports."""
    tls = _make_certificate(folder)
    (folder / "nginx.conf").write_text(_configuration(folder, port=port, copies=copies), encoding="utf-8")
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command)
    try:
        wait_until((folder / "pid").is_file, alive=lambda: process.poll() is None, fault="nginx does not start")
        yield Proxy(port, folder, tls)
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _configuration(folder, *, port, copies):
    main = (DEPLOY / "nginx" / "cynnydd.conf").read_text(encoding="utf-8")
    upstream = (DEPLOY / "nginx" / "copies-on-one-server.conf").read_text(encoding="utf-8")
    changes = {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "cynnydd.example": "localhost",
        "/etc/cynnydd/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
        **{f"127.0.0.1:{8501 + number}": f"127.0.0.1:{copy}" for number, copy in enumerate(copies)},
    }
    text = f"{main}\n{upstream}"
    for before, after in changes.items():
        assert before in text, before
        text = text.replace(before, after)
    (folder / "conf.d").mkdir()
    (folder / "conf.d" / "cynnydd.conf").write_text(text, encoding="utf-8")
    scratch = "".join(f"{name}_temp_path {folder}/{name};\n" for name in _SCRATCH)
    start = (DEPLOY / "nginx" / "nginx.conf").read_text(encoding="utf-8")
    start = start.replace("/run/nginx.pid", f"{folder}/pid").replace("/var/log/nginx/", f"{folder}/")
    start = start.replace("http {", f"http {{\n{scratch}").replace("/etc/nginx/", f"{folder}/")
    return f"daemon off;\nmaster_process off;\n{start}"


def _make_certificate(folder):
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    certificate = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    signed = certificate.sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "certificate_key.pem").write_bytes(private)
    (folder / "certificate.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    return ssl.create_default_context(cafile=str(folder / "certificate.pem"))
