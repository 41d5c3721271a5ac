"""Static files are kept by browsers for a year and more under the hash in their names, and leave packed."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

from steamie.project import stores

YEAR = 365 * 24 * 60 * 60  # seconds
CSS = b".st_public{margin:0}" * 50


def no_such_file(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


def test_a_file_under_its_hash_is_kept_for_a_year_and_leaves_packed(db: None, tmp_path: Path, settings) -> None:
    named = "site.0123456789ab.css"
    for name in ("site.css", named):
        (tmp_path / name).write_bytes(CSS)
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(CSS))
    (tmp_path / "staticfiles.json").write_text(json.dumps({"version": "1.1", "hash": "", "paths": {"site.css": named}}))
    settings.STATIC_ROOT, settings.STORAGES = tmp_path, stores.files(testing=False)
    serve = WhiteNoiseMiddleware(no_such_file)

    for name, lasting in ((named, True), ("site.css", False)):
        answer = serve(RequestFactory().get(f"/static/{name}", headers={"accept-encoding": "gzip"}))
        content = b"".join(answer.streaming_content)
        answer.close()
        seconds = int(re.search(r"max-age=(\d+)", answer.headers["Cache-Control"])[1])
        assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "gzip")
        assert gzip.decompress(content) == CSS
        assert (seconds >= YEAR) is lasting
        assert ("immutable" in answer.headers["Cache-Control"]) is lasting
