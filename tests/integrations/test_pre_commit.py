"""The hooks, run by pre-commit from this repository in a user's."""

import os
import re
import sys
from pathlib import Path

import pytest
from sample_project import UNREACHABLE, run

ROOT = Path(__file__).parents[2]


def test_the_hooks_find_a_stale_file_and_let_the_rest_pass(project: Path, generated: Path) -> None:
    run(project, "git", "init", "--quiet")
    run(project, "git", "add", "--all")
    generated.write_text("{}\n")
    home = os.environ | {"PRE_COMMIT_HOME": str(project.parent / "pre-commit")}
    done = run(project, sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "--all-files", check=False, env=home)
    if UNREACHABLE.search(done.stdout):
        pytest.skip("no package index can be reached, and pre-commit installs its hooks from one")
    ends = re.findall(r"^(modelmint \w+)\.+(Passed|Failed)$", done.stdout, re.MULTILINE)
    assert ends == [("modelmint check", "Failed"), ("modelmint generate", "Failed"), ("modelmint lint", "Passed")]
    assert "changed-by-hand" in done.stdout
    assert done.returncode == 1
