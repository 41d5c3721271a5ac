"""One report of Google Analytics. Google's own client is imported here and nowhere else, when there is memory for it.

Measured in November 2026 with google-analytics-data 0.23.3: importing it takes 54 MiB and 1.1 s of CPU time, once a process.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from steamie.channels.contract import OutsideAddress, check_address, only_on_this_machine

GOOGLE = OutsideAddress("ANALYTICS_URL", "https://analyticsdata.googleapis.com", "Google")
TOKENS = "https://oauth2.googleapis.com/token"  # never from the key's own file: that could name any address
MAY = ["https://www.googleapis.com/auth/analytics.readonly"]
METRICS = {
    "sessions": "Visits",
    "totalUsers": "Visitors",
    "screenPageViews": "Pages looked at",
    "keyEvents": "Key events",
}
SOCIAL = "Organic Social"  # Google's name for visits that came from social media
NEEDED = 128 * 1024  # KiB that must be free: twice what the client takes
MEMORY = Path("/proc/meminfo")
PATIENCE = 20  # seconds


class NotRead(Exception):
    """Google gave nothing. The message is for the officer, and ``remedy`` says what a person can do; empty: wait."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class GoogleReport:
    """Figures by day and metric. ``withheld``: Google left out numbers that were too small."""

    days: Mapping[date, Mapping[str, int]]
    withheld: bool


def read_report(
    key: Mapping[str, str], number: str, first: date, last: date, *, social: bool, url: str, demonstration: bool = False
) -> GoogleReport:
    """The figures of a property on these days, of all visits or of those from social media. Raises ``NotRead``."""
    check_address(url, GOOGLE)
    if demonstration:
        only_on_this_machine(url, GOOGLE)
    _require_memory()
    try:
        from google.analytics.data_v1beta import types  # noqa: PLC0415 -- an extra, and heavy
    except ImportError:
        raise NotRead("Google's client is not installed.", "Install Steamie with the extra “analytics”.") from None
    metrics = [types.Metric(name=name) for name in (["sessions"] if social else METRICS)]
    named = types.Filter(field_name="sessionDefaultChannelGroup", string_filter=types.Filter.StringFilter(value=SOCIAL))
    request = types.RunReportRequest(
        property=f"properties/{number}",
        dimensions=[types.Dimension(name="date")],
        metrics=metrics,
        date_ranges=[types.DateRange(start_date=first.isoformat(), end_date=last.isoformat())],
        dimension_filter=types.FilterExpression(filter=named) if social else None,
        limit=10_000,
    )
    return _read(_answered(key, url, request))


def _require_memory() -> None:
    """Raises ``NotRead`` where the machine has too little left; where it does not say, it is let be."""
    with suppress(OSError, ValueError, StopIteration):
        free = next(line for line in MEMORY.read_text().splitlines() if line.startswith("MemAvailable:"))
        if int(free.split()[1]) < NEEDED:
            raise NotRead("This machine has too little memory left to read Google Analytics now.")


def _answered(key: Mapping[str, str], url: str, request: Any) -> Any:
    from google.api_core import exceptions as api  # noqa: PLC0415
    from google.auth import exceptions as sign_in  # noqa: PLC0415

    try:
        return _client(key, url).run_report(request, timeout=PATIENCE, retry=None)
    except api.TooManyRequests:
        raise NotRead("Google's allowance for today is used up. We ask again tomorrow.") from None
    except api.Forbidden:
        raise NotRead(
            "Google says that this key may not read the property.", "Give it the role Viewer in Google Analytics."
        ) from None
    except (api.Unauthorized, sign_in.RefreshError, ValueError) as problem:
        if getattr(problem, "retryable", False):
            raise NotRead("Google did not answer.") from None
        raise NotRead("Google does not take this key any more.", "Make a new key, and connect again.") from None
    except (api.GoogleAPICallError, sign_in.GoogleAuthError, OSError):
        raise NotRead("Google did not answer.") from None


def _client(key: Mapping[str, str], url: str) -> Any:
    from google.analytics.data_v1beta import BetaAnalyticsDataClient  # noqa: PLC0415
    from google.analytics.data_v1beta.services.beta_analytics_data.transports import rest  # noqa: PLC0415
    from google.oauth2.service_account import Credentials  # noqa: PLC0415

    real = url == GOOGLE.real
    opened = json.loads(key["key"]) | {"token_uri": TOKENS if real else f"{url}/token"}
    credentials = Credentials.from_service_account_info(opened, scopes=MAY)  # type: ignore[no-untyped-call] # of Google's
    parts = urlsplit(url)
    transport = rest.BetaAnalyticsDataRestTransport(host=parts.netloc, url_scheme=parts.scheme, credentials=credentials)
    return BetaAnalyticsDataClient(transport=transport)


def _read(answer: Any) -> GoogleReport:
    names = [header.name for header in answer.metric_headers]
    days = {}
    for row in answer.rows:
        text = row.dimension_values[0].value
        day = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        days[day] = {name: int(float(value.value)) for name, value in zip(names, row.metric_values, strict=True)}
    return GoogleReport(days, bool(answer.metadata.subject_to_thresholding))
