"""Configurations: one with every key, and mistakes with the line, the message and the hint that each must give."""

from __future__ import annotations

WHOLE = """\
models = [
    "empiriolabs:amazon-nova-canvas",
    "local:a/b:c",
]

[sources.empiriolabs]
kind = "empiriolabs"
base_url = "https://api.example.test/v1/"
key_env = "MY_KEY"

[sources.local]
kind = "json-schema"

[targets.python]
out = "generated/python"
package = "models"
strict = true
width = 100

[paths]
schemas = "data/schemas"
packs = ["packs", "more"]

[lifecycle]
retire_within = "30d"
on_retired = "warning"

[drift]
grace = "30d"
watched_defaults = ["quality", "size"]
documented_limits = "risky"
price_gate = "10%"
baseline = "schemas/baseline.txt"

[[acknowledge]]
code = "model-retired"
subject = "empiriolabs:amazon-nova-canvas"
why = "it is our reference"
expires = 2027-03-31

[[acknowledge]]
code = "range-contradicts-prose"
parameter = "cfg_scale"
weight = "note"
why = "known"
expires = "2027-01-01"

[severity]
integer-as-number = "off"
"""


MISTAKES = {
    'modles = ["a:b"]': (1, "has no key 'modles'", "did you mean 'models'?"),
    '\n[sources.e]\nkind = "empiriolab"': (
        3,
        "sources.e.kind is 'empiriolab', not one of",
        "did you mean 'empiriolabs'?",
    ),
    '[sources.e]\nkid = "fal"': (2, "sources.e has no key 'kid'", "did you mean 'kind'?"),
    "\n[sources.e]": (2, "sources.e lacks the key kind", "add kind"),
    '[sources.E]\nkind = "fal"': (1, "'E' is not a name of lower-case letters", ""),
    '[sources.nul]\nkind = "fal"': (1, "'nul' is not a name", ""),
    '[sources.e]\nkind = "fal"\nbase_url = "api.x.test"': (3, "expected an http or https URL", ""),
    '[sources.e]\nkind = "fal"\nbase_url = "https://u:p@x.test"': (3, "without user", ""),
    '[sources.e]\nkind = "fal"\nbase_url = 5': (3, "sources.e.base_url is 5", ""),
    'models = "a:b"': (1, "models is 'a:b'; expected a list of SOURCE:MODEL", "put it in brackets"),
    'models = [\n"amazon-nova-canvas",\n]': (2, "models.0 is 'amazon-nova-canvas'; expected SOURCE:MODEL", ""),
    'models = ["e:a",\n"e:b", "e:a"]\n[sources.e]\nkind="fal"': (2, "'e:a' stands twice in models", "remove"),
    'models = ["e:a",\n"f:a"]\n[sources.e]\nkind="fal"': (2, "'f:a' is of no known source; known are e", "[sources.f]"),
    "[targets.python]": (1, "targets.python lacks the key out", "add out"),
    '[targets.python]\noutt = "x"': (1, "targets.python lacks the key out", "is outt meant to be out?"),
    '[targets.python]\nout = "/tmp/x"': (2, "expected a path relative to this file", ""),
    "[targets.python]\nout = 'a\\b'": (2, "expected a path relative to this file", ""),
    "[targets.python]\nout = 'C:/b'": (2, "expected a path relative to this file", ""),
    '[targets.a]\nout = "x"\n[targets.b]\nout = "./x/"': (4, "targets.b and targets.a write to the same folder", "own"),
    '[targets.a]\nout = "x"\nbig = 1.5': (3, "targets.a.big is 1.5; expected a string, a whole number", ""),
    '[targets.a]\nout = "x"\nPackage = "p"': (3, "'Package' is not the name of an option", ""),
    'lifecycle.retire_within = "2 months"': (1, 'expected a number of days such as "60d"', ""),
    'lifecycle.on_retired = "warn"': (1, "not one of error, warning, note, off", "did you mean 'warning'?"),
    '[[acknowledge]]\ncode = "stale"\nwhy = "b"': (1, "acknowledge.0 lacks the key expires", "add expires"),
    '[[acknowledge]]\ncode = "stale"\nwhy = " "\nexpires = 2030-01-01': (3, "expected a reason", ""),
    '[[acknowledge]]\ncode = "stale"\nwhy = "b"\nexpires = "2030-02-30"': (4, "expected a date", ""),
    '[[acknowledge]]\ncode = "stale"\nwhy = "b"\nexpires = 2030-01-01T00:00:00Z': (4, "expected a date", ""),
    '[[acknowledge]]\ncode = "model-retird"\nwhy = "b"\nexpires = 2030-01-01': (
        2,
        "acknowledge.0.code is 'model-retird'; expected a code; `modelmint rules` lists them",
        "did you mean 'model-retired'?",
    ),
    'severity.Some_Code = "off"': (1, "severity has 'Some_Code'; expected a code", ""),
    '[severity]\n"integer-as-numbr" = "off"': (2, "severity has 'integer-as-numbr'", "mean 'integer-as-number'?"),
    "sources = 5": (1, "sources is 5; expected a table", ""),
    "a = [1\nb = 2": (2, "this is not TOML", ""),
    "a = 1\na = 2": (2, "this is not TOML", ""),
    'a = "': (1, "this is not TOML", ""),
}
