"""Other generators, given the same model: our JSON Schema of it, or the OpenAPI document that we make of that."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

from cold import Case

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
OWN_BIN = HERE / ".venv" / "bin"
SHAPE = ("title", "description", "type", "properties", "required", "additionalProperties")
MODELS = ("--output-model-type", "pydantic_v2.BaseModel", "--disable-timestamp", "--input-file-type")


def install() -> None:
    """Install the pinned rivals that our own environment does not have into one of their own."""
    uv = BIN / "uv"
    subprocess.run([uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, OWN_BIN.parent], check=True)
    pins = ["--require-hashes", HERE / "requirements.txt"]
    subprocess.run([uv, "pip", "sync", "--quiet", "--python", OWN_BIN / "python", *pins], check=True)


def cases(schema: Path, folder: Path) -> list[Case]:
    """Every rival, writing into a folder of its own each time."""
    document = folder / "openapi.json"
    document.write_text(json.dumps(openapi(json.loads(schema.read_text(encoding="utf-8")))), encoding="utf-8")
    models, client = folder / "models.py", folder / "client"
    return [
        Case(
            "datamodel-codegen",
            [BIN / "datamodel-codegen", "--input", schema, "--output", models, *MODELS, "jsonschema"],
            before=partial(models.unlink, missing_ok=True),
        ),
        _client(document, client),
    ]


def of_many(schema: Path, folder: Path, count: int) -> list[Case]:
    """Every rival, given a document of as many models."""
    document, models = folder / "openapi.json", folder / "models.py"
    known = json.loads(schema.read_text(encoding="utf-8"))
    document.write_text(json.dumps(openapi(known, count)), encoding="utf-8")
    command = [BIN / "datamodel-codegen", "--input", document, "--output", models, *MODELS, "openapi"]
    return [Case("datamodel-codegen", command), _client(document, folder / "client")]


def _client(document: Path, client: Path) -> Case:
    return Case(
        "openapi-python-client",
        [OWN_BIN / "openapi-python-client", "generate", "--path", document, "--output-path", client],
        before=partial(shutil.rmtree, client, ignore_errors=True),
        environment={"PATH": os.pathsep.join([str(OWN_BIN), os.environ["PATH"]])},
    )


def openapi(schema: dict[str, Any], count: int = 1) -> dict[str, Any]:
    """An operation for each model that takes its parameters. Rules between them are left out: no rival makes any."""
    request = {key: schema[key] for key in SHAPE if key in schema}
    names = [f"Request{number or ''}" for number in range(count)]
    return {
        "openapi": "3.1.0",
        "info": {"title": "One model", "version": "1"},
        "paths": {f"/images/generations{name.removeprefix('Request')}": {"post": _operation(name)} for name in names},
        "components": {"schemas": {name: request | {"title": name} for name in names}},
    }


def _operation(name: str) -> dict[str, Any]:
    answer = {"type": "object", "properties": {"created": {"type": "integer"}}}
    return {
        "operationId": f"generate{name.removeprefix('Request')}",
        "requestBody": {"required": True, "content": _json({"$ref": f"#/components/schemas/{name}"})},
        "responses": {"200": {"description": "What was made", "content": _json(answer)}},
    }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
