"""What all tests share: the corpora, which a user's clone has not, and goldens, which change only with --update."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from goldens import Golden

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("MODELMINT_SHARED", ROOT.parent / "shared"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the goldens with what is produced now")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tables that tests recorded with `record_property("table", ...)`."""
    for report in terminalreporter.stats.get("passed", []):
        for name, text in getattr(report, "user_properties", []):
            if name == "table":
                terminalreporter.write_line(f"\n{text}")


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is kept for a user's projects is none of the tests' business."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The third-party documents that we test against; skipped where they are absent."""
    folder = SHARED / "corpora"
    if not folder.is_dir():
        pytest.skip(f"no corpora at {folder}: third-party data that a clone does not hold")
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare text with a file that people read."""
    return Golden(update=bool(request.config.getoption("--update")))
