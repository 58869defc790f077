"""Requests that are made to hurt, against the ES modules: bounded time and memory, and a clear answer in few words."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from modules import javascript

from modelmint.conform.javascript import JavaScript
from modelmint.ir.types import Any, Array, Integer, Map, Record, String, UnionOf
from nouns import model, parameter

MODEL = model(
    parameter("text", String(max_length=5, pattern="^(ab?)+$")),
    parameter("whole", Integer()),
    parameter("free", Any()),
    parameter("named", Map(Integer(), keys=String(pattern="^[a-z]+$"))),
    parameter("different", Array(Any(), unique=True)),
    parameter("either", UnionOf((Array(Integer()), Array(String())))),
    parameter("record", Record("Record", (parameter("known", Integer()),), additional=Any())),
    additional=Integer(),
)
FIRE = {
    "a text of 10 MB": ("{ text: 'ab'.repeat(5e6) }", ["too-long"]),
    "a text of 10 MB for a number": ("{ whole: 'ab'.repeat(5e6) }", ["wrong-type"]),
    "a whole number of 100,000 digits": ("{ whole: 10n ** 100000n }", []),
    "a list 100,000 deep": ("{ free: nested(1e5) }", ["too-deep"]),
    "an object that holds itself": ("{ free: cycle(), record: cycle() }", ["too-deep", "too-deep"]),
    "two million numbers": ("{ free: Array(2e6).fill(0) }", ["too-deep"]),
    "a list of holes": ("{ free: new Array(4e9) }", ["too-deep"]),
    "one list many times over": ("{ free: doubled(60) }", ["too-deep"]),
    "100,000 names that do not match": ("{ named: Object.fromEntries(many(1)) }", None),
    "a name of 10 MB that does not match": ("{ named: { ['-'.repeat(1e7)]: 1 } }", ["no-match"]),
    "100,000 values of another kind": ("Object.fromEntries(many(NaN))", None),
    "100,000 free values that are none": ("{ record: Object.fromEntries(many(Symbol())) }", None),
    "100,000 objects, two of which are equal": ("{ different: [...many(1), ['x7', 1]] }", ["not-unique"]),
    "100,000 items of no member": ("{ either: Array(1e5).fill(null) }", ["no-member"]),
    "a request that holds itself": ("(() => { const all = {}; all.free = all; return all; })()", ["too-deep"]),
}
SCRIPT = """
const { validate } = await import(process.argv[1]);
const many = (value) => Array.from({ length: 1e5 }, (_, at) => [`x${at}`, value]);
const nested = (depth) => { let value = []; while (depth-- > 0) value = [value]; return value; };
const doubled = (depth) => { let value = []; while (depth-- > 0) value = [value, value]; return value; };
const cycle = () => { const value = {}; value.again = value; return value; };
const request = %s;
const begun = performance.now();
const problems = validate(request);
const words = problems.join("\\n").length;
console.log(JSON.stringify({ codes: problems.map(({ code }) => code), words, ms: performance.now() - begun }));
"""


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the module of the model is."""
    javascript()
    folder = tmp_path_factory.mktemp("fire")
    JavaScript().prepare([MODEL], folder)
    (file,) = (file for file in folder.rglob("*.js") if file.parent.name != "validation")
    return Path(file).as_uri()


@pytest.mark.parametrize("name", FIRE)
def test_what_is_made_to_hurt_is_answered_in_few_words(name: str, module: str) -> None:
    request, codes = FIRE[name]
    command = ["node", "--max-old-space-size=256", "--input-type=module", "--eval", SCRIPT % f"({request})", module]
    done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    if codes is None:
        assert len(done["codes"]) == 101
        assert done["codes"][-1] == "too-many-problems"
    else:
        assert done["codes"] == codes
    assert done["words"] < 30_000
    assert done["ms"] < 3000
