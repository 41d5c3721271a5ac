"""A worker that is killed while it hands a letter over; and a server spoken to under TLS. Each in a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from steamie_drills.surroundings import template

from .mail_server import Behaviour, running

pytestmark = pytest.mark.real_clock

BEGIN = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'steamie.project.settings'; django.setup(); "
WRITE = "from django.core.mail import send_mail; send_mail('A subject', 'Words', None, ['jean@example.org']); "
SEND = (
    "from datetime import timedelta; from django.utils import timezone; from steamie.letters import sending; "
    "sending.send_due(clock=lambda: timezone.now() + timedelta(minutes={minutes})); "
)
TELL = "from steamie.letters.models import Letter; print(Letter.objects.get().state)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with empty tables, whose task engine is asked for nothing."""
    shutil.copy(template() / "steamie.sqlite3", tmp_path / "steamie.sqlite3")
    return tmp_path


def run(folder: Path, url: str, *steps: str, **more: str) -> subprocess.Popen[str]:
    """A process of this house's that does these steps."""
    names = {"STEAMIE_DATA": str(folder), "STEAMIE_EMAIL_URL": url, "STEAMIE_DATABASE_URL": ""}
    program = [sys.executable, "-c", BEGIN + "".join(steps)]
    return subprocess.Popen(program, env=os.environ | names | more, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def outcome(process: subprocess.Popen[str]) -> str:
    out, trouble = process.communicate(timeout=120)
    assert process.returncode == 0, trouble
    return out.strip()


class Deadly(Behaviour):
    """Kills its caller once it has the letter, before it answers."""

    victim: subprocess.Popen[str] | None = None

    async def _step(self, name: str) -> str:
        if name == "DATA" and self.victim:
            os.kill(self.victim.pid, signal.SIGKILL)
            self.victim.wait()
            self.victim = None
        return await super()._step(name)


def test_a_killed_worker_leaves_its_letter_unanswered_and_not_lost(folder: Path) -> None:
    behaviour = Deadly()
    with running(behaviour) as port:
        url = f"smtp://127.0.0.1:{port}"
        assert outcome(run(folder, url, WRITE, TELL)) == "kept"
        process = behaviour.victim = run(folder, url, SEND.format(minutes=1))  # long before it has come as far as the server
        process.communicate(timeout=120)
        assert process.returncode == -signal.SIGKILL

        assert outcome(run(folder, url, SEND.format(minutes=2), TELL)) == "sent", "its lease has not run out"
        assert outcome(run(folder, url, SEND.format(minutes=5), TELL)) == "unknown"
        assert len(behaviour.taken) == 1
        assert outcome(run(folder, url, SEND.format(minutes=25), TELL)) == "accepted"

    numbers = {line for envelope in behaviour.taken for line in envelope.content.splitlines() if line.startswith(b"Message-ID")}
    assert (len(behaviour.taken), len(numbers)) == (2, 1), "once more, under the same number"


def certificate(folder: Path) -> tuple[Path, SSLContext]:
    """A certificate for 127.0.0.1 that is its own authority: its file, and a server's side of it."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A mail server for tests")])
    alternatives = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = (
        builder.not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(alternatives, critical=False)
    )
    signed = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(key, hashes.SHA256())
    public, secret = folder / "server.pem", folder / "server.key"
    public.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    kind, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, kind, plain))
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, secret)
    return public, context


@pytest.mark.parametrize(("trusted", "state"), [(True, "accepted"), (False, "kept")])
def test_a_server_under_tls_must_be_the_one_its_certificate_names(folder: Path, trusted: bool, state: str) -> None:
    public, context = certificate(folder)
    behaviour = Behaviour()
    with running(behaviour, ssl_context=context) as port:
        believed = {"SSL_CERT_FILE": str(public)} if trusted else {}
        told = outcome(run(folder, f"smtps://127.0.0.1:{port}", WRITE, SEND.format(minutes=0), TELL, **believed))

    assert told == state
    assert len(behaviour.taken) == trusted
