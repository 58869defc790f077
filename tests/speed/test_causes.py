"""What makes commands fast, held as causes: what is imported, which processes are started, what is done again."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import derived
import pytest

from modelmint import readings, render
from modelmint.checks import check
from modelmint.ir.ids import ModelRef
from modelmint.ir.text import parse
from modelmint.pipeline import Project, generate
from modelmint.read import read

OTHERS = ("jinja2", "httpx", "rich", "tomlkit", "asyncio")
HEAVY = (*OTHERS, "modelmint.read", "modelmint.lower", "modelmint.render")


def loaded(place: Path, *args: str) -> set[str]:
    """The modules that a command has imported when it ends."""
    code = (
        "import sys\nfrom modelmint.cli.main import main\n"
        f"try:\n    main({list(args)!r})\nexcept SystemExit:\n    pass\nprint(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=place, capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines())


@pytest.fixture
def steady(tmp_path: Path) -> Path:
    """A project of two models in which everything is generated."""
    derived.project(tmp_path, derived.names(2))
    generate(opened(tmp_path))
    return tmp_path


def opened(place: Path) -> Project:
    return Project.open(place, date(2026, 1, 1))


def test_help_imports_no_command(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "--help")
    assert "click" in modules
    assert not modules & set(HEAVY)
    ours = {"modelmint.cli", "modelmint.cli.main", "modelmint.cli.group"}
    assert {name for name in modules if name.startswith("modelmint.cli")} == ours


@pytest.mark.parametrize("command", ["check", "generate"])
def test_where_nothing_changed_nothing_heavy_is_imported(steady: Path, command: str) -> None:
    assert "modelmint.read" in loaded(steady, "check") | loaded(steady, "generate")
    assert not loaded(steady, command) & {*HEAVY, "subprocess", "modelmint.making"}


def test_rewriting_what_is_remembered_needs_no_templates(steady: Path) -> None:
    for file in (steady / "generated" / "markdown").rglob("*.md"):
        file.unlink()
    modules = loaded(steady, "generate")
    assert "modelmint.making" in modules
    assert not modules & {*OTHERS, "modelmint.read", "modelmint.validate", "modelmint.lower.views"}
    assert any((steady / "generated" / "markdown").rglob("*.md"))


def test_a_change_imports_nothing_that_only_mistakes_or_other_packs_need(steady: Path) -> None:
    derived.snapshot(steady, "nova-0001").write_text(derived.document("nova-0001", display_name="Other"))
    modules = loaded(steady, "generate")
    assert "jinja2" in modules
    assert not modules & {"difflib", "httpx", "modelmint.render.javascript_format", "modelmint.render.datamodel"}
    assert not modules & {"fractions", "modelmint.snapshot.guard", "modelmint.overlay.model_aspects"}


def test_lines_are_looked_for_only_where_something_is_wrong(steady: Path) -> None:
    accepted = '\n[[acknowledge]]\ncode = "model-retired"\nwhy = "our reference"\nexpires = 2027-12-31\n'
    derived.configure(steady, derived.names(2), more=accepted)
    modules = loaded(steady, "generate")
    assert "modelmint.config.reader" in modules
    assert "modelmint.ir.toml_places" not in modules


def test_no_run_asks_for_what_only_the_standard_decorator_knows_of_our_classes(steady: Path) -> None:
    derived.snapshot(steady, "nova-0001").write_text(derived.document("nova-0001", display_name="Other"))
    code = (
        "from modelmint.cli.main import main\nfrom modelmint.ir import frozen\n"
        "try:\n    main(['generate'])\nfinally:\n    print(frozen._twin.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=steady, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("0\n")
    assert "wrote" in done.stdout


@pytest.mark.parametrize(("word", "code"), [("--help", 0), ("--helpless", 2)])
def test_at_its_end_a_command_takes_nothing_apart(tmp_path: Path, word: str, code: int) -> None:
    text = (
        f"import atexit, sys\natexit.register(print, 'taken apart')\nsys.argv = ['modelmint', {word!r}]\n"
        "from modelmint.cli.main import program\nprogram()"
    )
    done = subprocess.run([sys.executable, "-c", text], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "--help" in done.stdout + done.stderr
    assert "taken apart" not in done.stdout


def test_what_is_left_to_write_at_the_end_is_written_or_an_error(tmp_path: Path) -> None:
    text = (
        "import sys\nsys.argv = ['modelmint', '--help']\nsys.stdout.write('first ')\n"
        "from modelmint.cli.main import program\nprogram()"
    )
    done = subprocess.run([sys.executable, "-c", text], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("first Usage")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_what_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "modelmint", "--help"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "modelmint: No space left on device\n")


def test_no_garbage_is_looked_for_while_a_short_command_runs(tmp_path: Path) -> None:
    code = (
        "import atexit, gc\nfrom modelmint.cli.main import main\nseen = []\n"
        "gc.callbacks.append(lambda *_: seen.append(1))\natexit.register(lambda: print(len(seen)))\nmain(['--help'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\n0\n")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The programs that are started, one by one."""
    programs: list[str] = []
    start = subprocess.Popen.__init__

    def recorded(self: subprocess.Popen[str], args: list[str], *more: object, **named: object) -> None:
        programs.append(" ".join(map(str, args[:-1])))
        start(self, args, *more, **named)  # type: ignore[call-overload]  # as it was called

    monkeypatch.setattr(subprocess.Popen, "__init__", recorded)
    return programs


@pytest.mark.parametrize("count", [1, 4])
def test_processes_are_as_many_as_formatters_whatever_is_generated(
    tmp_path: Path, started: list[str], count: int
) -> None:
    derived.project(tmp_path, derived.names(count))
    generate(opened(tmp_path))
    assert len(started) == len(set(started)) <= 3
    started.clear()
    (tmp_path / "generated" / "python" / "pyproject.toml").unlink()
    generate(opened(tmp_path))
    generate(opened(tmp_path))
    check(opened(tmp_path))
    assert started == []


def test_where_nothing_changed_nothing_is_rendered_or_read(steady: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(opened(steady))
    for module, name in ((render, "drafted"), (readings, "stages")):
        monkeypatch.setattr(module, name, _never(name))
    assert generate(opened(steady)).written == ()
    check(opened(steady))


def _never(name: str) -> Callable[..., None]:
    return lambda *_, **__: pytest.fail(f"{name} was called")


def test_of_many_models_only_the_one_that_changed_is_rendered(steady: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[set[str]] = []
    real = render.drafted

    def recorded(*args: object, **named: object) -> object:
        calls.append(set(named["scope"].models))  # type: ignore[attr-defined]  # a scope
        return real(*args, **named)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(render, "drafted", recorded)
    derived.snapshot(steady, "nova-0001").write_text(derived.document("nova-0001", display_name="Other"))
    generate(opened(steady))
    assert calls == [{"empiriolabs:nova-0001"}] * 4


@pytest.mark.parametrize(("case", "dialect"), [("fal-image", "fal"), ("dates", "empiriolabs")])
def test_what_reading_needed_is_freed_when_it_ends(case: str, dialect: str) -> None:
    file = Path(__file__).parents[1] / "cases" / case / "snapshot.json"
    document = parse(file.read_text(encoding="utf-8"))
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        model, _ = read(document, ModelRef("any", case), file.name, dialect)
        gc.collect()
        ours = Counter(type(one).__name__ for one in gc.garbage if type(one).__module__.startswith("modelmint."))
        assert not ours, "what only the collector of garbage can find takes as long as reading"
        assert model.parameters or model.lifecycle
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
