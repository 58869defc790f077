"""A project on which all is well, for each integration to look at."""

from pathlib import Path

import pytest
from sample_project import CONFIG, DOCUMENT, modelmint


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project on which `modelmint check` finds nothing."""
    (tmp_path / "modelmint.toml").write_text(CONFIG)
    (tmp_path / "painter.json").write_text(DOCUMENT)
    modelmint(tmp_path, "add", "empiriolabs:painter", "--from", "painter.json")
    return tmp_path


@pytest.fixture
def generated(project: Path) -> Path:
    """The schema that is generated in the project."""
    return next(project.glob("src/sample/schemas/**/*.schema.json"))
