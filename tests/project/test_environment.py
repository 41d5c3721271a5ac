"""What the environment may say, and what stops the start."""

from __future__ import annotations

import os
import re
import runpy
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import waitress
from django.core.checks import Tags, run_checks
from django.test import Client, RequestFactory, override_settings

from steamie.project import command, environment, headers, processes, setting_problems
from steamie.project.wire.addresses import Proxy

HOUSE = Path(processes.__file__).parents[1]
REAL = {
    "STEAMIE_PUBLIC_URL": "https://www.example.org.uk",
    "STEAMIE_HOSTS": "www.example.org.uk",
    "STEAMIE_PROXY": "127.0.0.1",
}


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    for name in [name for name in os.environ if name.startswith("STEAMIE_")]:
        monkeypatch.delenv(name)

    def given(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return given


WRONG = [
    ("STEAMIE_ANCHORS_FOLDER", "/nowhere/at/all", "a folder that is there"),
    ("STEAMIE_ANCHORS_FOLDER", "anchors", "from the root on"),
    ("STEAMIE_ANCHORS_COMMAND", "no-such-command --now", "no command on this machine"),
    ("STEAMIE_ANCHORS_COMMAND", "sh -c 'open", "quotation mark"),
    ("STEAMIE_DATA", "/dev/null", "Name a folder"),
    ("STEAMIE_DATA", "/dev/null/below", "/dev/null is a file"),
    ("STEAMIE_DATABASE_URL", "mysql://localhost/steamie", "must be like postgresql://"),
    ("STEAMIE_DATABASE_URL", "postgresql://localhost:many/steamie", "must be like postgresql://"),
    ("STEAMIE_DATABASE_URL", "postgresql://localhost", "names no database"),
    ("STEAMIE_TASKS_URL", "http://localhost", "must begin with postgres://, .*immediate://"),
    ("STEAMIE_TASKS_URL", "localhost", "must begin with"),
    ("STEAMIE_TASKS_URL", "redis://localhost:many", "must begin with"),
    ("STEAMIE_TASKS_URL", "redis:///0", "names no host"),
    ("STEAMIE_GRAPH_URL", "graph.facebook.com", "must begin with https://"),
    ("STEAMIE_GRAPH_URL", "https://", "a host after it"),
    ("STEAMIE_BLUESKY_URL", "ftp://bsky.social", "must begin with https://"),
    ("STEAMIE_ANALYTICS_URL", "http://localhost:many", "must begin with https://"),
    ("STEAMIE_HOSTS", "*", "Name each host"),
    ("STEAMIE_HOSTS", "www.example.org,*", "Name each host"),
    ("STEAMIE_HOSTS", "https://www.example.org", "Write only the names"),
    ("STEAMIE_HOSTS", "www.example.org:443", "Write only the names"),
    ("STEAMIE_PUBLIC_URL", "www.example.org", "must begin with https://"),
    ("STEAMIE_PUBLIC_URL", "https://", "the name of the site"),
    ("STEAMIE_PUBLIC_URL", "http://www.example.org/steamie/", "not below another"),
    ("STEAMIE_PUBLIC_URL", "http://www.exa mple.org", "must begin with https://"),
    ("STEAMIE_EMAIL_URL", "mail.example.org", "must begin with smtp://"),
    ("STEAMIE_EMAIL_URL", "smtp://mail.example.org:many", "cannot be read"),
    ("STEAMIE_EMAIL_FROM", "Our desk", "Write it like"),
    ("STEAMIE_EMAIL_FROM", "Desk <desk@example.org>\nBcc: x@example.org", "Write it like"),
    ("STEAMIE_PROXY", "proxy.example.org", "in figures"),
    ("STEAMIE_PROXY_COUNT", "0", "between 1 and 20"),
    ("STEAMIE_PROXY_COUNT", "many", "not a number"),
    ("STEAMIE_HSTS_DAYS", "-1", "between 0 and 3650"),
    ("STEAMIE_HSTS_DAYS", "99999999999", "between 0 and 3650"),
    ("STEAMIE_HSTS_DAYS", "a year", "not a number"),
    ("STEAMIE_LISTEN", "everywhere", "in figures"),
    ("PORT", "http", "not a number"),
    ("PORT", "0", "between 1 and 65535"),
    ("PORT", "80000", "between 1 and 65535"),
]


@pytest.mark.parametrize(("name", "value", "says"), WRONG)
def test_a_wrong_value_stops_the_start_and_names_the_setting(
    surroundings: Callable[..., None], name: str, value: str, says: str
) -> None:
    surroundings(**{name: value})
    with pytest.raises(SystemExit, match=f"^{name} .*{says}"):
        environment.read()


def test_every_setting_has_a_wrong_value_that_is_tried() -> None:
    assert {name for name, *_ in WRONG} == {environment.variable(field.name) for field in fields(environment.Environment)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STEAMIE_LISTEN", "0.0.0.0"),  # noqa: S104 -- as a container has it
        ("STEAMIE_LISTEN", "::"),
        ("STEAMIE_HOSTS", "localhost, .example.org,[::1]"),
        ("STEAMIE_PROXY", "*"),
        ("STEAMIE_PUBLIC_URL", "http://localhost:8000/"),
        ("STEAMIE_EMAIL_FROM", "desk@example.org"),
        ("STEAMIE_TASKS_URL", "amqp://guest:guest@localhost//"),
        ("STEAMIE_DATABASE_URL", "postgresql:///steamie?host=/run/postgresql"),
        ("STEAMIE_HSTS_DAYS", "0"),
    ],
)
def test_a_right_value_does_not(surroundings: Callable[..., None], name: str, value: str) -> None:
    surroundings(**{name: value})

    environment.read()


