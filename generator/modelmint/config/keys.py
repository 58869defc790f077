"""Every key of `modelmint.toml`, with what it takes and what it is for."""

from __future__ import annotations

from typing import Final

from modelmint.config.codes import CODES
from modelmint.shape.kinds import DAY, SAID, SCALAR, Key, Many, Table, Text

KINDS: Final = ("empiriolabs", "fal", "json-schema")
"""The dialects that documents are read in, each with a profile of the same name."""

WEIGHTS: Final = ("error", "warning", "note", "off")
"""How much a finding weighs; `off` does not report it."""

_WEIGHT = Text(values=WEIGHTS)
_DEVICE = r"(?!(con|prn|aux|nul|com[0-9]|lpt[0-9])$)"
_NAME = Text("a name of lower-case letters, digits, - and _", _DEVICE + "[a-z0-9][a-z0-9_-]*")
_CODE = Text("a code; `modelmint rules` lists them", values=CODES)
_PATH = Text("a path relative to this file, with /", r"(?![A-Za-z]:)[^/\\\x00][^\\\x00]*")
_URL = Text("an http or https URL without user, query or fragment", r"https?://[^\s/?#@]+(/[^\s?#]*)?")
_MODEL = Text("SOURCE:MODEL, such as empiriolabs:amazon-nova-canvas", r"[a-z0-9][a-z0-9_-]*:\S+")
_DAYS = Text('a number of days such as "60d"', "[0-9]{1,4}d")
_VARIABLE = Text("the name of an environment variable, not the key itself", "[A-Za-z_][A-Za-z0-9_]*", private=True)

SOURCE: Final = Table(
    {
        "kind": Key(Text(values=KINDS), "the dialect of the source's documents, and its protocol", required=True),
        "base_url": Key(_URL, "where its API is; the one of its kind if not given"),
        "key_env": Key(_VARIABLE, "the environment variable that holds its key; the one of its kind if not given"),
    }
)

TARGET: Final = Table(
    {"out": Key(_PATH, "the folder that it is written to", required=True)},
    others=SCALAR,
    names=Text("the name of an option", "[a-z][a-z0-9_]*"),
)

PATHS: Final = Table(
    {
        "schemas": Key(_PATH, 'the folder of snapshots and corrections; "schemas" if not given'),
        "packs": Key(Many(_PATH), 'folders with packs of your own; ["templates"] if not given'),
    }
)

LIFECYCLE: Final = Table(
    {
        "retire_within": Key(_DAYS, 'how long before its end a model is reported; "60d" if not given'),
        "on_retired": Key(_WEIGHT, "what a model is that has ended; an error if not given"),
        "on_retiring": Key(_WEIGHT, "what a model is that ends within `retire_within`; a warning if not given"),
        "on_deprecated": Key(_WEIGHT, "what a model is that is deprecated and ends later; a note if not given"),
    }
)

DRIFT: Final = Table(
    {
        "grace": Key(_DAYS, 'the notice that is fair before a model ends; "90d" if not given'),
        "watched_defaults": Key(Many(Text("the name of a parameter")), "parameters whose changed default breaks"),
        "documented_limits": Key(
            Text(values=("breaking", "risky")),
            "what a limit is that came where none was written; breaking if not given",
        ),
        "price_gate": Key(
            Text('a share such as "10%"', "[0-9]{1,4}%"),
            "by how much a price may rise before that breaks; any if not given",
        ),
        "baseline": Key(_PATH, "the file of findings that were there before; modelmint.baseline if not given"),
    }
)

UPDATE: Final = Table(
    {
        "changelog": Key(
            Text("a path relative to this file, with /, or nothing", f"({_PATH.pattern})?"),
            "where an update tells what changed: a file, one for each {section} and {model} in its path, or nowhere "
            "if empty; CHANGELOG.md if not given",
        ),
    }
)

ACKNOWLEDGE: Final = Table(
    {
        "code": Key(_CODE, "the code of the finding", required=True),
        "subject": Key(Text(), "the model (SOURCE:MODEL) or file that it is about; any if not given"),
        "parameter": Key(Text(), "the parameter that it is about; any if not given"),
        "weight": Key(Text(values=WEIGHTS[1:3]), "what it weighs instead; it is not reported at all if not given"),
        "why": Key(Text("a reason", SAID.pattern), "why it is accepted", required=True),
        "expires": Key(DAY, "the last day on which it is accepted", required=True),
    }
)

CONFIG: Final = Table(
    {
        "models": Key(Many(_MODEL, "a list of SOURCE:MODEL"), "the models to generate for"),
        "sources": Key(Table(others=SOURCE, names=_NAME), "where models come from, by name"),
        "targets": Key(Table(others=TARGET, names=_NAME), "what is generated, by the name of its pack"),
        "paths": Key(PATHS, "where things lie"),
        "lifecycle": Key(LIFECYCLE, "what to say of models that end"),
        "drift": Key(DRIFT, "how to class changes where teams differ"),
        "update": Key(UPDATE, "what an update writes beside snapshots and generated files"),
        "acknowledge": Key(
            Many(ACKNOWLEDGE, "a list of tables: [[acknowledge]]"), "findings that are accepted for a time"
        ),
        "severity": Key(Table(others=_WEIGHT, names=_CODE), "how much findings weigh, by code"),
    }
)
