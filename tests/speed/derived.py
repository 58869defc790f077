"""Projects of any size: our example model under as many names, with its corrections or without."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from modelmint.ir.ids import ModelRef
from modelmint.ir.types import KINDS
from modelmint.snapshot.lock import Lock, LockEntry
from modelmint.snapshot.lock import spell as spell_lock

SOURCE = "empiriolabs"
EXAMPLE = Path(__file__).parents[2] / "schemas" / SOURCE / "amazon-nova-canvas"
TARGETS = ("python", "json-schema", "validator", "markdown")
PACK = """about = "A test"
[options.mark]
type = "string"
default = "none"
doc = "A word"
[[outputs]]
template = "model.txt.jinja"
path = "{{ model.module }}.txt"
per = "model"
[[outputs]]
template = "all.txt.jinja"
path = "all.txt"
per = "all"
"""
"""A pack of the project's own: a file a model, and one that all share."""
DAY = datetime(2026, 1, 1, tzinfo=UTC)


def names(count: int) -> list[str]:
    """Ids of so many models."""
    return [f"nova-{number:04}" for number in range(count)]


def project(folder: Path, ids: Collection[str], *, targets: Collection[str] = TARGETS, corrected: bool = False) -> Path:
    """A project of models that differ in their names only; nothing is generated yet."""
    overlay = (EXAMPLE / "overlay.toml").read_text(encoding="utf-8")
    for id_ in ids:
        place = snapshot(folder, id_)
        place.parent.mkdir(parents=True)
        place.write_text(document(id_), encoding="utf-8")
        if corrected:
            place.with_name("overlay.toml").write_text(overlay, encoding="utf-8")
    lock(folder, ids)
    configure(folder, ids, targets)
    return folder


def snapshot(folder: Path, id_: str) -> Path:
    """Where the document of a model lies."""
    return folder / "schemas" / SOURCE / ModelRef(SOURCE, id_).folder / "snapshot.json"


def document(id_: str, **other: object) -> str:
    """The example's document under another name, and with other members."""
    known = json.loads((EXAMPLE / "snapshot.json").read_text(encoding="utf-8"))
    known |= {"id": id_, "deprecation_date": None, "examples": None, **other}
    text = json.dumps(known, indent=2, ensure_ascii=False) + "\n"
    return text.replace('"model": "amazon-nova-canvas"', f'"model": {json.dumps(id_)}')


def lock(folder: Path, ids: Collection[str]) -> None:
    """Write down the documents as they are now as those that came in."""
    from hashlib import sha256

    def entry(id_: str) -> LockEntry:
        body = sha256(snapshot(folder, id_).read_bytes()).hexdigest()
        return LockEntry(f"https://example.com/{id_}", body, body, DAY)

    entries = {ModelRef(SOURCE, id_): entry(id_) for id_ in ids}
    (folder / "schemas" / "lock.toml").write_text(spell_lock(Lock(entries)), encoding="utf-8")


def configure(folder: Path, ids: Collection[str], targets: Collection[str] = TARGETS, more: str = "") -> None:
    """Write the configuration; `more` goes to its end."""
    models = "".join(f'  "{SOURCE}:{id_}",\n' for id_ in ids)
    outs = "".join(f'\n[targets.{target}]\nout = "generated/{target}"\n' for target in targets)
    text = f'models = [\n{models}]\n\n[sources.{SOURCE}]\nkind = "{SOURCE}"\n{outs}{more}'
    (folder / "modelmint.toml").write_text(text, encoding="utf-8")


def pack(folder: Path) -> Path:
    """Put the pack into a project, without its templates, which are up to the test; gives its folder."""
    own = folder / "packs" / "own"
    own.mkdir(parents=True, exist_ok=True)
    (own / "types.jinja").write_text("".join(f"{{% macro {kind}(t) %}}{{% endmacro %}}\n" for kind in KINDS))
    (own / "pack.toml").write_text(PACK)
    return own
