"""The report as SARIF 2.1.0, which code hosts and editors show beside the lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from modelmint.diagnostics.baseline import fingerprint
from modelmint.diagnostics.plain import plain, plain_json
from modelmint.diagnostics.report import Acknowledged, Entry, Report
from modelmint.ir.text import spell
from modelmint.ir.value import Json

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report, purposes: Mapping[str, str]) -> str:
    """One run. `purposes` says what each code means."""
    everything = [*report.entries, *(each.entry for each in report.acknowledged)]
    codes = sorted({entry.finding.code for entry in everything})
    driver: dict[str, Json] = {
        "name": "modelmint",
        "rules": [_rule(code, purposes.get(code, "")) for code in codes],
    }
    results: list[Json] = [_result(entry, codes) for entry in report.entries]
    results += [_suppressed(each, codes) for each in report.acknowledged]
    run: dict[str, Json] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return plain_json(spell({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}))


def _rule(code: str, purpose: str) -> dict[str, Json]:
    return {"id": code, "shortDescription": {"text": purpose}} if purpose else {"id": code}


def _result(entry: Entry, codes: list[str]) -> dict[str, Json]:
    finding = entry.finding
    said = f"{finding.message}\nnext: {finding.hint}" if finding.hint else finding.message
    result: dict[str, Json] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity.value,
        "message": {"text": _whole(said)},
        "partialFingerprints": {"modelmint/v1": fingerprint(finding)},
    }
    location = _location(entry)
    return {**result, "locations": [location]} if location else result


def _location(entry: Entry) -> dict[str, Json]:
    finding = entry.finding
    location: dict[str, Json] = {}
    if finding.origin is not None:
        uri = quote(finding.origin.file.encode("utf-8", "replace"))
        place: dict[str, Json] = {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}}
        location["physicalLocation"] = {**place, "region": {"startLine": entry.line}} if entry.line else place
    about = ".".join(filter(None, (finding.subject, finding.parameter)))
    if about:
        location["logicalLocations"] = [{"fullyQualifiedName": _whole(plain(about))}]
    return location


def _suppressed(acknowledged: Acknowledged, codes: list[str]) -> dict[str, Json]:
    why = f"{acknowledged.why} (until {acknowledged.expires})"
    return {**_result(acknowledged.entry, codes), "suppressions": [{"kind": "external", "justification": _whole(why)}]}


def _whole(text: str) -> str:
    """Half a surrogate pair can stand in a JSON text, but in no file."""
    return text.encode("utf-8", "replace").decode()