@pytest.mark.parametrize(
    ("name", "value", "extra"),
    [
        ("STEAMIE_DATABASE_URL", "postgresql://localhost/steamie", "postgres"),
        ("STEAMIE_TASKS_URL", "postgresql://localhost/steamie", "postgres"),
        ("STEAMIE_TASKS_URL", "redis://localhost", "celery"),
        ("STEAMIE_TASKS_URL", "amqps://localhost", "celery"),
    ],
)
def test_an_extra_that_is_missing_is_one_sentence(
    surroundings: Callable[..., None], monkeypatch: pytest.MonkeyPatch, name: str, value: str, extra: str
) -> None:
    surroundings(**{name: value})
    monkeypatch.setattr(setting_problems, "find_spec", lambda _: None)

    with pytest.raises(SystemExit, match=f"{name} is .* needs the extra “{extra}”"):
        environment.read()


def test_https_wants_to_know_its_proxy(surroundings: Callable[..., None]) -> None:
    surroundings(**REAL | {"STEAMIE_PROXY": ""})
    with pytest.raises(SystemExit, match="STEAMIE_PROXY is empty"):
        environment.read()

    surroundings(**REAL)
    assert environment.read().proxy == "127.0.0.1"


def test_empty_means_the_default(surroundings: Callable[..., None]) -> None:
    surroundings(STEAMIE_HOSTS="", PORT=" ")

    assert environment.read() == environment.Environment()


def test_a_secret_may_come_from_a_file_that_only_its_owner_reads(surroundings: Callable[..., None], tmp_path: Path) -> None:
    secret = tmp_path / "database"
    secret.write_text("postgresql://steamie:secret@db/steamie\n")
    secret.chmod(0o600)
    surroundings(STEAMIE_DATABASE_URL_FILE=str(secret))
    assert environment.read().database_url == "postgresql://steamie:secret@db/steamie"

    secret.chmod(0o640)
    with pytest.raises(SystemExit, match=r"STEAMIE_DATABASE_URL_FILE .* others can read"):
        environment.read()

    secret.unlink()
    with pytest.raises(SystemExit, match=r"STEAMIE_DATABASE_URL_FILE .* cannot be read"):
        environment.read()


SECURE = ("SECURE_", "SESSION_", "CSRF_", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "MIDDLEWARE", "X_FRAME", "SILENCED_")


@pytest.mark.filterwarnings("ignore:'steamie.project.settings' found in sys.modules:RuntimeWarning")
def test_a_real_installation_passes_every_deployment_check(surroundings: Callable[..., None], tmp_path: Path) -> None:
    surroundings(**REAL | {"STEAMIE_DATA": str(tmp_path / "data")})
    command._make(tmp_path / "data")
    found = {name: value for name, value in runpy.run_module("steamie.project.settings").items() if name.startswith(SECURE)}
    with override_settings(**found):
        problems = run_checks(tags=[Tags.security], include_deployment_checks=True)

    assert [problem for problem in problems if not problem.is_silenced()] == []
    assert found["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600
    assert (found["SESSION_COOKIE_NAME"], found["CSRF_COOKIE_NAME"]) == ("__Host-steamie", "__Host-csrf")
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert {key.stat().st_mode & 0o777 for key in (tmp_path / "data" / "keys").iterdir()} == {0o600}


def test_every_page_says_that_it_may_use_nothing_of_the_visitors_machine(db: None, client: Client) -> None:
    said = client.get("/healthz").headers["Permissions-Policy"]

    assert said == headers.PERMISSIONS
    assert "camera=()" in said
    assert "publickey-credentials-get=(self)" in said


def told(proxy: str, count: int, **headers: str) -> str:
    """What our server tells an application of a visitor who comes from this machine."""

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> str:
        return f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']} {environ['HTTP_HOST']}"

    server = waitress.create_server(application, host="127.0.0.1", port=0, **Proxy(proxy, count).adjustments())
    server.close()
    environ = RequestFactory().get("/", headers={"host": "www.example.org.uk", **headers}).environ
    return server.application(environ, None)


FORWARDED = "198.51.100.7, 203.0.113.5, 192.0.2.1"  # as three machines on the way wrote it, the last one nearest to us


@pytest.mark.parametrize(
    ("proxy", "count", "forwarded", "seen"),
    [
        ("", 1, "", "127.0.0.1 http"),
        ("", 1, FORWARDED, "127.0.0.1 http"),  # no proxy is declared: a visitor wrote this
        ("192.0.2.200", 1, FORWARDED, "127.0.0.1 http"),  # not from the proxy: a visitor who came round it
        ("127.0.0.1", 1, FORWARDED, "192.0.2.1 https"),
        ("127.0.0.1", 2, FORWARDED, "203.0.113.5 https"),
        ("127.0.0.1", 3, FORWARDED, "198.51.100.7 https"),
        ("127.0.0.1", 1, "2001:db8::5", "2001:db8::5 https"),
        ("127.0.0.1", 1, "", "127.0.0.1 https"),
        ("*", 1, FORWARDED, "192.0.2.1 https"),
    ],
)
def test_where_a_visitor_came_from_is_told_by_the_declared_proxy_alone(proxy: str, count: int, forwarded: str, seen: str) -> None:
    given = {"x-forwarded-proto": "https", "x-forwarded-host": "evil.example"}
    if forwarded:
        given["x-forwarded-for"] = forwarded

    assert told(proxy, count, **given) == f"{seen} www.example.org.uk"


def test_only_the_server_reads_what_a_proxy_says() -> None:
    readers = [path.name for path in HOUSE.rglob("*.py") if re.search("x.forwarded", path.read_text(), re.I)]

    assert readers == ["addresses.py"]
