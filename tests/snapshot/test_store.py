"""Documents are kept as they came, and what says nothing new changes no byte."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint.ir.ids import ModelRef
from modelmint.ir.text import canonical_hash, parse, spell
from modelmint.snapshot import Arrival, LockEntry, NoSnapshotError, Store, StoreError
from modelmint.snapshot.verify import verify

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 8, 30, 5, tzinfo=UTC)
NOVA = ModelRef("empiriolabs", "amazon-nova-canvas")
PRO = ModelRef("empiriolabs", "deepseek-v4-pro:Variant2")


def arrival(ref: ModelRef = NOVA, text: str = '{"id": "x", "max": 1.50}', **more: object) -> Arrival:
    facts = {"source_url": f"https://x.test/{ref.id}", "body_hash": "b" * 64, "etag": 'W/"1"', **more}
    return Arrival(ref, parse(text), **facts)  # type: ignore[arg-type] # the tests name the facts


def store(tmp_path: Path, now: datetime = NOON) -> Store:
    return Store(tmp_path / "schemas", now=lambda: now)


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_document_is_kept_in_its_order_and_with_its_digits(tmp_path: Path) -> None:
    assert store(tmp_path).write(arrival()) == {NOVA: "added"}
    snapshot = store(tmp_path).read(NOVA)
    assert snapshot.text == '{\n  "id": "x",\n  "max": 1.50\n}\n'
    assert snapshot.file == "schemas/empiriolabs/amazon-nova-canvas/snapshot.json"
    assert (tmp_path / snapshot.file).read_text() == snapshot.text


def test_the_lock_says_where_it_came_from(tmp_path: Path) -> None:
    store(tmp_path).write(arrival(PRO, transcription=True, etag=None), arrival())
    assert (tmp_path / "schemas" / "lock.toml").read_text() == LOCK
    entry = store(tmp_path).lock().entries[NOVA]
    assert (entry.etag, entry.fetched_at, entry.transcription) == ('W/"1"', NOON, False)


HASH = canonical_hash(parse('{"id": "x", "max": 1.50}'))
LOCK = f"""\
# What each snapshot came from. Written by modelmint; after a merge, `modelmint pull` puts it right.
version = 1

[models."empiriolabs:amazon-nova-canvas"]
source_url = "https://x.test/amazon-nova-canvas"
body_hash = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
canonical_hash = "{HASH}"
fetched_at = 2026-11-22T12:00:00Z
etag = "W/\\"1\\""

