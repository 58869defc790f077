"""The pytest plugin: `pytest --modelmint` runs the check as tests, and `modelmint_mock` is a server to test against.

It is loaded by every run of pytest where modelmint is installed, so that it imports nothing until it is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from modelmint.diagnostics.report import Entry
    from modelmint.mock import MockServer
    from modelmint.pipeline import Project

_FOUND = pytest.StashKey["tuple[Project, list[Entry]]"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--modelmint`."""
    group = parser.getgroup("modelmint")
    group.addoption("--modelmint", action="store_true", help="check the project of modelmint.toml too, a test a model")


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add a test for each model, and one for all else that the check looks at."""
    if not config.getoption("--modelmint"):
        return
    project = _open(config)
    for subject in (*map(str, project.config.models), "project"):
        name = f"check[{subject}]"
        place = f"{project.config.file.name}::{name}"
        items.append(CheckItem.from_parent(session, name=name, nodeid=place, subject=subject))


def _open(config: pytest.Config) -> Project:
    from modelmint.config import ConfigError
    from modelmint.integrations.project import open_project

    try:
        return open_project(config.rootpath)
    except ConfigError as error:
        raise pytest.UsageError(f"--modelmint: {error}") from error


def _check(config: pytest.Config) -> tuple[Project, list[Entry]]:
    """The project and what is wrong with it, looked at once a run."""
    from modelmint.integrations.project import wrong

    if _FOUND not in config.stash:
        project = _open(config)
        config.stash[_FOUND] = project, wrong(project)
    return config.stash[_FOUND]


class FindingsError(Exception):
    """The check found something; the text says what, where, and which command mends it."""


class CheckItem(pytest.Item):
    """What the check finds about one model, or about none."""

    def __init__(self, *, subject: str, **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]  # pytest hands on its own, untyped
        self.subject = subject

    def runtest(self) -> None:
        """Fail with the findings about this subject."""
        from modelmint.integrations.project import told

        project, found = _check(self.config)
        models = {str(ref) for ref in project.config.models}
        mine = [one for one in found if _subject(one, models) == self.subject]
        if mine:
            raise FindingsError(told(mine))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """The findings alone, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, FindingsError) else str(excinfo.getrepr())

    def reportinfo(self) -> tuple[str, None, str]:
        """Where pytest says the test is."""
        return "modelmint.toml", None, self.name


def _subject(entry: Entry, models: set[str]) -> str:
    return entry.finding.subject if entry.finding.subject in models else "project"


@pytest.fixture(scope="session")
def modelmint_mock(pytestconfig: pytest.Config) -> Iterator[MockServer]:
    """A server that answers as the provider of the project's models would, for the whole run.

    `modelmint_mock.base_url` is where; `modelmint_mock.fail("/v1/jobs/*", "500")` lets calls fail. Call
    `modelmint_mock.reset()` between tests that count requests.
    """
    from modelmint.mock import MockServer, Options
    from modelmint.pipeline import every

    project = _open(pytestconfig)
    staged = every(project, project.config.models)
    documents = {one.corrected.id: one.document for one in staged}
    models = {one.corrected.id: one.corrected for one in staged}
    kinds = sorted({project.config.sources[ref.source].kind for ref in project.config.models})
    with MockServer(documents, models, options=Options(kinds=kinds, job_polls=1)) as server:
        yield server
