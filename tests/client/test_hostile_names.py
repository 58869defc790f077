"""Models and parameters with the worst of names and texts: the package is type-checked and called all the same."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from building import package

from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Endpoint, Model, Parameter
from modelmint.ir.origin import Origin
from modelmint.ir.types import Array, Boolean, Enum, Integer, Number, Range, Record, String

IDS = (
    *("x", "async-x", "async-async-x", "X_", "x-raw", "class", "None", "self", "1-model", "3.0", "modèle", "模型"),
    *("types", "client", "errors", "validation", "settings", "run", "close", "__init__", "_core", "con", "a" * 200),
    *("with options", "../../etc/passwd", "org/model:free", "Client", "Resource", "Any", "Literal", "typing", "str"),
    *("model", "file", "job", "protocol"),
)
TEXT = '''It's """quoted""" \\ and \\N{DASH} {{ braces }} {% if %} `code` \x00 \u202e \u2028 \r\n # type: ignore """'''
NAMES = (
    *("class", "from", "None", "self", "cls", "__class__", "__init__", "_private", "1st", "naïve", "naive", "模型"),
    *("a b", "params", "timeout", "max_cost", "validate", "sync", "str", "list", "int", "float", "dict", "object"),
    *("Literal", "Required", "type", "id", "request", "Quality", "quality", "QUALITY"),
    *("a.b", "a[0]", "", " ", "\n", '"', "\\"),
)


HERE = Origin("test.json")


def hostile(id_: str) -> Model:
    """A model of this id with parameters of all these names, of all kinds of types."""
    record = Record(
        "Quality", (Parameter("class", String(), HERE, doc=TEXT), Parameter("a b", Enum((TEXT, "b")), HERE)), doc=TEXT
    )
    kinds = (String(), Integer(), Number(Range(Decimal(0), Decimal(1))), Boolean(), Enum((TEXT, "a", 1, True, None)))
    more = (Array(record), record, Enum(("a", "b"), open=True))
    types = [*kinds, *more]
    parameters = [Parameter(name, types[at % len(types)], HERE, doc=f"{TEXT} {name}") for at, name in enumerate(NAMES)]
    return Model(
        ref=ModelRef("empiriolabs", id_),
        name=TEXT,
        origin=HERE,
        summary=TEXT,
        category="image",
        notes=TEXT,
        endpoints=(Endpoint("POST", "/v1/anything"),),
        parameters=tuple(parameters),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of all these models."""
    return package(tmp_path_factory.mktemp("hostile"), [hostile(id_) for id_ in IDS])


CALL = """
import json, sys
import httpx
from empiriolabs_models import Client
from empiriolabs_models._client import MODELS

sent = []
def answer(request):
    sent.append(json.loads(request.content))
    return httpx.Response(200, json={"data": []})

client = Client("k", base_url="http://test.invalid/v1", http_client=httpx.Client(transport=httpx.MockTransport(answer)))
for name in MODELS:
    model = getattr(client, name)
    for parameter in ("class_", "timeout_", "param_1st"):
        model.generate(**{parameter: {}}, validate=False)
    model.estimate_cost()
print(json.dumps(sent))
"""


def test_every_model_can_be_called_and_every_parameter_reaches_its_wire_name(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    ran = subprocess.run([sys.executable, "-W", "error", "-c", CALL], env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    sent = json.loads(ran.stdout)
    assert [body.pop("model") for body in sent] == [id_ for id_ in IDS for _ in range(3)]
    assert sent == [{"class": {}}, {"timeout": {}}, {"1st": {}}] * len(IDS)


def test_names_of_classes_are_words_run_together(folder: Path) -> None:
    code = "import empiriolabs_models._client as c; print(*c.MODELS.values())"
    names = subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, text=True).stdout
    taken = {"Model", "FileType", "JobType", "ProtocolType", "NoneType"}
    assert taken <= set(names.split())
    classes = re.findall(
        r"^class (\w+)", (folder / "empiriolabs_models" / "file" / "types.py").read_text("utf-8"), re.M
    )
    assert {"FileTypeRequest", "FileTypeCall", "FileTypeEstimate"} <= set(classes)


def test_the_package_passes_mypy_in_its_strict_mode(folder: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--no-incremental", "empiriolabs_models"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.stdout + ran.stderr == ""
