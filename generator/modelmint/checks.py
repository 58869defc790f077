"""What `check` looks at, and what it may conclude from having looked at the very same files before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelmint.diagnostics.cache import from_cache, to_cache
from modelmint.diagnostics.finding import Code, Finding, Severity
from modelmint.stamp import look

if TYPE_CHECKING:
    from pathlib import Path

    from modelmint.diagnostics.report import Report
    from modelmint.pipeline import Project, Readings


CODES = {
    "snapshot-absent": Code(Severity.ERROR, "The configuration names a model that has no snapshot."),
    "snapshot-unlisted": Code(Severity.ERROR, "A snapshot is there whose model the configuration does not name."),
}
"""The codes that only the whole project can give."""


def check(project: Project) -> Report:
    """All that is wrong with the project as it lies on disk, without asking the network.

    What was found in the very same files on the same day is taken from the cache.
    """
    from modelmint import basis

    stamp = project.stamp("check")
    known = stamp.read() if stamp else None
    if known is not None:
        return told(known)
    before = look(basis.products(project.config)) | look(basis.manifests(project.config)) | project.sources()
    found = _found(project)
    if stamp:
        stamp.keep(before | look(_places(project, found)), json.dumps(to_cache(found)))
    return found


def proved(project: Project) -> Report:
    """What the packs' own checks say of what they made."""
    from modelmint.render import load_pack
    from modelmint.render.prove import CODES as PROOFS
    from modelmint.render.prove import prove
    from modelmint.settle import report

    found: list[Finding] = []
    for target in project.config.targets.values():
        pack = load_pack(target.pack, project.config.packs)
        found += prove(pack, project.config.root / target.out, target.out.as_posix())
    return report(project, found, PROOFS, whole=True)


def told(stamped: str) -> Report:
    """What a check found, from what it kept."""
    return from_cache(json.loads(stamped))


def _places(project: Project, found: Report) -> set[Path]:
    """The files that are spoken of; one that is missing is among no others."""
    findings = [each.finding for each in (*found.entries, *(each.entry for each in found.acknowledged))]
    return {project.config.root / finding.origin.file for finding in findings if finding.origin}


def _found(project: Project) -> Report:
    from modelmint.settle import expired, report

    codes = _codes()
    found = report(project, [*_snapshots(project), *_models(project)], codes, whole=True)
    return found.joined(expired(project, codes))


def lasting(project: Project) -> tuple[list[Finding], list[Finding]]:
    """What `check` and `lint` find: that which a project may leave as it was when it adopted us, and the rest.

    The rest is what one of our commands mends, and what says another thing tomorrow.
    """
    from collections import Counter

    from modelmint.diagnostics import lifecycle, policy
    from modelmint.diagnostics.baseline import fingerprint, without
    from modelmint.drift import files
    from modelmint.pipeline import linted

    found = [*_snapshots(project), *_models(project)]
    found += without(linted(project, project.config.models), Counter(map(fingerprint, found)))
    settled = policy.settle(found, project.config, project.today).findings
    passing = {*files.CODES, *lifecycle.CODES, *policy.CODES}
    lasts = [each for each in settled if each.code not in passing]
    return lasts, [each for each in settled if each.code in passing]


def _codes() -> set[str]:
    from modelmint import overlay, read
    from modelmint.diagnostics import lifecycle
    from modelmint.drift import files
    from modelmint.snapshot import verify

    return {*CODES, *lifecycle.CODES, *overlay.CODES, *read.CODES, *verify.CODES, *files.CODES}


def _snapshots(project: Project) -> Iterator[Finding]:
    from modelmint.settle import on_snapshot
    from modelmint.snapshot.verify import verify

    yield from verify(project.store)
    named, kept = dict.fromkeys(project.config.models), dict.fromkeys(project.store.refs())
    locked = project.store.lock().entries
    for ref in named:
        if ref not in kept and ref not in locked:
            yield on_snapshot(project, ref, CODES, "snapshot-absent", "there is no snapshot", f"modelmint pull {ref}")
    for ref in kept:
        if ref not in named:
            said = f"{project.config.file.name} does not name this model"
            hint = f"modelmint add {ref}, or modelmint remove {ref}"
            yield on_snapshot(project, ref, CODES, "snapshot-unlisted", said, hint)


def _models(project: Project) -> Iterator[Finding]:
    """What reading, correcting and generating find, and the models that end."""
    from modelmint.diagnostics.lifecycle import aging
    from modelmint.pipeline import Readings

    kept, readings = set(project.store.refs()), Readings(project)
    present = [ref for ref in project.config.models if ref in kept]
    gists = readings.gists(present)
    for one in gists:
        yield from (*one.errors, *one.stale)
    endings = (aging(one.model, project.config.lifecycle, project.today) for one in gists)
    yield from (finding for finding in endings if finding is not None)
    if len(present) == len(project.config.models):
        yield from _files(project, readings)


def _files(project: Project, readings: Readings) -> Iterator[Finding]:
    from modelmint.drift.files import compare
    from modelmint.pipeline import wanted
    from modelmint.write import present

    for out, files in wanted(project, readings=readings).items():
        yield from compare(files, present(out, files), out.relative_to(project.config.root).as_posix())
