"""The two channels most posts go to."""

import pytest

from steamie.channels.models import Channel

from .making import make_channel


@pytest.fixture
def website(db: None) -> Channel:
    return make_channel("website", "Website news")


@pytest.fixture
def facebook(db: None) -> Channel:
    return make_channel("facebook", "Facebook Page")
