"""How fast requests are checked, beside others that are given the same model and payloads. `make bench-validators`.

    python bench/validators.py [CORPUS]

For amazon-nova-canvas and, if there is a folder of fal's documents, its ten models with the most parameters: a small
valid request, one with all that goes together, and that one with three errors. All that is measured for a model in a
language is measured in one process, in turns, and the least of many rounds counts. Results go to VALIDATORS.md.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import rivals
from cold import ENVIRONMENT

from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model, Parameter
from modelmint.ir.text import parse
from modelmint.ir.types import Array, Map, Nullable, Record, Type, UnionOf
from modelmint.lower import lower
from modelmint.lower.view import ModelView
from modelmint.normalise import normalise
from modelmint.pipeline import Project, every
from modelmint.read import read
from modelmint.render import load_pack, render
from modelmint.validate import validate
from modelmint.vectors.derive import derive

HERE = Path(__file__).parent
JAVASCRIPT = HERE / "validators_js"
PYTHON = HERE / "validators_py"
sys.path.insert(0, str(PYTHON))

import by_hand  # noqa: E402  (it is found only now)

FAL = HERE.parent.parent / "shared" / "corpora" / "fal" / "2026-06-11"
LARGEST = 10
IMPORTS = 20
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
    models = [_fal(file, corpus) for file in sorted(corpus.rglob("*.json"))]
    for model in sorted(models, key=_size, reverse=True)[:LARGEST]:
        requests = {vector.name: vector.request for vector in derive(model)}
        yield Subject(model, _payloads(model, requests["nothing optional"], requests["everything that goes together"]))


def _fal(file: Path, corpus: Path) -> Model:
    ref = ModelRef("fal", file.relative_to(corpus).with_suffix("").as_posix())
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


@dataclass(frozen=True)
class Measured:
    """What came of a model: payload -> contender -> nanoseconds and problems found, and why others took no part."""

    results: dict[str, dict[str, dict[str, float]]]
    unable: dict[str, str]


def in_python(chosen: Sequence[Subject], folder: Path) -> Iterator[Measured]:
    """Our module, others in Python or behind it, and code by hand."""
    rivals.install()
    for number, subject in enumerate(chosen):
        place = folder / f"python-{number}"
        view = _written("validator", subject.model, place)
        schema = place / _path(_written("json-schema", subject.model, place), ".schema.json")
        packed = _written("pydantic", subject.model, place)
        case = {
            "module": str(place / _path(view, ".py")),
            "schema": str(schema),
            "plain": str(_classes(schema, "pydantic_v2.BaseModel")),
            "msgspec": str(_classes(schema, "msgspec.Struct")),
            "pydantic": [str(place), f"{packed.source}_pydantic.{packed.module}", packed.request_class],
            "by_hand": subject.model.id == NOVA,
            "payloads": subject.payloads,
        }
        yield _measured([rivals.OWN_BIN / "python", PYTHON / "measure.py"], case, place)


def _classes(schema: Path, kind: str) -> Path:
    """What datamodel-code-generator makes of a schema, by itself; a module that raises if it makes nothing."""
    target = schema.with_name(f"{kind.partition('.')[0]}_classes.py")
    options = ["--input-file-type", "jsonschema", "--disable-timestamp", "--class-name", "Request"]
    command = [rivals.BIN / "datamodel-codegen", "--input", schema, "--output", target, "--output-model-type", kind]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    if done.returncode:
        target.write_text(f"raise ValueError({done.stderr.strip()[-150:]!r})\n", encoding="utf-8")
    return target


def in_javascript(chosen: Sequence[Subject], folder: Path) -> Iterator[Measured]:
    """Our module, Ajv, and code by hand: a table of fields and a loop, without rules and exact decimals."""
    if not (JAVASCRIPT / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--silent"], cwd=JAVASCRIPT, check=True)
    shutil.rmtree(JAVASCRIPT / "build", ignore_errors=True)
    (JAVASCRIPT / "build").mkdir()
    for number, subject in enumerate(chosen):
        place = folder / f"javascript-{number}"
        case = {
            "module": (place / _path(_written("javascript", subject.model, place), ".js")).as_uri(),
            "schema": str(place / _path(_written("json-schema", subject.model, place), ".schema.json")),
            "standalone": str(JAVASCRIPT / "build" / f"{number}.cjs"),  # below the packages that it needs at run time
            "payloads": subject.payloads,
        }
        yield _measured(["node", JAVASCRIPT / "measure.js"], case, place)


def _measured(command: Sequence[str | Path], case: dict[str, Any], place: Path) -> Measured:
    file = place / "case.json"
    file.write_text(json.dumps(case), encoding="utf-8")
    done = subprocess.run([*command, file], check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    return Measured(told["results"], told["unable"]) if "results" in told else Measured(told, {})


def _written(name: str, model: Model, folder: Path) -> ModelView:
    """Write what a pack makes of a model, which is seen as the pack does."""
    pack = load_pack(name)
    views = lower([model], pack.conventions)
    for path, text in render(pack, views, {"tests": False}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return views[0]


def _path(view: ModelView, suffix: str) -> str:
    """Where a pack with a file per model puts it."""
    return f"{view.source}/{view.module}{suffix}"


def hold_by_hand(model: Model) -> None:
    """Refuse to measure code by hand that does not say what the reference says.

    Raises:
        ValueError: a request of which it says something else.
    """
    for vector in derive(model):
        wanted = [(problem.path, problem.code) for problem in vector.problems]
        for check in (by_hand.table, by_hand.unrolled):
            if [problem[:2] for problem in check(vector.request)] != wanted:
                raise ValueError(f"by_hand.{check.__name__} is wrong of: {vector.name}")


def table(chosen: Sequence[Subject], measured: Sequence[Measured]) -> str:
    """A row for each model and contender; for each payload nanoseconds, and how many times ours that is."""
    names = list(chosen[0].payloads)
    lines = [f"| model | validator | {' | × | '.join(names)} | × |", f"| --- | --- |{' --: | --: |' * len(names)}"]
    for subject, one in zip(chosen, measured, strict=True):
        for contender in one.results[names[0]]:
            cells = " | ".join(_cells(one.results[name], contender, right=name != names[-1]) for name in names)
            lines.append(f"| {subject.model.id} | {contender} | {cells} |")
    return "\n".join(lines)


def _cells(results: dict[str, dict[str, float]], contender: str, *, right: bool) -> str:
    told, ours = results[contender], results["modelmint"]
    mark = "" if (told["found"] == 0) is right else " (wrong)"
    return f"{told['ns']:,.0f}{mark} | {told['ns'] / ours['ns']:.2f}"


def absent(chosen: Sequence[Subject], measured: Sequence[Measured]) -> str:
    """A line for each contender that cannot have a model."""
    rows = ((subject.model.id, one) for subject, one in zip(chosen, measured, strict=True))
    lines = [f"- {name}, {id_}: {why}" for id_, one in rows for name, why in one.unable.items()]
    return "\n".join(lines) or "None."


HEAD = """\
# Measured: validators

