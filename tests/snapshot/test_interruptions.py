"""However a write ends, a reader finds all of the old state or all of the new."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from modelmint.ir.ids import ModelRef
from modelmint.ir.text import parse
from modelmint.snapshot import Arrival, Store, StoreError
from modelmint.snapshot.guard import guard
from modelmint.snapshot.verify import verify

if sys.platform == "win32":
    pytest.skip("the interruptions need fork and kill", allow_module_level=True)

HERE = Path(__file__).parent
FIRST = '{\n  "version": 1\n}\n'
SECOND = '{\n  "version": 2\n}\n'
BEFORE = {"e:gone": FIRST, "e:old": FIRST}
AFTER = {"write": {"e:gone": FIRST, "e:new": SECOND, "e:old": SECOND}, "remove": {}}


def interruptions(folder: Path, fault: str, action: str) -> list[Any]:
    command = [sys.executable, str(HERE / "interruptions.py"), str(folder), fault, action]
    return list(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout))


@pytest.mark.parametrize("action", ["write", "remove"])
@pytest.mark.parametrize("fault", ["kill", "full"])
def test_at_every_step_the_state_is_the_old_or_the_new(tmp_path: Path, fault: str, action: str) -> None:
    seen = interruptions(tmp_path, fault, action)
    assert len(seen) > 15, "there are more steps than that"
    states = [outcome["found"] for outcome in seen]
    turn = states.index(AFTER[action])
    assert states == [BEFORE] * turn + [AFTER[action]] * (len(states) - turn)
    assert [outcome["interrupted"] for outcome in seen] == [True] * (len(seen) - 1) + [False]
    assert any(outcome["interrupted"] for outcome in seen[turn:]), "some steps come after the change counts as made"


@pytest.mark.parametrize("action", ["write", "remove"])
def test_the_next_write_clears_away_what_was_left(tmp_path: Path, action: str) -> None:
    for outcome in interruptions(tmp_path, "kill", action):
        assert outcome["after"] == outcome["found"] | {"e:beside": "{}\n"}
        assert outcome["left"] == []


LOOP = """
import itertools, sys
from pathlib import Path
from modelmint.ir.ids import ModelRef
from modelmint.snapshot import Arrival, Store
print("ready", flush=True)
for number in itertools.count():
    arrivals = (Arrival(ModelRef("e", f"m{n}"), {"version": number}, "https://x.test", "b") for n in range(3))
    Store(Path(sys.argv[1])).write(*arrivals)
"""


def test_a_process_killed_at_any_time_leaves_one_version(tmp_path: Path) -> None:
    seed = random.Random(7)
    for _ in range(12):
        with subprocess.Popen([sys.executable, "-c", LOOP, str(tmp_path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(seed.uniform(0, 0.06))
            process.kill()
        store = Store(tmp_path)
        assert verify(store) == []
        assert len({store.read(ref).text for ref in store.refs()}) <= 1


ADD = """
import sys
from pathlib import Path
from modelmint.ir.ids import ModelRef
from modelmint.snapshot import Arrival, Store
for number in range(25):
    ref = ModelRef(sys.argv[2], f"m{number}")
    Store(Path(sys.argv[1])).write(Arrival(ref, {"id": ref.id}, "https://x.test", "b"))
"""


def test_two_processes_lose_nothing_of_each_other(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", ADD, str(tmp_path), name]) for name in ("a", "b")]
    while any(writer.poll() is None for writer in writers):
        assert verify(Store(tmp_path)) == []
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(Store(tmp_path).refs()) == len(Store(tmp_path).lock().entries) == 50
    assert not list(tmp_path.glob(".*"))


def test_a_writer_does_not_wait_for_ever(tmp_path: Path) -> None:
    with (
        guard(tmp_path),
        pytest.raises(StoreError, match="another process has been writing"),
        guard(tmp_path, patience=0.05),
    ):
        pass
    with guard(tmp_path, patience=0):
        pass


def test_a_list_of_moves_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".pending").mkdir()
    for moves in ('{"../x": "0"}', '{"/etc/x": "0"}', "[]", "{", '{"C:/x": "0"}', '{"a": "../../x"}', '{"a": 3}'):
        (tmp_path / ".pending" / "moves.json").write_text(moves)
        with pytest.raises(StoreError, match=r"remove the folder \.pending"):
            Store(tmp_path)


def test_a_failed_document_gives_the_folder_free(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        Store(tmp_path).write(Arrival(ModelRef("e", "a"), {"a": 1.5}, "https://x.test", "b"))  # type: ignore[dict-item] # no JSON
    Store(tmp_path).write(Arrival(ModelRef("e", "a"), parse("{}"), "https://x.test", "b"))
