"""What `check` reports of models that end, of old findings, and of what was accepted for a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from projects import MODEL, REF, Run, changed, configure, publish

from modelmint.mock import MockServer

SCHEMA = f"generated/json-schema/empiriolabs/{MODEL}.schema.json"


def ends_in(days: int, server: MockServer, run: Run) -> None:
    """Have the model end so many days from now."""
    day = datetime.now(UTC).date() + timedelta(days=days)
    publish(server, {"deprecation_date": day.isoformat()})
    assert run("pull").code == 0
    assert run("generate").code == 0


def codes(run: Run, *options: str) -> list[str]:
    return [finding["code"] for finding in run("check", "--format", "json", *options).json["findings"]]


def test_the_span_of_the_command_goes_before_the_configurations(added: Path, run: Run, server: MockServer) -> None:
    configure(added, '[lifecycle]\nretire_within = "30d"\n')
    ends_in(45, server, run)
    # The acknowledgement of the model's retirement is of no more use, which is a note.
    assert codes(run) == ["model-deprecated", "acknowledgement-unused"]
    assert run("check").code == 0
    assert codes(run, "--retire-within", "60d") == ["model-retiring", "acknowledgement-unused"]
    assert run("check", "--retire-within", "60d").code == 1
    assert codes(run, "--retire-within", "44d") == ["model-deprecated", "acknowledgement-unused"]
    assert codes(run) == ["model-deprecated", "acknowledgement-unused"], (
        "what was concluded for one span is for it alone"
    )


@pytest.mark.parametrize("span", ["60", "d", "two months", "-1d", "99999d"])
def test_a_span_is_written_as_days(added: Path, run: Run, span: str) -> None:
    done = run("check", f"--retire-within={span}")
    assert done.code == 2
    assert "60d" in done.err


def test_an_ending_model_can_be_accepted_for_a_time(added: Path, run: Run, server: MockServer) -> None:
    ends_in(45, server, run)
    entry = f'[[acknowledge]]\ncode = "model-retiring"\nsubject = "{REF}"\nwhy = "we move in May"\nexpires = {{}}\n'
    configure(added, entry.format("9999-12-31"))
    done = run("check", "--retire-within", "60d")
    assert done.code == 0
    assert "we move in May" in done.out


def test_an_acknowledgement_past_its_day_is_told_whatever_it_accepted(added: Path, run: Run) -> None:
    for code in ("range-contradicts-prose", "range-narrowed", "model-retiring", "remote-changed"):
        configure(added, f'[[acknowledge]]\ncode = "{code}"\nwhy = "for now"\nexpires = 2026-01-31\n')
    assert codes(run) == ["acknowledgement-expired"] * 4
    assert codes(run, "--remote") == ["acknowledgement-expired"] * 4
    assert run("check").code == 1
    [finding] = run("lint", "--format", "json").json["findings"][-1:]
    assert (finding["code"], finding["file"]) == ("acknowledgement-expired", "modelmint.toml")
    assert finding["line"]


def test_a_baseline_keeps_old_findings_quiet_and_new_ones_not(added: Path, run: Run, server: MockServer) -> None:
    before = run("lint", "--format", "json")
    old = len(before.json["findings"])
    assert before.code == 1
    done = run("check", "--write-baseline")
    assert done.code == 0
    assert f"modelmint.baseline: {old} findings" in done.out
    assert (added / "modelmint.baseline").is_file()
    quiet = run("lint", "--format", "json").json
    assert (quiet["findings"], quiet["failed"], quiet["summary"]["known"]) == ([], False, old)
    assert run("lint").out == ""
    publish(server, seed={"description": "How much noise (5-9).", "type": "number", "min": 1, "max": 20})
    assert run("pull").code == 0
    done = run("lint")
    assert done.code == 1
    assert "seed" in done.out
    assert "cfg_scale" not in done.out
    assert f"{old} known from before" in done.out


def test_a_baseline_takes_in_only_what_no_command_mends(added: Path, run: Run, server: MockServer) -> None:
    configure(added, '[lifecycle]\non_retired = "error"\n')
    (added / SCHEMA).unlink()
    done = run("check", "--write-baseline")
    assert done.code == 0
    assert "left   1 finding, not for a baseline: missing" in done.out
    text = (added / "modelmint.baseline").read_text(encoding="utf-8")
    assert "missing" not in text
    assert "model-retired" not in text
    assert codes(run) == ["missing"]


def test_a_baseline_is_written_anew_and_where_the_configuration_says(added: Path, run: Run) -> None:
    configure(added, '[drift]\nbaseline = "ci/known.txt"\n')
    assert run("check", "--write-baseline").code == 0
    first = (added / "ci" / "known.txt").read_bytes()
    assert run("check", "--write-baseline").code == 0
    assert (added / "ci" / "known.txt").read_bytes() == first
    assert run("lint").code == 0
    (added / "ci" / "known.txt").unlink()
    assert run("lint").code == 1


def test_check_honours_the_baseline_and_sees_it_change(added: Path, run: Run) -> None:
    snapshot = added / "schemas" / "empiriolabs" / MODEL / "snapshot.json"
    snapshot.write_text(snapshot.read_text(encoding="utf-8").replace("\n", "\n\n", 1), encoding="utf-8")
    assert codes(run) == ["snapshot-edited"]
    assert run("check", "--write-baseline").code == 0
    assert codes(run) == []
    (added / "modelmint.baseline").unlink()
    assert codes(run) == ["snapshot-edited"]


def test_a_baseline_says_nothing_of_what_the_provider_changes(added: Path, run: Run, server: MockServer) -> None:
    changed(server)
    assert run("check", "--write-baseline").code == 0
    assert codes(run, "--remote") == ["remote-changed"]
