"""What the tests of commands share: the example model, a project for it, and how a command ended."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modelmint.mock import MockServer

MODEL = "amazon-nova-canvas"
REF = f"empiriolabs:{MODEL}"
EXAMPLE = Path(__file__).parents[2] / "schemas" / "empiriolabs" / MODEL
CONFIG = """\
models = []

[sources.empiriolabs]
kind = "empiriolabs"
base_url = "{url}/v1"

[targets.json-schema]
out = "generated/json-schema"

[[acknowledge]]
code = "model-retired"
subject = "empiriolabs:amazon-nova-canvas"
why = "the tests live with it"
expires = 9999-12-31
"""


@dataclass
class Done:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Done]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file that a project holds, but for its cache."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".modelmint" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def changed(server: MockServer) -> None:
    """Have the provider lower the limit of `number_of_images`."""
    document: Any = deepcopy(server.document(MODEL))
    for parameter in document["supported_parameters"]:
        if parameter["name"] == "number_of_images":
            parameter["max"] = 4
    server.publish(MODEL, document)
