"""The surroundings of every test, set before Django reads its settings."""

import os
from pathlib import Path

# Each worker of a parallel run has a data folder of its own, as each installation has.
FOLDER = Path(__file__).parents[1] / "var" / "test" / os.environ.get("PYTEST_XDIST_WORKER", "alone")

os.environ["STEAMIE_DATA"] = os.environ.get("STEAMIE_TEST_DATA", str(FOLDER))
os.environ["STEAMIE_GRAPH_URL"] = "http://127.0.0.1:9"  # nothing listens there: a test that calls out must bring a stand-in
os.environ.setdefault("STEAMIE_DATABASE_URL", "")
(Path(os.environ["STEAMIE_DATA"]) / "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is missing
