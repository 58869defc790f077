"""The only writer of generated files: what changed and nothing else, all of it or none."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from modelmint.drift.files import Present
from modelmint.ir.files import KeptFiles, digest
from modelmint.ir.frozen import frozen

MANIFEST = ".modelmint.sha256"
_NEW = ".modelmint-new-"
"""How files are named that are not in their place yet: in the target's folder, since to make and remove a folder of
their own takes as long as ten of them."""


@frozen
class Written:
    """What a run did, as paths. `kept` are files that were changed by hand and that we did not touch."""

    written: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    unchanged: int = 0


@frozen
class Plan:
    """What is to be done in one target's folder. `manifest` is what will be ours when it is done."""

    out: Path
    files: Mapping[str, str]
    write: list[str] = field(default_factory=list)
    remove: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    manifest: dict[str, set[str]] = field(default_factory=dict)
    before: Present = field(default_factory=Present)


def read_manifest(out: Path) -> dict[str, set[str]]:
    """What we wrote into a folder, by path; a path may have two hashes if a run was cut short."""
    try:
        text = (out / MANIFEST).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    manifest: dict[str, set[str]] = {}
    for line in text.splitlines():
        digest, _, path = line.partition("  ")
        # The file may have been merged, or written by someone else: nothing outside the folder is ours.
        if path and not path.startswith("/") and ".." not in path.split("/"):
            manifest.setdefault(path, set()).add(digest)
    return manifest


def present(out: Path, wanted: Iterable[str]) -> Present:
    """What is there of the files that are wanted or were ours."""
    manifest = read_manifest(out)
    digests = {path: found for path in {*wanted, *manifest} if (found := _digest(f"{out}/{path}")) is not None}
    return Present(KeptFiles(digests, lambda path: _text(f"{out}/{path}")), manifest)


def _digest(file: str) -> str | None:
    body = _read(file)
    return None if body is None else hashlib.sha256(body).hexdigest()


def _text(file: str) -> str:
    return (_read(file) or b"").decode("utf-8", "surrogateescape")


def _read(file: str) -> bytes | None:
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 - making a Path of each of many names takes longer than this
            body = opened.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    # A checkout may turn line ends about; that is no change of ours or of anybody's.
    return body.replace(b"\r\n", b"\n") if b"\r" in body else body


def write(files: Mapping[str, str], out: Path, *, force: bool = False) -> Written:
    """Make a target's folder hold the files. See `write_all`."""
    return write_all({out: files}, force=force)


def write_all(targets: Mapping[Path, Mapping[str, str]], *, force: bool = False, part: bool = False) -> Written:
    """Make each folder hold its files, and remove those of ours that are no longer wanted.

    Files that were changed by hand are kept, with `force` they are replaced. With `part`, what is not among the
    files is left alone. Everything is staged before the
    first file is replaced, so a failure leaves all as it was; one that is cut short is mended by the next run.

    Raises:
        OSError: something cannot be written.
    """
    plans = [plan(files, out, force=force, part=part) for out, files in targets.items()]
    made: list[Path] = []
    try:
        for one in plans:
            _stage(one, made)
    except BaseException:
        _undo(plans, made)
        raise
    for one in plans:
        _commit(one)
    return Written(
        written=tuple(one.out / path for one in plans for path in one.write),
        removed=tuple(one.out / path for one in plans for path in one.remove),
        kept=tuple(one.out / path for one in plans for path in one.kept),
        unchanged=sum(len(one.unchanged) for one in plans),
    )


def plan(files: Mapping[str, str], out: Path, *, force: bool = False, part: bool = False) -> Plan:
    """What there is to do in a folder; nothing is touched."""
    done = Plan(out, files, before=present(out, files))
    others = done.before.manifest.keys() - files.keys()
    for path in sorted(files if part else {*files, *others}):
        _plan_file(done, path, digest(files, path) if path in files else None, force=force)
    if part:
        done.manifest.update((path, set(done.before.manifest[path])) for path in others)
    return done


def _plan_file(plan: Plan, path: str, wanted: str | None, *, force: bool) -> None:
    there = digest(plan.before.files, path) if path in plan.before.files else None
    if wanted is not None and wanted == there:
        plan.unchanged.append(path)
        plan.manifest[path] = {wanted}
    elif there is not None and not (force or plan.before.ours(path)):
        plan.kept.append(path)
        if path in plan.before.manifest:
            plan.manifest[path] = set(plan.before.manifest[path])
    elif wanted is not None:
        plan.write.append(path)
        plan.manifest[path] = {wanted}
    elif there is not None:
        plan.remove.append(path)


def _stage(plan: Plan, made: list[Path]) -> None:
    _clear(plan.out)
    if plan.write or plan.manifest != plan.before.manifest:
        _make_folder(plan.out, made)
    for folder in dict.fromkeys(path.rpartition("/")[0] for path in plan.write):
        _make_folder(plan.out / folder, made)
    numbers = {path: number for number, path in enumerate(plan.write)}
    # In the order of the files, since those that are kept together come together there.
    for path in filter(numbers.__contains__, plan.files):
        with open(f"{plan.out}/{_NEW}{numbers[path]}", "wb") as staged:  # noqa: PTH123 - as above
            staged.write(plan.files[path].encode())


def _clear(out: Path) -> None:
    """Remove what a run left that was cut short."""
    with suppress(FileNotFoundError), os.scandir(out) as entries:
        for entry in entries:
            if entry.name.startswith(_NEW):
                os.unlink(entry)  # noqa: PTH108 - as above


def _make_folder(folder: Path, made: list[Path]) -> None:
    if not folder.is_dir():
        _make_folder(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _undo(plans: Iterable[Plan], made: list[Path]) -> None:
    for plan in plans:
        with suppress(OSError):
            _clear(plan.out)
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()


def _commit(plan: Plan) -> None:
    manifest = {path: set(hashes) for path, hashes in plan.before.manifest.items()}
    if plan.write or plan.remove:
        # Old and new count as ours until the end, so that a run that is cut short leaves nothing that looks foreign.
        manifest |= {path: hashes | manifest.get(path, set()) for path, hashes in plan.manifest.items()}
        _write_manifest(plan.out, manifest)
    for number, path in enumerate(plan.write):
        os.replace(f"{plan.out}/{_NEW}{number}", f"{plan.out}/{path}")  # noqa: PTH105 - as above
    for path in plan.remove:
        (plan.out / path).unlink(missing_ok=True)
        _remove_empty((plan.out / path).parent, plan.out)
    if plan.manifest != manifest:
        _write_manifest(plan.out, plan.manifest)


def _remove_empty(folder: Path, out: Path) -> None:
    while folder != out and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _write_manifest(out: Path, manifest: Mapping[str, Iterable[str]]) -> None:
    text = "".join(f"{digest}  {path}\n" for path in sorted(manifest) for digest in sorted(manifest[path]))
    if text:
        staged = out / f"{_NEW}manifest"
        staged.write_bytes(text.encode())
        staged.replace(out / MANIFEST)
    else:
        (out / MANIFEST).unlink(missing_ok=True)
