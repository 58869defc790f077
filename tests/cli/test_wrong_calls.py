"""A call that cannot work ends with 2 and says what was wrong with it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from projects import REF, Run

WRONG = {
    "pull --timeout 0": "0.0 is not in the range x>0",
    "pull --at-once 0": "0 is not in the range x>=1",
    "pull --max-bytes -1": "-1 is not in the range x>=1",
    "conform --random -1": "-1 is not in the range x>=0",
    "mock --port 65536": "65536 is not in the range 0<=x<=65535",
    "mock --host 192.0.2.1": "cannot listen on 192.0.2.1, port 8787: Cannot assign requested address",
    "diff --schema old.json new.json": "old.json: No such file or directory",
    "rules range-narowed": "there is no code 'range-narowed'; did you mean 'range-narrowed'?",
    "rules nonsense": "there is no code 'nonsense'; modelmint rules lists all",
    "show kling": "'kling' is not a model; write SOURCE:MODEL, such as empiriolabs:kling",
    f"add {REF} {REF}-2 --from modelmint.toml": "is the document of one model, and 2 are named",
}


@pytest.mark.parametrize(("call", "said"), WRONG.items(), ids=WRONG)
def test_a_wrong_call_is_told_in_words(added: Path, run: Run, call: str, said: str) -> None:
    done = run(*call.split())
    assert (done.code, done.out) == (2, "")
    assert said in done.err.partition("\nError: ")[2]


def test_a_port_that_is_taken_is_named_with_the_way_out(added: Path, run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("mock", "--port", str(port))
    assert done.code == 2
    assert f"cannot listen on 127.0.0.1, port {port}: Address already in use; --port 0 takes any free one" in done.err


def test_there_is_nothing_to_serve_without_a_model(project: Path, run: Run) -> None:
    done = run("mock", "--format", "json")
    assert (done.code, done.out) == (2, "")
    assert "there is no model to serve; add one with: modelmint add SOURCE:MODEL" in done.err


def test_a_file_that_describes_no_model_is_named_itself(added: Path, run: Run) -> None:
    (added / "list.json").write_text("[1]", encoding="utf-8")
    done = run("add", f"{REF}-2", "--from", "list.json")
    assert done.code == 1
    assert "Error: list.json describes no model: the document is [1]" in done.err
