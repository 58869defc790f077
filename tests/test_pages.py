"""The pages for people: what they link to is there, what they name exists, what they show can be read."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from modelmint.cli.group import COMMANDS, group

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("templates/**/README.md"), *ROOT.glob("bench/*.md")]
INTEGRATIONS = ("GitHub", "GitLab", "pre-commit", "pytest", "Hatch")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_links_to_is_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    local = [link.partition("#")[0] for link in links if not link.startswith(("http", "#"))]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_the_first_page_names_every_command_but_the_one_that_make_runs() -> None:
    table = README.partition("| command |")[2].partition("\n\n")[0]
    named = {name for row in re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert named == set(COMMANDS) - {"demo"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_call_that_a_page_shows_is_one(page: Path) -> None:
    for call in re.findall(r"^\$ modelmint (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        name, *args = shlex.split(call)
        command = group.get_command(click.Context(group), name)
        assert command is not None, call
        command.make_context(name, args)


def test_each_integration_has_at_most_ten_lines_to_copy() -> None:
    parts = dict(re.findall(r"<details><summary><b>([\w-]+)</b>(.*?)</details>", README, re.DOTALL))
    assert tuple(parts) == INTEGRATIONS
    for name, part in parts.items():
        shown = re.findall(r"```\w+\n(.*?)```", part, re.DOTALL)
        assert 0 < sum(block.count("\n") for block in shown) <= 10, name


def test_the_configuration_that_it_shows_is_toml() -> None:
    for block in re.findall(r"```toml\n(.*?)```", README, re.DOTALL):
        assert tomllib.loads(block)


def test_the_first_page_is_one_page() -> None:
    assert README.count("\n") <= 150
