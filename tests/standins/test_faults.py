"""Things going wrong on demand, and what is true all the same."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from steamie_standins.graph.app import GraphApp
from steamie_standins.graph.faults import spelled
from tests.standins.conftest import PAGE, Graph


def test_faults_are_spelled() -> None:
    drop, made = spelled("drop=0.25, created500@feed.create=1x2:9")
    assert (drop.name, drop.rate, drop.route, drop.count) == ("drop", 0.25, "*", None)
    assert (made.name, made.rate, made.route, made.count, made.seconds) == ("created500", 1, "feed.create", 2, 9)
    for wrong in ("nonsense=1", "drop", "drop=often"):
        with pytest.raises(ValueError, match="fault"):
            spelled(wrong)


@pytest.mark.parametrize(
    ("fault", "status", "code", "subcode", "made"),
    [
        ("expired", 400, 190, 463, 0),
        ("password", 400, 190, 460, 0),
        ("created500", 500, {1, 2}, None, 1),
        ("error200", 200, {1, 2}, None, 0),
        ("rate", {400, 403}, {4, 17, 32, 613, 80001}, None, 0),
        ("false_duplicate", 400, {368, 506}, None, 0),
    ],
)
def test_a_fault_says_one_thing_and_the_truth_another(graph: Graph, fault, status, code, subcode, made) -> None:
    graph.control("faults", faults=[{"name": fault, "count": 1}])
    answer = graph.call("POST", f"{PAGE}/feed", message="Hello")
    error = answer.json()["error"]
    assert answer.status_code in (status if isinstance(status, set) else {status})
    assert error["code"] in (code if isinstance(code, set) else {code})
    assert error.get("error_subcode") == subcode or subcode is None
    assert error["fbtrace_id"]
    assert len(graph.truth()["posts"]) == made
    assert graph.truth()["calls"][-1]["fault"] == fault


def test_a_rate_limit_says_how_long_to_wait(graph: Graph) -> None:
    graph.control("faults", faults="rate=1x1")
    headers = graph.call("POST", f"{PAGE}/feed", message="Hello").headers
    assert '"estimated_time_to_regain_access": 5' in headers["X-Business-Use-Case-Usage"]


def test_html_and_nothing_at_all(graph: Graph) -> None:
    graph.control("faults", faults="html502=1x1")
    answer = graph.call("GET", PAGE)
    assert (answer.status_code, answer.text[:6]) == (502, "<html>")
    graph.control("faults", faults="nothing=1x1")
    answer = graph.call("POST", f"{PAGE}/feed", message="Made, but not said")
    assert (answer.status_code, answer.content) == (200, b"")
    assert len(graph.truth()["posts"]) == 1


@pytest.mark.parametrize(("fault", "made"), [("drop", 1), ("drop_before", 0)])
def test_a_dropped_answer_in_process_and_over_a_socket(graph: Graph, served: tuple[str, GraphApp], fault: str, made: int) -> None:
    graph.control("faults", faults=f"{fault}=1x1")
    with pytest.raises(httpx.RemoteProtocolError):
        graph.call("POST", f"{PAGE}/feed", message="Lost")
    assert len(graph.truth()["posts"]) == made
    address, app = served
    with app.world.lock:
        app.world.faults = spelled(f"{fault}=1x1")
        token = app.world.mint().value
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.post(f"{address}/v26.0/{PAGE}/feed", data={"message": "Lost", "access_token": token})
    assert len(app.world.posts) == made


def test_faults_keep_to_their_route(graph: Graph) -> None:
    graph.control("faults", faults="html502@post.publish=1")
    post = graph.post(f"{PAGE}/feed", message="Fine", published="false")["id"]
    assert graph.call("POST", post, is_published="true").status_code == 502
    graph.post(post, message="Fine too")


def test_a_slow_answer_is_still_the_work_done(graph: Graph) -> None:
    graph.control("faults", faults="slow=1x1:0.2")
    began = time.monotonic()
    graph.post(f"{PAGE}/feed", message="Slow")
    assert time.monotonic() - began >= 0.2


def test_one_post_lags_behind_the_others(graph: Graph) -> None:
    graph.control("faults", faults="lag=1x1:60")
    graph.post(f"{PAGE}/feed", message="Late")
    early = graph.post(f"{PAGE}/feed", message="Early")["id"]
    assert [row["id"] for row in graph.get(f"{PAGE}/feed")["data"]] == [early]


def test_the_same_seed_brings_the_same_faults(graph: Graph) -> None:
    runs = []
    for _ in range(2):
        graph.control("reset", seed=7)
        graph.token = graph.control("tokens")["access_token"]
        graph.control("faults", faults="created500=0.5", seed=7)
        runs.append([graph.call("POST", f"{PAGE}/feed", message=f"Post {n}").status_code for n in range(12)])
    assert runs[0] == runs[1]
    assert set(runs[0]) == {200, 500}


def test_the_controls_are_for_this_machine_and_for_programs(graph: Graph) -> None:
    assert graph.http.get("/_control/truth", headers={"Host": "evil.example"}).status_code == 403
    assert graph.http.post("/_control/reset", data={"x": "1"}).status_code == 415
    assert graph.http.post("/_control/nothing", json={}).status_code == 404
    assert graph.http.post("/_control/faults", json={"faults": "nonsense=1"}).status_code == 400


def test_a_page_outlives_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "page.db"
    token = ""
    for start in range(2):
        with _program("--state", str(state)) as address:
            token = token or httpx.post(f"{address}/_control/tokens", json={}).json()["access_token"]
            given = {"message": f"Start {start}", "access_token": token}
            assert httpx.post(f"{address}/v26.0/{PAGE}/feed", data=given).status_code == 200
            feed = httpx.get(f"{address}/v26.0/{PAGE}/feed", params={"access_token": token}).json()["data"]
            assert len(feed) == start + 1


class _program:  # noqa: N801 -- reads as the verb it is
    def __init__(self, *options: str) -> None:
        self.options = options

    def __enter__(self) -> str:
        command = [sys.executable, "-m", "steamie_standins.graph", "--port", "0", *self.options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        return line.split()[-1].rstrip("/")

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        self.process.stdout.close()
