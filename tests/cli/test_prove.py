"""Packs prove what they made, when they are asked to."""

from __future__ import annotations

from pathlib import Path

from projects import Run

from modelmint.ir.types import KINDS

PACK = """\
about = "A pack that checks its output"
[[outputs]]
template = "model.txt.jinja"
path = "{{ model.module }}.txt"
per = "model"
[[check]]
command = ["%s"]
"""


def proving(project: Path, command: str) -> None:
    """Add a target whose pack checks its output with a command."""
    folder = project / "templates" / "proving"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(PACK % command, encoding="utf-8")
    (folder / "model.txt.jinja").write_text("text\n", encoding="utf-8")
    macros = "".join(f"{{% macro {kind}(t) %}}{{% endmacro %}}\n" for kind in KINDS)
    (folder / "types.jinja").write_text(macros, encoding="utf-8")
    with (project / "modelmint.toml").open("a", encoding="utf-8") as config:
        config.write('[targets.proving]\nout = "generated/proving"\n')


def codes(run: Run) -> list[str]:
    return [finding["code"] for finding in run("check", "--prove", "--format", "json").json["findings"]]


def test_a_proof_that_holds_says_nothing(added: Path, run: Run) -> None:
    proving(added, "true")
    assert run("generate").code == 0
    assert codes(run) == []


def test_a_proof_that_fails_or_cannot_run_is_a_finding(added: Path, run: Run) -> None:
    proving(added, "false")
    assert run("generate").code == 0
    assert codes(run) == ["proof-failed"]
    assert run("check").code == 0
    pack = added / "templates" / "proving" / "pack.toml"
    pack.write_text(PACK % "no-such-program", encoding="utf-8")
    assert codes(run) == ["proof-missing"]
