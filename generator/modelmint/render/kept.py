"""What tools made of a text, kept by what it was made from, so that it need not be made again."""

from __future__ import annotations

from pathlib import Path

_KEPT: dict[str, str] = {}


def recall(key: str, folder: Path | None) -> str | None:
    """What is kept under the key, in this process or in the folder; None if nothing is."""
    if key not in _KEPT and folder is not None and (file := folder / key[:2] / key).is_file():
        _KEPT[key] = file.read_bytes().decode()
    return _KEPT.get(key)


def keep(key: str, text: str, folder: Path | None) -> None:
    """Keep a text, in this process and in the folder."""
    _KEPT[key] = text
    if folder is not None:
        place = folder / key[:2]
        place.mkdir(parents=True, exist_ok=True)
        temporary = place / f"{key}.new"
        temporary.write_bytes(text.encode())
        temporary.replace(place / key)
