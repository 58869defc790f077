"""`modelmint conform`: the table, disagreements spelled out, and forms that cannot run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from projects import REF, Run

from modelmint.conform.form import Answer
from modelmint.conform.module import Module
from modelmint.ir.model import Model


def test_all_forms_agree_and_are_listed(added: Path, run: Run) -> None:
    done = run("conform", REF, "--random", "10")
    assert done.code == 0, done.out
    assert done.out.split("\n")[0].split() == ["form", "agreed", "disagreed", "refused"]
    assert {"reference", "json-schema", "validator"} <= {line.partition(" ")[0] for line in done.out.splitlines()}
    found = run("conform", "--form", "validator", "--format", "json").json
    assert [row["form"] for row in found["forms"]] == ["validator"]
    assert found["forms"][0]["agreed"] == found["vectors"] > 100
    assert found["missing"] == {}


def test_a_disagreement_is_spelled_out_and_ends_with_1(added: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    right = Module.validate

    def lax(self: Module, model: Model, requests: Sequence[dict[str, object]]) -> list[Answer]:
        answers = right(self, model, requests)
        return [[] if "promtp" in request else answer for request, answer in zip(requests, answers, strict=True)]

    monkeypatch.setattr(Module, "validate", lax)
    done = run("conform", "--form", "validator")
    assert done.code == 1
    assert "validator  empiriolabs:amazon-nova-canvas  promtp: a slip from prompt" in done.out
    assert "expected  unknown promtp: expected a known name" in done.out
    assert "found     nothing more" in done.out
    (row,) = run("conform", "--format", "json").json["forms"][2]["disagreed"]
    assert row["expected"][0]["suggestion"] == "prompt"
    assert row["found"] == []


def test_a_form_that_cannot_run_is_named_and_can_be_required(
    added: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Module, "missing", lambda self: "a thing, pip install thing")
    done = run("conform", "--form", "validator", "--form", "reference")
    assert done.code == 0
    assert "validator    did not run: it needs a thing, pip install thing" in done.out
    assert run("conform", "--form", "validator", "--require").code == 1


def test_an_unknown_form_says_what_was_meant(added: Path, run: Run) -> None:
    done = run("conform", "--form", "validater")
    assert done.code == 2
    assert "did you mean 'validator'?" in done.err
