"""The tests that packages bring along: they pass as generated, with nothing installed, and can fail."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from modelmint.render import render
from packed import pack, real_models, rendered, sources, views

PACKS = {
    "python": "empiriolabs_models/amazon_nova_canvas/validator.py",
    "validator": "empiriolabs/amazon_nova_canvas.py",
    "json-schema": "empiriolabs/amazon-nova-canvas.schema.json",
}


def written(name: str, folder: Path, change: Callable[[str], str] = str) -> Path:
    """A package of the project's models, the checks of one of them changed; the path of its test."""
    files = rendered(name, real_models())
    files[PACKS[name]] = change(files[PACKS[name]])
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (test,) = (file for file in (folder / "tests").glob("test_*.py") if not file.stem.endswith("_clients"))
    return test


def run(test: Path) -> subprocess.CompletedProcess[str]:
    """The test run by itself, in another folder than its own."""
    return subprocess.run([sys.executable, str(test)], cwd="/", capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", PACKS)
def test_a_package_passes_its_own_test(name: str, tmp_path: Path) -> None:
    ran = run(written(name, tmp_path))
    assert ran.returncode == 0, ran.stderr
    assert f"Ran {len(real_models())} tests" in ran.stderr


@pytest.mark.parametrize("name", PACKS)
def test_it_fails_and_names_the_vector_if_a_limit_is_wrong(name: str, tmp_path: Path) -> None:
    def wider(text: str) -> str:
        assert "1024" in text
        return text.replace("1024", "1025")

    ran = run(written(name, tmp_path, wider))
    assert ran.returncode == 1
    assert "prompt: one character too long" in ran.stderr


@pytest.mark.parametrize("name", PACKS)
def test_pytest_finds_it_too(name: str, tmp_path: Path) -> None:
    test = written(name, tmp_path)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(test)]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert f"{len(real_models())} passed" in ran.stdout


RESOURCE = "empiriolabs_models/amazon_nova_canvas/__init__.py"
RETRY = "empiriolabs_models/_core/retry.py"
ASYNC = "empiriolabs_models/_core/drive_async.py"


def clients(folder: Path, path: str = "", old: str = "", new: str = "") -> subprocess.CompletedProcess[str]:
    """Run the test of the two clients, with a change to a file of the package."""
    test = written("python", folder)
    if path:
        text = (folder / path).read_text("utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new), encoding="utf-8")
    return run(test.with_name(f"{test.stem}_clients.py"))


def test_the_two_clients_pass_their_test(tmp_path: Path) -> None:
    ran = clients(tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert f"Ran {3 + len(real_models())} tests" in ran.stderr


@pytest.mark.parametrize(
    ("path", "old", "new", "test"),
    [
        (RESOURCE, "async def inpaint(", "async def inpaint_it(", "has_the_same_methods_with_the_same_words"),
        (ASYNC, "follow_redirects=not request.signed", "follow_redirects=True, unknown=1", "test_amazon_nova_canvas"),
        (RETRY, "done_nothing, final = not outcome.left,", "done_nothing, final = True,", "test_amazon_nova_canvas"),
        (RETRY, 'return "unknown" if', 'return "try-again" if', "test_amazon_nova_canvas"),
    ],
)
def test_it_fails_where_the_clients_differ_or_pay_twice(
    path: str, old: str, new: str, test: str, tmp_path: Path
) -> None:
    ran = clients(tmp_path, path, old, new)
    assert ran.returncode == 1
    assert test in ran.stderr


@pytest.mark.parametrize("name", PACKS)
def test_without_the_option_there_is_none(name: str) -> None:
    files = render(pack(name), views(name, real_models()), {"tests": False}, sources=sources(name, real_models()))
    assert not [path for path in files if path.startswith("tests/")]


def test_a_file_of_vectors_has_a_line_for_each() -> None:
    files = rendered("validator", real_models())
    text = files["tests/empiriolabs/amazon_nova_canvas.json"]
    vectors: dict[str, Any] = json.loads(text)
    assert vectors["model"] == "empiriolabs:amazon-nova-canvas"
    for one in (*vectors["valid"], *vectors["invalid"]):
        assert text.count(json.dumps(one["name"], ensure_ascii=False)) == 1
    assert text.count("\n    {") == len(vectors["valid"]) + len(vectors["invalid"])
