"""SARIF against the schema of the standard itself, as an npm package of its authors carries it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from modelmint.diagnostics.finding import Finding, Severity
from modelmint.diagnostics.report import Acknowledged, Entry, Report
from modelmint.diagnostics.sarif import render
from modelmint.ir.origin import Origin

PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
FILE = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
SHA256 = "2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8"


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Draft4Validator:
    """The schema, checked to be the one that these tests were written for."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("the standard's schema comes in an npm package, and there is no npm")
    folder = tmp_path_factory.mktemp("sarif")
    done = subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the standard's schema comes in an npm package, which cannot be had: {done.stderr[-200:]}")
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        member = archive.extractfile(FILE)
        assert member is not None
        body = member.read()
    assert hashlib.sha256(body).hexdigest() == SHA256
    return Draft4Validator(json.loads(body), format_checker=Draft4Validator.FORMAT_CHECKER)


def document(severity: Severity, line: int, *texts: str) -> Any:
    """What is written of a report with one finding, which is accepted too, made of the texts."""
    code, message, file, subject, parameter, hint = texts
    place = Origin(file, "/a") if file else None
    entry = Entry(Finding(code, severity, message, place, subject, parameter or None, hint), line)
    return json.loads(render(Report((entry,), (Acknowledged(entry, message, date(2027, 1, 1)),)), {code: hint}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(Severity), st.integers(0, 9), st.tuples(*[st.text(max_size=8)] * 6))
def test_what_is_written_is_valid_whatever_is_found(
    official: Draft4Validator, severity: Severity, line: int, texts: tuple[str, ...]
) -> None:
    official.validate(document(severity, line, *texts))


def test_a_report_of_nothing_is_valid(official: Draft4Validator) -> None:
    official.validate(json.loads(render(Report(), {})))


def test_the_schema_refuses_what_is_not_right(official: Draft4Validator) -> None:
    wrong = document(Severity.ERROR, 1, "a", "b", "c", "d", "e", "f")
    wrong["runs"][0]["results"][0]["level"] = "grave"
    assert not official.is_valid(wrong)
