"""What holds for every shipped pack."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from modelmint.ir.frozen import replace
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.render import RenderError
from modelmint.render.pack import shipped_folder
from packed import ROOT, pack, real_models, rendered
from strategies import models

PACKS = sorted(file.parent.name for file in shipped_folder().glob("*/pack.toml"))
REFUSED = {"pydantic": "surrogate"}
"""What a pack cannot express and says so, which is a word of what it says then."""
READERS = {".py": ast.parse, ".json": json.loads, ".toml": tomllib.loads}


@pytest.mark.parametrize("name", PACKS)
def test_hostile_models_give_files_that_parse(name: str) -> None:
    @given(models())
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    def parses(one: Model) -> None:
        try:
            files = rendered(name, [one])
        except RenderError as error:
            if REFUSED.get(name, "\0") not in error.message:
                raise
            return
        for path, text in files.items():
            READERS.get(Path(path).suffix, str)(text)

    parses()


DIGESTS = """
import hashlib
from packed import real_models, rendered
for name in {packs!r}:
    for path, text in rendered(name, real_models()).items():
        print(name, path, hashlib.sha256(text.encode()).hexdigest())
"""


def digests(folder: Path, seed: str) -> str:
    """What every pack makes of the project's models, in a process of its own."""
    paths = os.pathsep.join((str(ROOT / "tests"), str(ROOT / "tests" / "packs")))
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "PYTHONPATH": paths,
        "TZ": "Asia/Tokyo" if seed == "1" else "UTC",
    }
    command = [sys.executable, "-c", DIGESTS.format(packs=PACKS)]
    return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout


def test_the_bytes_depend_neither_on_the_hash_seed_nor_on_the_folder_nor_on_the_time_zone(tmp_path: Path) -> None:
    once, again = digests(tmp_path, "1"), digests(Path("/"), "4294967295")
    assert once == again
    assert len(once.splitlines()) > len(PACKS)


@pytest.mark.parametrize("name", PACKS)
def test_rendering_twice_gives_the_same_with_and_without_a_cache(name: str, tmp_path: Path) -> None:
    from modelmint.lower import lower
    from modelmint.render import load_pack, render

    views = lower(real_models(), pack(name).conventions)
    cold = render(load_pack(name), views, cache=tmp_path)
    warm = render(load_pack(name), views, cache=tmp_path)
    assert cold == warm == render(load_pack(name), views)
    assert list(cold) == list(warm)


@pytest.mark.parametrize("name", PACKS)
def test_every_file_that_can_hold_a_comment_says_what_it_was_made_from(name: str) -> None:
    for path, text in rendered(name, real_models()).items():
        if Path(path).suffix in (".py", ".md", ".js", ".ts", ".json", ".toml"):
            assert "modelmint" in text.partition("\n")[0] + text.split("\n", 2)[1], path


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_says_what_it_is_for(name: str) -> None:
    assert pack(name).about
    assert (shipped_folder() / name / "README.md").is_file()


@pytest.mark.parametrize("name", PACKS)
def test_models_of_two_sources_go_into_one_target_as_it_is_by_default(name: str) -> None:
    first, second = real_models()[:2]
    of_other = replace(second, ref=ModelRef("other", second.ref.id))
    files = rendered(name, [first, of_other])
    assert any(one.startswith(f"{first.ref.source}") for one in files)
    assert any(one.startswith("other") for one in files)
    for path, text in files.items():
        READERS.get(Path(path).suffix, str)(text)


def test_the_javascript_target_holds_nothing_of_python() -> None:
    assert not [path for path in rendered("javascript", real_models()) if path.endswith(".py")]
