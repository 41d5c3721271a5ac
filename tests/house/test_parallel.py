"""Tests that share something large run one after another on one worker, however many workers there are."""

from __future__ import annotations

import os

import pytest


@pytest.mark.xdist_group("together")
def test_a_group_is_kept_together(request: pytest.FixtureRequest) -> None:
    """The runner groups by the name behind the test's address; a version that drops it starts every house twice."""
    parallel = "PYTEST_XDIST_WORKER" in os.environ
    assert request.node.nodeid.endswith("@together") == parallel