[models."empiriolabs:deepseek-v4-pro:Variant2"]
source_url = "https://x.test/deepseek-v4-pro:Variant2"
body_hash = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
canonical_hash = "{HASH}"
fetched_at = 2026-11-22T12:00:00Z
transcription = true
"""


@pytest.mark.parametrize("more", [{}, {"etag": "new", "body_hash": "c" * 64}, {"transcription": True}])
def test_what_says_nothing_new_changes_no_byte(tmp_path: Path, more: dict[str, object]) -> None:
    store(tmp_path).write(arrival(), arrival(PRO))
    before = tree(tmp_path)
    assert store(tmp_path, LATER).write(arrival(**more)) == {NOVA: "unchanged"}
    assert tree(tmp_path) == before


def test_a_changed_document_replaces_its_own_and_no_other(tmp_path: Path) -> None:
    store(tmp_path).write(arrival(), arrival(PRO))
    before = tree(tmp_path)
    effects = store(tmp_path, LATER).write(arrival(text='{"max": 1.5}'), arrival(PRO))
    assert effects == {NOVA: "changed", PRO: "unchanged"}
    changed = {path for path, file in tree(tmp_path).items() if before[path] != file}
    assert changed == {"schemas/lock.toml", "schemas/empiriolabs/amazon-nova-canvas/snapshot.json"}
    assert store(tmp_path).lock().entries[NOVA].fetched_at == LATER


def test_the_first_live_answer_confirms_a_transcription(tmp_path: Path) -> None:
    store(tmp_path).write(arrival(transcription=True, etag=None))
    assert store(tmp_path).unchanged_since(NOVA) is None
    assert store(tmp_path, LATER).write(arrival()) == {NOVA: "confirmed"}
    entry = store(tmp_path).unchanged_since(NOVA)
    assert entry is not None
    assert (entry.transcription, entry.fetched_at, entry.etag) == (False, LATER, 'W/"1"')


def test_a_store_sees_what_it_wrote(tmp_path: Path) -> None:
    one = store(tmp_path)
    assert (one.refs(), one.lock().entries) == ((), {})
    one.write(arrival(), arrival(PRO))
    assert one.refs() == tuple(one.lock().entries) == (NOVA, PRO)
    one.remove(NOVA)
    assert one.refs() == tuple(one.lock().entries) == (PRO,)


def test_removing_keeps_the_corrections(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.write(arrival(), arrival(PRO))
    one.overlay(NOVA).write_text("ours")
    one.remove(NOVA, PRO, ModelRef("empiriolabs", "never-there"))
    assert [path for path in tree(tmp_path) if "lock" not in path] == [
        "schemas/empiriolabs/amazon-nova-canvas/overlay.toml"
    ]
    assert not one.path(PRO).parent.exists()


def test_what_is_absent_says_which_command_brings_it(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshotError, match="modelmint pull empiriolabs:amazon-nova-canvas"):
        store(tmp_path).read(NOVA)


def test_a_snapshot_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    store(tmp_path).write(arrival())
    store(tmp_path).path(NOVA).write_bytes(b'{\n "a": "\xff"}')
    with pytest.raises(StoreError, match=r"snapshot.json:2: the file is not UTF-8"):
        store(tmp_path).read(NOVA)


def test_reading_writes_nothing(tmp_path: Path) -> None:
    one = store(tmp_path)
    assert (one.refs(), verify(one), list(tmp_path.iterdir())) == ((), [], [])


def test_findings_name_files_below_the_project(tmp_path: Path) -> None:
    one = Store(tmp_path / "data" / "schemas", tmp_path)
    assert one.file(NOVA) == "data/schemas/empiriolabs/amazon-nova-canvas/snapshot.json"


IDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@given(st.lists(IDS, min_size=1, max_size=5, unique=True))
def test_any_id_has_a_place_of_its_own(tmp_path_factory: pytest.TempPathFactory, ids: list[str]) -> None:
    one = store(tmp_path_factory.mktemp("ids"))
    refs = [ModelRef("e", id_) for id_ in ids]
    one.write(*(arrival(ref, spell({"id": ref.id})) for ref in refs))
    assert one.refs() == tuple(sorted(refs))
    for ref in refs:
        assert parse(one.read(ref).text) == {"id": ref.id}
    assert verify(one) == []


def test_a_hand_edited_snapshot_is_found(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.write(arrival(), arrival(PRO))
    one.path(NOVA).write_text('{"max": 2}')
    [finding] = verify(one)
    assert (finding.code, finding.subject) == ("snapshot-edited", str(NOVA))
    assert finding.origin is not None
    assert finding.origin.file == "schemas/empiriolabs/amazon-nova-canvas/snapshot.json"
    assert "modelmint pull empiriolabs:amazon-nova-canvas" in finding.hint
    assert one.unchanged_since(NOVA) is None, "a conditional request would leave it as it is"
    assert one.write(arrival()) == {NOVA: "changed"}
    assert verify(one) == []


def test_windows_line_ends_are_no_edit(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.write(arrival())
    text = one.path(NOVA).read_bytes()
    one.path(NOVA).write_bytes(text.replace(b"\n", b"\r\n"))
    assert verify(one) == []
    assert one.write(arrival()) == {NOVA: "unchanged"}


def test_a_missing_snapshot_is_found_at_its_line_of_the_lock(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.write(arrival())
    one.path(NOVA).unlink()
    [finding] = verify(store(tmp_path))
    assert finding.code == "snapshot-missing"
    assert finding.origin is not None
    assert (finding.origin.file, finding.origin.pointer) == ("schemas/lock.toml", f"/models/{NOVA}")


def test_a_snapshot_that_the_lock_does_not_know_is_found(tmp_path: Path) -> None:
    one = store(tmp_path)
    one.write(arrival())
    (one.root / "lock.toml").unlink()
    assert [finding.code for finding in verify(store(tmp_path))] == ["snapshot-not-locked"]


def test_a_folder_that_we_would_not_name_so_is_none_of_ours(tmp_path: Path) -> None:
    for name in ("UPPER", "%ff", "%61"):
        (tmp_path / "schemas" / "e" / name).mkdir(parents=True)
        (tmp_path / "schemas" / "e" / name / "snapshot.json").write_text("{}")
    assert store(tmp_path).refs() == ()


BROKEN_LOCKS = {
    "<<<<<<< ours\nversion = 1\n": r"lock.toml:1: this is not TOML",
    "version = 1\n\n<<<<<<< ours\n": r"lock.toml:3: this is not TOML",
    "version = 2\n": "version is 2; this modelmint reads version 1",
    "": "version is None",
    "version = 1\nmodels = 3": "models is not a table",
    'version = 1\n[models."no-colon"]': "write SOURCE:MODEL",
    'version = 1\n[models."e:a"]\nsource_url = "x"': "the entry of e:a is not one that modelmint wrote",
    LOCK.replace("fetched_at", "fetched_on"): "is not one that modelmint wrote",
    LOCK.replace("transcription = true", "transcription = 1"): "is not one that modelmint wrote",
}


@pytest.mark.parametrize(("text", "message"), BROKEN_LOCKS.items(), ids=range(len(BROKEN_LOCKS)))
def test_a_broken_lock_says_how_to_mend_it(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "lock.toml").write_text(text)
    with pytest.raises(StoreError, match=message) as caught:
        store(tmp_path).lock()
    assert "modelmint pull" in caught.value.hint


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_header_survives_the_lock(tmp_path_factory: pytest.TempPathFactory, etag: str, url: str) -> None:
    one = store(tmp_path_factory.mktemp("lock"))
    one.write(arrival(etag=etag, source_url=url))
    entry = store(one.root.parent).lock().entries[NOVA]
    assert (entry.etag or "", entry.source_url) == (etag, url)
    assert isinstance(entry, LockEntry)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "schemas").write_text("a file")
    with pytest.raises(StoreError, match=r"schemas: cannot write: .*nothing was changed"):
        store(tmp_path).write(arrival())


def test_a_document_that_is_no_json_leaves_all_as_it_was(tmp_path: Path) -> None:
    store(tmp_path).write(arrival())
    before = tree(tmp_path)
    wrong = Arrival(PRO, {"a": Decimal("NaN")}, "https://x.test", "b" * 64)
    with pytest.raises(TypeError):
        store(tmp_path).write(arrival(text="{}"), wrong)
    assert tree(tmp_path) == before
