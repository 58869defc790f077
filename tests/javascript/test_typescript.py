"""The declarations as a user has them: what is right compiles with `tsc --strict`, and what is wrong does not."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent / "typescript"
GENERATED = Path(__file__).parents[2] / "generated" / "javascript"
PACKAGE = "empiriolabs-validators"
MODELS = sorted(file.name.removesuffix(".d.ts") for file in GENERATED.glob("empiriolabs/*.d.ts"))
NOVA = f'"{PACKAGE}/empiriolabs/amazon-nova-canvas"'
TYPES = "AmazonNovaCanvasRequest, InpaintRequest, TextImageRequest"
OPTIONS = {
    "strict": True,
    "noEmit": True,
    "target": "es2022",
    "module": "nodenext",
    "exactOptionalPropertyTypes": True,
    "noUncheckedIndexedAccess": True,
    "types": [],
}
USED = f"""\
import {{ type ProblemCode }} from "{PACKAGE}";
import {{ check, Problem, validate, ValidationError, type AmazonNovaCanvasRequest, type InpaintRequest }} from {NOVA};

const request: AmazonNovaCanvasRequest = {{ prompt: "a red sofa", quality: "premium", number_of_images: 2, seed: 1 }};
const codes: ProblemCode[] = validate(request).map((problem) => problem.code);
const inpaint: InpaintRequest = {{ task_type: "INPAINTING", prompt: "a sofa", image: "x", mask_prompt: "the sofa" }};
const whole: AmazonNovaCanvasRequest = inpaint;

export function prompt(untyped: unknown): string {{
  try {{
    check(untyped);
    return untyped.prompt;
  }} catch (error) {{
    if (error instanceof ValidationError) return error.problems.map((each) => each.path + each.message).join();
    throw error;
  }}
}}

export function near(problem: Problem): string | number | null {{
  return problem.code === "unknown" ? problem.toJSON().suggestion : null;
}}

export const all = [codes, whole];
"""
WRONG = {
    "value": ('const r: AmazonNovaCanvasRequest = { prompt: "a", quality: "best" };', "TS2322"),
    "type": ("const r: AmazonNovaCanvasRequest = { prompt: 7 };", "TS2322"),
    "null": ('const r: AmazonNovaCanvasRequest = { prompt: "a", seed: null };', "TS2322"),
    "undefined": ('const r: AmazonNovaCanvasRequest = { prompt: "a", seed: undefined };', "TS2375"),
    "missing": ('const r: AmazonNovaCanvasRequest = { quality: "premium" };', "TS2741"),
    "misspelt": ('const r: AmazonNovaCanvasRequest = { prompt: "a", qualty: "premium" };', "TS2561"),
    "unknown": ('const r: AmazonNovaCanvasRequest = { prompt: "a", voice: "b" };', "TS2353"),
    "missing-for-task": ('const r: InpaintRequest = { task_type: "INPAINTING", prompt: "a" };', "TS2741"),
    "other-task": ('const r: InpaintRequest = { task_type: "OUTPAINTING", prompt: "a", image: "x" };', "TS2322"),
    "of-another-task": ('const r: TextImageRequest = { prompt: "a", mask_type: "IMAGE" };', "TS2561"),
    "code": ('export const is = validate({})[0]?.code === "belw";', "TS2367"),
    "changed": ('for (const problem of validate({})) problem.path = "x";', "TS2540"),
    "made": ("export const one = new Problem();", "TS2673"),
    "unchecked": ("export const text = validate({})[0].path;", "TS2532"),
}


@pytest.fixture(scope="module")
def tsc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """TypeScript's compiler as it is pinned."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm: the TypeScript declarations are not compiled")
    place = tmp_path_factory.mktemp("typescript")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, place)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    if done.returncode and re.search(r"ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|network", done.stderr):
        pytest.skip("npm reaches no registry: the TypeScript declarations are not compiled")
    assert done.returncode == 0, done.stderr
    return place / "node_modules" / "typescript" / "bin" / "tsc"


@pytest.fixture(scope="module")
def errors(tsc: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The codes of the errors by file, of a project that has installed the package and uses it in every way at once.

    One run of the compiler reads its own library once, which takes longer than all that is of interest here.
    """
    user = tmp_path_factory.mktemp("user")
    shutil.copytree(GENERATED, user / "node_modules" / PACKAGE, ignore=shutil.ignore_patterns("tests"))
    (user / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    options = {"compilerOptions": OPTIONS, "include": ["*.ts"]}
    (user / "tsconfig.json").write_text(json.dumps(options), encoding="utf-8")
    for name, text in {"used": USED, **wrong(), **right()}.items():
        (user / f"{name}.ts").write_text(text, encoding="utf-8")
    command = ["node", tsc, "--pretty", "false", "-p", user]
    done = subprocess.run(command, cwd=user, capture_output=True, text=True, check=False)
    assert done.stdout, "the wrong uses are errors"
    found: dict[str, list[str]] = {}
    for file, code in re.findall(r"^([^ ()]+)\.ts\(\d+,\d+\): error (TS\d+)", done.stdout, re.MULTILINE):
        found.setdefault(file, []).append(code)
    return found


def wrong() -> dict[str, str]:
    """A file for each wrong use."""
    imports = f"import {{ Problem, validate, type {TYPES.replace(', ', ', type ')} }} from {NOVA};\n"
    return {name: f"{imports}{line}\n" for name, (line, _) in WRONG.items()}


def right() -> dict[str, str]:
    """For each model, its right vectors, but for names that are not offered."""
    files = {}
    for model in MODELS:
        declared = (GENERATED / "empiriolabs" / f"{model}.d.ts").read_text(encoding="utf-8")
        [name, *_] = re.findall(r"^export interface (\w+Request) ", declared, re.MULTILINE)
        offered = set(re.findall(r"^  (\w+)\??:", declared.split("\n}\n")[0], re.MULTILINE))
        rows = "".join(f"  {json.dumps(one)},\n" for one in valid(model) if offered.issuperset(one))
        head = f'import type {{ {name} }} from "{PACKAGE}/empiriolabs/{model}";\n'
        files[model] = f"{head}export const all: {name}[] = [\n{rows}];\n"
    return files


def valid(model: str) -> list[dict[str, Any]]:
    """The right requests among the vectors of a model."""
    file = GENERATED / "tests" / "empiriolabs" / f"{model}.json"
    requests = [vector["request"] for vector in json.loads(file.read_text(encoding="utf-8"))["valid"]]
    return [request for request in requests if "$" not in json.dumps(request)]


def test_right_use_compiles(errors: dict[str, list[str]]) -> None:
    assert "used" not in errors


@pytest.mark.parametrize("name", WRONG)
def test_each_wrong_use_is_an_error_of_its_own(errors: dict[str, list[str]], name: str) -> None:
    assert errors[name] == [WRONG[name][1]]


def test_what_every_validator_takes_compiles(errors: dict[str, list[str]]) -> None:
    assert sum(text.count("\n  {") for text in right().values()) > 100
    assert set(errors) == set(WRONG)