What `make bench-validators` found, on {cores} cores with CPython {python}, in nanoseconds a call and, behind each, as a
multiple of ours. Values depend on the machine; the multiples, taken in turns within one run, hold better. `small` is a
valid request of a few members, `full` one with all that goes together, and `three errors` that one with a name that is
not known and two values of another type. `(wrong)` marks one that refuses what is right or accepts what is wrong.

All are given the same model; those that read a schema are given ours, with the rules in it. modelmint, code by hand,
pydantic, jsonschema, jsonschema-rs and Ajv list all problems; msgspec and fastjsonschema stop at the first.
Code by hand in Python is written out for amazon-nova-canvas, twice (`bench/validators_py/by_hand.py`), and says the
same problems in the same order as ours on all its test vectors; for models of hundreds of fields nobody writes that,
and it is a table of checks (`tables.py`), as in JavaScript, which knows neither rules, exact decimals nor equal items.
`words read` is modelmint with every problem spelled as a sentence, which it leaves until someone asks, and with it the
search for the nearest allowed name; Ajv and code by hand make shorter ones at once, and propose nothing.
`pydantic, as generated` and `msgspec` are what datamodel-code-generator writes by itself.

## Python

{python_table}

Took no part:

{absent}

Importing a module, cold and with its bytecode compiled, the least of {imports} processes
(`-X importtime`): {import_table}.

## JavaScript

{javascript_table}
"""


def importing(subject: Subject, folder: Path) -> float:
    """Milliseconds that importing the module of a model takes in a process without `site`, at the least."""
    view = _written("validator", subject.model, folder)
    place = (folder / _path(view, ".py")).parent
    code = f"import sys; sys.path.insert(0, {str(place)!r}); import {view.module}"
    command = [sys.executable, "-I", "-S", "-X", "importtime", "-c", code]
    told = [
        subprocess.run(command, env=ENVIRONMENT, check=True, capture_output=True, text=True).stderr
        for _ in range(IMPORTS + 1)  # the first one compiles
    ]
    last = (text.strip().splitlines()[-1].split("|") for text in told[1:])
    return min(int(microseconds) for _, microseconds, _ in last) / 1000


def main() -> None:
    """Measure, and write the results down."""
    chosen = list(subjects(Path(sys.argv[1]) if len(sys.argv) > 1 else FAL))
    hold_by_hand(chosen[0].model)
    with tempfile.TemporaryDirectory() as name:
        python = list(in_python(chosen, Path(name)))
        javascript = list(in_javascript(chosen, Path(name)))
        imported = [(one.model.id, importing(one, Path(name) / "imported")) for one in chosen[:2]]
    text = HEAD.format(
        cores=os.cpu_count(),
        python=platform.python_version(),
        python_table=table(chosen, python),
        absent=absent(chosen, python),
        imports=IMPORTS,
        import_table=", ".join(f"{id_} {took:.1f} ms" for id_, took in imported),
        javascript_table=table(chosen, javascript),
    )
    (HERE / "VALIDATORS.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
