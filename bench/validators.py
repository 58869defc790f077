"""How fast requests are checked, beside others that are given the same model and payloads. Run it by hand.

    python bench/validators.py [CORPUS]

For amazon-nova-canvas and, if there is a folder of fal's documents, its ten models with the most parameters: a small
valid request, one with all that goes together, and that one with three errors. All that is measured for a model is
measured in one process, in turns, and the least of several rounds counts. Ajv has our JSON Schema, rules included;
what stands for code by hand is a table of fields and a loop, which knows neither rules nor exact decimals.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model, Parameter
from modelmint.ir.text import parse
from modelmint.ir.types import Array, Map, Nullable, Record, Type, UnionOf
from modelmint.lower import lower, source_view
from modelmint.normalise import normalise
from modelmint.pipeline import Project, every
from modelmint.read import read
from modelmint.render import load_pack, render
from modelmint.validate import validate
from modelmint.vectors import derive

HERE = Path(__file__).parent
JAVASCRIPT = HERE / "validators_js"
FAL = HERE.parent.parent / "shared" / "corpora" / "fal" / "2026-06-11"
LARGEST = 10
NOVA = "amazon-nova-canvas"
NOVA_SMALL: dict[str, Any] = {
    "prompt": "a red sofa in a bright room",
    "quality": "premium",
    "number_of_images": 2,
    "aspect_ratio": "16:9",
    "cfg_scale": 7.5,
    "seed": 42,
}
NOVA_FULL: dict[str, Any] = {
    **NOVA_SMALL,
    "task_type": "VIRTUAL_TRY_ON",
    "negative_prompt": "people, text",
    "size_scale": "large",
    "image": "https://example.com/person.png",
    "reference_image": "https://example.com/coat.png",
    "mask_image": "https://example.com/mask.png",
    "mask_prompt": "the coat",
    "inpaint_mask_prompt": "the coat",
    "tryon_mask_prompt": "the coat",
    "similarity_strength": 0.7,
    "outpainting_mode": "PRECISE",
    "color_palette": "#112233",
    "colors": "#112233, #445566",
    "mask_type": "IMAGE",
    "garment_class": "UPPER_BODY",
    "response_format": "b64_json",
}


@dataclass(frozen=True)
class Subject:
    """A model and its payloads."""

    model: Model
    payloads: dict[str, dict[str, Any]]


def subjects(corpus: Path) -> Iterator[Subject]:
    """What is measured: our own model, then the largest of a corpus."""
    project = Project.open(HERE.parent, date(2026, 1, 1))
    (nova,) = (one.corrected for one in every(project, project.config.models) if one.corrected.id == NOVA)
    yield Subject(nova, _payloads(nova, NOVA_SMALL, NOVA_FULL))
    models = [_fal(file) for file in sorted(corpus.rglob("*.json"))]
    for model in sorted(models, key=_size, reverse=True)[:LARGEST]:
        requests = {vector.name: vector.request for vector in derive(model)}
        yield Subject(model, _payloads(model, requests["nothing optional"], requests["everything that goes together"]))


def _fal(file: Path) -> Model:
    ref = ModelRef("fal", "/".join(file.with_suffix("").parts[-2:]))
    return normalise(read(parse(file.read_text(encoding="utf-8")), ref, file.name, "fal")[0])


def _size(model: Model) -> int:
    """How many names its requests can hold, at every depth."""
    return sum(map(_names, model.parameters))


def _names(parameter: Parameter) -> int:
    return 1 + _inner(parameter.type)


def _inner(type_: Type) -> int:
    match type_:
        case Record():
            return sum(map(_names, type_.fields))
        case Nullable():
            return _inner(type_.inner)
        case UnionOf():
            return sum(map(_inner, type_.members))
        case Array():
            return sum(map(_inner, (*type_.prefix, *([type_.items] if type_.items else []))))
        case Map():
            return _inner(type_.values)
        case _:
            return 0


def _payloads(model: Model, small: dict[str, Any], full: dict[str, Any]) -> dict[str, dict[str, Any]]:
    payloads = {"small": small, "full": full, "three errors": _with_three_errors(model, full)}
    counts = [len(validate(model, payload)) for payload in payloads.values()]
    if counts != [0, 0, 3]:
        raise ValueError(f"{model.ref}: the payloads have {counts} problems")
    return payloads


def _with_three_errors(model: Model, full: dict[str, Any]) -> dict[str, Any]:
    """The request with a name that is not known, and two values of another kind."""
    request = {**full, "promt": "a red sofa"}
    for name in list(full)[::-1]:
        wrong = {**request, name: [7]}
        if len(validate(model, wrong)) == len(validate(model, request)) + 1 <= 3:
            request = wrong
    return request


def in_javascript(chosen: Sequence[Subject], folder: Path) -> Iterator[dict[str, Any]]:
    """For each model the results of its payloads: contender -> nanoseconds and problems found."""
    if not (JAVASCRIPT / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--silent"], cwd=JAVASCRIPT, check=True)
    shutil.rmtree(JAVASCRIPT / "build", ignore_errors=True)
    (JAVASCRIPT / "build").mkdir()
    for number, subject in enumerate(chosen):
        place = folder / str(number)
        case = {
            "module": (place / _written("javascript", subject.model, place, ".js")).as_uri(),
            "schema": str(place / _written("json-schema", subject.model, place, ".schema.json")),
            "standalone": str(JAVASCRIPT / "build" / f"{number}.cjs"),  # below the packages that it needs at run time
            "payloads": subject.payloads,
        }
        (place / "case.json").write_text(json.dumps(case), encoding="utf-8")
        command = ["node", "measure.js", str(place / "case.json")]
        done = subprocess.run(command, cwd=JAVASCRIPT, check=True, capture_output=True, text=True)
        yield json.loads(done.stdout)


def _written(name: str, model: Model, folder: Path, suffix: str) -> str:
    """Write what a pack makes of a model; the path of the model's own file."""
    pack = load_pack(name)
    views = lower([model], pack.conventions)
    for path, text in render(pack, views, {"tests": False}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return f"{source_view(model.ref.source, pack.conventions).module}/{views[0].module}{suffix}"


def table(chosen: Sequence[Subject], results: Sequence[dict[str, Any]]) -> str:
    """A row for each model and contender, a column for each payload, in nanoseconds."""
    lines = ["| model | validator | small | full | three errors |", "| --- | --- | --: | --: | --: |"]
    for subject, result in zip(chosen, results, strict=True):
        for name in result["small"]:
            cells = (f"{result[payload][name]['ns']:,.0f}" for payload in subject.payloads)
            lines.append(f"| {subject.model.id} | {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    chosen = list(subjects(Path(sys.argv[1]) if len(sys.argv) > 1 else FAL))
    with tempfile.TemporaryDirectory() as name:
        print(table(chosen, list(in_javascript(chosen, Path(name)))))


if __name__ == "__main__":
    main()
