"""Commands that only look: list, lint, show, rules."""

from __future__ import annotations

from pathlib import Path

from projects import EXAMPLE, MODEL, REF, Run, configure


def test_show_follows_a_parameter_through_every_stage(added: Path, run: Run) -> None:
    (added / "schemas" / "empiriolabs" / MODEL / "overlay.toml").write_bytes((EXAMPLE / "overlay.toml").read_bytes())
    shown = run("show", REF, "cfg_scale", "--format", "json").json["stages"]
    stages = {stage["stage"]: stage for stage in shown}
    assert stages["published"]["value"]["max"] == 20
    assert stages["read"]["value"]["type"]["range"] == {"minimum": 1, "maximum": 20}
    assert stages["corrected"]["value"]["type"]["range"] == {"minimum": 1.1, "maximum": 10}
    assert "overlay.toml:" in stages["correction"]["place"]
    assert any(".schema.json:" in stage["place"] for stage in shown if stage["stage"] == "printed")


def test_show_follows_a_whole_model_with_its_corrections(added: Path, run: Run) -> None:
    (added / "schemas" / "empiriolabs" / MODEL / "overlay.toml").write_bytes((EXAMPLE / "overlay.toml").read_bytes())
    stages = {stage["stage"]: stage for stage in run("show", REF, "--format", "json").json["stages"]}
    corrected = {each["at"]: each for each in stages["corrected"]["value"]["corrections"]}
    assert corrected["cfg_scale.range"]["was"] == {"min": 1, "max": 20}
    assert "was" not in corrected["seed.range"]
    assert "  corrected\n" in run("show", REF).out


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


def test_what_the_sources_offer_is_listed_beside_what_is_kept(project: Path, run: Run) -> None:
    assert run("list", "--remote", "--format", "json").json["models"] == [
        {"model": REF, "state": "offered", "life": f"modelmint add {REF}"}
    ]
    assert f"modelmint add {REF}" in run("list", "--remote").out
    assert run("add", REF).code == 0
    assert "offered" not in run("list", "--remote").out


def test_a_source_without_a_catalogue_offers_nothing(project: Path, run: Run) -> None:
    configure(project, '[sources.files]\nkind = "json-schema"\n')
    done = run("list", "--remote", "--format", "json")
    assert [row["model"] for row in done.json["models"]] == [REF]


def test_only_an_id_that_is_near_is_taken_for_the_one_meant(added: Path, run: Run) -> None:
    assert f"did you mean '{MODEL}'?" in run("remove", "empiriolabs:amazon-nova-canvass").err
    done = run("remove", "empiriolabs:nope")
    assert done.code == 2
    assert "names no model empiriolabs:nope; add it with: modelmint add empiriolabs:nope" in done.err
