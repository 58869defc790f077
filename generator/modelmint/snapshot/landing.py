"""Files of a whole project put in place as one, if nobody has touched them since they were looked at."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from modelmint.snapshot import journal
from modelmint.snapshot.errors import StoreError
from modelmint.snapshot.journal import Change
from modelmint.stamp import OWN

_WITHIN: Final = f"{OWN}/landing"
_SHOWN: Final = 3


def land(files: Mapping[str, bytes | None], seen: Mapping[str, bytes], root: Path) -> None:
    """Make files hold what they are to hold, None for not to be there; if one cannot, all are as they were.

    `seen` is what the project's files held when the change was computed. After a crash, whoever opens the
    project next ends what was begun: see `finish`.

    Raises:
        StoreError: a file was changed meanwhile, or cannot be written.
    """
    if not files:
        return
    from modelmint.snapshot.guard import guard  # most commands only look whether there is anything to finish

    try:
        (root / OWN).mkdir(exist_ok=True)
        with guard(root / OWN):
            journal.recover(root, _WITHIN)
            _refuse_edited({**dict.fromkeys(files), **seen}, root)
            journal.swap(root, [Change(*each) for each in files.items()], _WITHIN)
    except OSError as error:
        raise StoreError(root, f"cannot write: {error.strerror or error}", "nothing was changed") from error


def finish(root: Path) -> None:
    """End what a crash left over, if it did.

    Raises:
        StoreError: that cannot be done.
    """
    if not (root / _WITHIN / journal.LIST).exists():
        return
    from modelmint.snapshot.guard import guard

    try:
        with guard(root / OWN):
            journal.recover(root, _WITHIN)
    except OSError as error:
        hint = f"let modelmint write there, or remove {_WITHIN} and restore the files from git"
        raise StoreError(root, f"an update was cut short and cannot be ended: {error}", hint) from error


def _refuse_edited(seen: Mapping[str, bytes | None], root: Path) -> None:
    edited = [path for path, body in seen.items() if _held(root / path) != body]
    if edited:
        more = f" and {len(edited) - _SHOWN} others" if len(edited) > _SHOWN else ""
        shown = ", ".join(edited[:_SHOWN])
        raise StoreError(root / edited[0], f"{shown}{more} changed meanwhile", "nothing was changed; run it again")


def _held(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
