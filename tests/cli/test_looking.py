"""Commands that only look: list, lint, show, rules."""

from __future__ import annotations

from pathlib import Path

from projects import EXAMPLE, MODEL, REF, Run


def test_show_follows_a_parameter_through_every_stage(added: Path, run: Run) -> None:
    (added / "schemas" / "empiriolabs" / MODEL / "overlay.toml").write_bytes((EXAMPLE / "overlay.toml").read_bytes())
    stages = {stage["stage"]: stage for stage in run("show", REF, "cfg_scale", "--format", "json").json["stages"]}
    assert stages["published"]["value"]["max"] == 20
    assert stages["read"]["value"]["type"]["range"] == {"minimum": 1, "maximum": 20}
    assert stages["corrected"]["value"]["type"]["range"] == {"minimum": 1.1, "maximum": 10}
    assert "overlay.toml:" in stages["correction"]["place"]
    assert ".schema.json:" in stages["printed"]["place"]


def test_show_of_an_unknown_parameter_says_what_was_meant(added: Path, run: Run) -> None:
    done = run("show", REF, "cfg_scal")
    assert done.code == 2
    assert "did you mean 'cfg_scale'?" in done.err


def test_lint_leaves_out_what_a_correction_answers(added: Path, run: Run) -> None:
    def codes() -> set[str]:
        return {finding["code"] for finding in run("lint", "--format", "json").json["findings"]}

    assert "range-contradicts-prose" in codes()
    (added / "schemas" / "empiriolabs" / MODEL / "overlay.toml").write_bytes((EXAMPLE / "overlay.toml").read_bytes())
    assert "range-contradicts-prose" not in codes()


def test_rules_list_each_code_once_with_a_meaning(run: Run) -> None:
    rows = run("rules", "--format", "json").json["rules"]
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes))
    assert all(row["meaning"] for row in rows)
    assert run("rules", "range-contradicts-prose").out.startswith("range-contradicts-prose")


def test_models_are_listed_with_their_life(added: Path, run: Run) -> None:
    [row] = run("list", "--format", "json").json["models"]
    assert (row["state"], row["retires_on"], row["snapshot"]) == ("retired", "2026-09-30", "live")
