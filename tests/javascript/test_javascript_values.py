"""What only JavaScript has: inherited, undefined, sparse or cyclic values, instances; huge requests in bounded time."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from modules import javascript

PACKAGE = Path(__file__).parent.parent.parent / "generated" / "javascript" / "empiriolabs"
CASES = {
    "({ prompt: 'a', seed: undefined })": [],
    "Object.assign(Object.create(null), { prompt: 'a' })": [],
    "Object.create({ prompt: 'a' })": ["required"],
    "Object.create({ promt: 'a' }, { prompt: { value: 'a', enumerable: true } })": [],
    "({ prompt: 'a', promt: undefined, seed: undefined, extra: 1 })": ["unknown"],
    "({ prompt: 'a', promt: 'b', constructor: Object })": ["unknown", "unknown"],
    "new (class Request { prompt = 'a' })()": ["wrong-type"],
    'JSON.parse(\'{"prompt": "a", "__proto__": 1, "toString": 2}\')': ["unknown", "unknown"],
    "new Map([['prompt', 'a']])": ["wrong-type"],
    "({ prompt: new String('a'), image: new Date(0) })": ["wrong-type", "wrong-type"],
    "({ prompt: 'a', seed: 5n })": [],
    "({ prompt: 'a', seed: 2n ** 64n })": ["above"],
    "({ prompt: '😀'.repeat(1024) })": [],
    "({ prompt: '\\ud800'.repeat(1025) })": ["too-long"],
    "({ prompt: 'a b'.repeat(3500000), quality: 'a b'.repeat(3500000) })": ["too-long", "not-allowed"],
    "(() => { const all = []; all.push(all); return { prompt: all, seed: new Array(4e9) }; })()": ["wrong-type"] * 2,
    "(() => { Object.prototype.prompt = 'a'; return {}; })()": ["required"],
}
SCRIPT = """
const { validate } = await import(process.argv[1]);
const begun = performance.now();
const found = validate(%s).map(({ code, message }) => [code, message.length]);
console.log(JSON.stringify({ found, ms: performance.now() - begun }));
"""


@pytest.mark.parametrize(
    ("request_", "codes"),
    [*CASES.items(), ("Object.fromEntries(Array.from({ length: 1e5 }, (_, at) => ['x' + at, 1]))", None)],
)
def test_a_value_is_judged_as_json_would_have_it(request_: str, codes: list[str] | None) -> None:
    javascript()
    module = (PACKAGE / "amazon-nova-canvas.js").as_uri()
    command = ["node", "--input-type=module", "--eval", SCRIPT % request_, module]
    done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    found = [code for code, _ in done["found"]]
    if codes is None:
        assert len(found) == 101
        assert found[-1] == "too-many-problems"
    else:
        assert found == codes
    assert done["ms"] < 3000
    assert all(length < 400 for _, length in done["found"])
