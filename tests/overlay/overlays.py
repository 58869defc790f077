"""Overlays for tests: the real one, one that uses every key, and mistakes of every kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from modelmint.diagnostics.finding import Finding
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.overlay import Overlay, apply, parse_overlay

REF = ModelRef("test", "model")
TODAY = date(2026, 11, 22)
REAL = Path(__file__).parents[2] / "schemas" / "empiriolabs" / "amazon-nova-canvas" / "overlay.toml"

BECAUSE = 'why = "a test"\nsource = "this file"\n'

WHOLE = f"""
[[correct]]
at = "size.range"
was = {{ min = 1, exclusive_min = true }}
now = {{ min = 1.5, max = 2.5, exclusive_max = true }}
expires = 2027-01-01
{BECAUSE}
[[correct]]
at = "size.type"
now = {{ type = "array", items = {{ type = "enum", options = ["a", 1] }}, max_items = 3, nullable = true }}
{BECAUSE}
[[correct]]
at = "a.b.required"
was = false
{BECAUSE}
[[correct]]
at = "lifecycle.retires_on"
now = 2026-09-30
{BECAUSE}
[[correct]]
at = "price.Small Standard (≤1024×1024).when"
now = {{ size = ["small"], quality = {{ present = false }} }}
{BECAUSE}
[[rule]]
when = {{ task = "a", fast = true, steps = [1, 2] }}
requires = ["image"]
level = "error"
was = {{ "image.doc" = "needed for a" }}
{BECAUSE}
[[rule]]
only_when = {{ task = "a" }}
parameters = ["mask"]
level = "advice"
expires = "2027-01-01"
{BECAUSE}
[[rule]]
limits = {{ steps = {{ max = 3 }}, mode = {{ options = ["x"] }} }}
level = "error"
{BECAUSE}
"""

CORRECT = f"[[correct]]\n{BECAUSE}"
RULE = f"[[rule]]\n{BECAUSE}"

MISTAKES: dict[str, tuple[str, str, str]] = {
    "an unknown table": ('[[corect]]\nat = "x"\n', "/corect", "did you mean 'correct'?"),
    "a table for an array": ('[correct]\nat = "x"\n', "/correct", ""),
    "an unknown key": (
        f'{CORRECT}at = "a.range"\nnoww = {{ min = 1 }}\nnow = {{}}\n',
        "/correct/0/noww",
        "did you mean 'now'?",
    ),
    "no reason": ('[[correct]]\nat = "a.doc"\nnow = "b"\nsource = "c"\n', "/correct/0", "add why = ..."),
    "an empty reason": ('[[correct]]\nat = "a.doc"\nnow = "b"\nsource = "c"\nwhy = " "\n', "/correct/0/why", ""),
    "no source": ('[[correct]]\nat = "a.doc"\nnow = "b"\nwhy = "c"\n', "/correct/0", "add source = ..."),
    "no fact": (f"{CORRECT}now = 1\n", "/correct/0", "add at = ..."),
    "an unknown fact": (f'{CORRECT}at = "a.rnage"\nnow = {{ min = 1 }}\n', "/correct/0/at", "did you mean 'range'?"),
    "a fact of nothing": (f'{CORRECT}at = "range"\nnow = {{ min = 1 }}\n', "/correct/0/at", ""),
    "a fact of another target": (
        f'{CORRECT}at = "lifecycle.sucessor"\nnow = "b"\n',
        "/correct/0/at",
        "did you mean 'successor'?",
    ),
    "neither was nor now": (f'{CORRECT}at = "a.range"\n', "/correct/0", "add now = ..., what is true"),
    "a wrong kind": (f'{CORRECT}at = "a.required"\nnow = "yes"\n', "/correct/0/now", ""),
    "a wrong bound": (f'{CORRECT}at = "a.range"\nnow = {{ mim = 1 }}\n', "/correct/0/now/mim", "did you mean 'min'?"),
    "a length below nothing": (f'{CORRECT}at = "a.length"\nwas = {{ min = -1 }}\n', "/correct/0/was/min", ""),
    "an unknown type": (f'{CORRECT}at = "a.type"\nnow = "strin"\n', "/correct/0/now", "did you mean 'string'?"),
    "an unknown type inside": (
        f'{CORRECT}at = "a.type"\nnow = {{ type = "array", items = "strin" }}\n',
        "/correct/0/now/items",
        "did you mean 'string'?",
    ),
    "no such day": (f'{CORRECT}at = "lifecycle.retires_on"\nnow = "2026-02-30"\n', "/correct/0/now", ""),
    "no day to look again": (f'{CORRECT}at = "a.doc"\nnow = "b"\nexpires = "soon"\n', "/correct/0/expires", ""),
    "no level": (f'{RULE}requires = ["a"]\n', "/rule/0", "add level = ..."),
    "an unknown level": (f'{RULE}requires = ["a"]\nlevel = "eror"\n', "/rule/0/level", "did you mean 'error'?"),
    "a rule that says nothing": (f'{RULE}level = "error"\n', "/rule/0", "write a rule for each"),
    "a rule that says two things": (
        f'{RULE}level = "error"\nrequires = ["a"]\nforbids = ["b"]\n',
        "/rule/0",
        "write a rule for each",
    ),
    "only_when of nothing": (f'{RULE}level = "error"\nonly_when = {{ a = 1 }}\n', "/rule/0", ""),
    "parameters beside another rule": (f'{RULE}level = "error"\nrequires = ["a"]\nparameters = ["b"]\n', "/rule/0", ""),
    "an empty list of names": (f'{RULE}level = "error"\nrequires = []\n', "/rule/0/requires", ""),
    "a condition of another kind": (
        f'{RULE}level = "error"\nrequires = ["a"]\nwhen = {{ a = {{ min = 1 }} }}\n',
        "/rule/0/when/a/min",
        "",
    ),
    "a limit of another kind": (f'{RULE}level = "error"\nlimits = {{ a = 3 }}\n', "/rule/0/limits/a", ""),
    "a rule resting on no fact": (
        f'{RULE}level = "error"\nrequires = ["a"]\nwas = {{ "a.dok" = "x" }}\n',
        "/rule/0/was/a.dok",
        "did you mean 'doc'?",
    ),
    "a rule resting on a wrong kind": (
        f'{RULE}level = "error"\nrequires = ["a"]\nwas = {{ "a.doc" = 1 }}\n',
        "/rule/0/was/a.doc",
        "",
    ),
}
"""By name: a text, where its mistake is, and the hint if there must be one."""


def parsed(text: str) -> Overlay:
    """The overlay of a text without mistakes."""
    overlay, findings = parse_overlay(text, "overlay.toml", REF)
    assert findings == []
    assert overlay is not None
    return overlay


def applied(model: Model, text: str) -> tuple[Model, list[Finding]]:
    """The corrected model, with an overlay without mistakes."""
    return apply(model, parsed(text), TODAY)
