"""A project in a folder of its own, and a provider on this machine for it to talk to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import CONFIG, EXAMPLE, MODEL, REF, Done, Run, git

from modelmint.cli.main import main
from modelmint.ir.text import parse
from modelmint.mock import MockServer


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, as `modelmint` would."""

    def command(*args: str) -> Done:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return command


@pytest.fixture
def server() -> Iterator[MockServer]:
    """A provider that offers our example model."""
    document = parse((EXAMPLE / "snapshot.json").read_text(encoding="utf-8"))
    with MockServer({MODEL: document}, {}) as running:
        yield running


@pytest.fixture
def project(tmp_path: Path, server: MockServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A started project; commands run in its folder."""
    (tmp_path / "modelmint.toml").write_text(CONFIG.format(url=server.base_url), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EMPIRIOLABS_API_KEY", raising=False)
    return tmp_path


@pytest.fixture
def added(project: Path, run: Run) -> Path:
    """A project with one model."""
    assert run("add", REF).code == 0
    return project


@pytest.fixture
def committed(added: Path) -> Path:
    """The same in a git repository, all of it committed."""
    git(added, "init", "-q", "--initial-branch=main")
    git(added, "add", "-A")
    git(added, "commit", "-q", "-m", "Add a model")
    return added
