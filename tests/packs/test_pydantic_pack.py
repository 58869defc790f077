"""The pydantic pack: what users meet beside the checks themselves."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
from pydantic import MISSING, BaseModel, TypeAdapter, ValidationError
from pydantic_forms import request_class

from modelmint.ir.model import Model
from modelmint.ir.types import Array, Enum, Integer, Map, Nullable, Number, Range, Record, String, UnionOf
from modelmint.lower import lower
from modelmint.render import RenderError, load_pack, render
from modelmint.render.kept import keep, recall
from nouns import model, parameter
from packed import real_models, rendered

COLOR = Record("Color", (parameter("hex", String(max_length=7), required=True), parameter("in", Integer())))
PAINTING = model(
    parameter("prompt", String(), required=True),
    parameter("colors", Array(COLOR, max_items=2)),
    parameter("by_name", Map(UnionOf((String(), COLOR)))),
    parameter("class", Enum(("a", "b")), default="a"),
    parameter("steps", Integer(Range(Decimal(1), Decimal(50)))),
    parameter("scale", Number(multiple_of=Decimal("0.1")), default=Decimal("0.5")),
    parameter("note", Nullable(String(min_length=1))),
)


def errors(made: Any, request: object) -> list[Any]:
    with pytest.raises(ValidationError) as caught:
        made.model_validate(request)
    return list(caught.value.errors(include_url=False))


def test_an_error_has_our_code_place_and_words_and_no_value_beyond_them() -> None:
    with request_class(PAINTING) as made:
        found = errors(made, {"prompt": "a", "colors": [{"hex": "#fff"}, {"hex": "x" * 500}], "class": "c", "stepz": 1})
    assert [(one["type"], one["loc"]) for one in found] == [
        ("too-long", ("colors", 1, "hex")),
        ("not-allowed", ("class",)),
        ("unknown", ("stepz",)),
    ]
    assert found[1]["msg"] == "expected one of 'a', 'b', got 'c'"
    assert found[2]["ctx"] == {
        "path": "stepz",
        "expected": "a known name",
        "got": "'stepz'",
        "suggestion": "steps",
        "message": "expected a known name, got 'stepz'; did you mean 'steps'?",
    }
    assert "xxx" not in json.dumps(found)


def test_words_in_braces_are_not_filled_in() -> None:
    with request_class(PAINTING) as made:
        (found,) = errors(made, {"prompt": "a", "class": "{got} {message}"})
    assert found["msg"] == "expected one of 'a', 'b', got '{got} {message}'"


@pytest.mark.parametrize("first", ["text", "json", "rows"])
def test_words_are_made_when_they_are_read_and_are_whole_wherever_they_are_read_first(
    first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with request_class(PAINTING) as made:
        validation = sys.modules[sys.modules[made.__module__].__package__.rpartition(".")[0] + ".validation"]
        with monkeypatch.context() as at_once:
            at_once.setattr(validation, "_nearest", lambda *_: pytest.fail("looked for what was meant at once"))
            with pytest.raises(ValidationError) as caught:
                made.model_validate({"prompt": "a", "class": "c", "stepz": 1})
        told = caught.value
        assert told.error_count() == 2
        ways = {"text": lambda: str(told), "json": lambda: told.json(), "rows": lambda: repr(told.errors())}
        for way in (first, *ways):
            assert "did you mean 'steps'?" in ways[way]()
        plain = [{"ctx": row["ctx"], "msg": row["msg"]} for row in told.errors()]
        assert plain == [{"ctx": row["ctx"], "msg": row["msg"]} for row in json.loads(told.json())]
        assert [row["ctx"]["suggestion"] for row in told.errors()] == [None, "steps"]
        assert all(type(word) in (str, type(None)) for row in told.errors() for word in row["ctx"].values())


@pytest.mark.parametrize("secret", ["sk-" + "a" * 40, "data:image/png;base64," + "A" * 900, "aGVsbG8" * 200])
def test_no_secret_and_no_file_is_shown(secret: str) -> None:
    with request_class(PAINTING) as made, pytest.raises(ValidationError) as caught:
        made.model_validate({"prompt": "a", "class": secret, "steps": secret})
    shown = str(caught.value) + caught.value.json() + repr(caught.value.errors())
    assert secret[:20] not in shown.replace("data:image/png;base64", "")


def test_a_list_may_be_called_by_the_letter_that_makes_a_plural() -> None:
    with request_class(model(parameter("s", Array(Integer(Range(), Decimal("0.1")))))) as made:
        assert made.model_validate({"s": [1]}).s == [1]


def test_objects_within_are_models_and_may_be_given_as_such() -> None:
    with request_class(PAINTING) as made:
        parsed = made(prompt="a", colors=[{"hex": "#fff", "in": 1.0}], by_name={"x": "red", "y": {"hex": "#000"}})
        color = parsed.colors[0]
        assert (type(color).__name__, color.hex, color.in_) == ("Color", "#fff", 1)
        assert (parsed.by_name["x"], parsed.by_name["y"].hex) == ("red", "#000")
        again = made(prompt="a", colors=[color], by_name={"z": color})
        assert again.model_dump(by_alias=True, exclude_unset=True) == {
            "prompt": "a",
            "colors": [{"hex": "#fff", "in": 1}],
            "by_name": {"z": {"hex": "#fff", "in": 1}},
        }
        assert [one["type"] for one in errors(made, {"prompt": "a", "colors": [color, color, color]})] == ["too-many"]
        with pytest.raises(ValidationError):
            type(color)(hex="#ffffffff")


def test_what_is_missing_is_not_sent_and_is_not_null() -> None:
    with request_class(PAINTING) as made:
        parsed = made(prompt="a", steps=MISSING)
        assert (parsed.steps, parsed.note, parsed.scale) == (MISSING, MISSING, 0.5)
        assert parsed.model_dump(by_alias=True) == {"prompt": "a", "class": "a", "scale": 0.5}
        assert made(prompt="a", note=None).model_dump(exclude_unset=True) == {"prompt": "a", "note": None}
        assert [one["type"] for one in errors(made, {"prompt": "a", "steps": None})] == ["null"]


def test_what_was_accepted_stays_as_it_was() -> None:
    with request_class(PAINTING) as made:
        parsed = made.model_validate({"prompt": "a", "steps": 3.0, "scale": 2**60, "class": "b"})
        assert (parsed.steps, type(parsed.steps), parsed.scale, parsed.class_) == (3, int, 2**60, "b")
        assert made.model_validate_json('{"prompt": "a", "steps": 3.0}').steps == 3
        assert TypeAdapter(list[made]).validate_json('[{"prompt": "a"}]')[0].prompt == "a"
        assert made.model_validate(parsed) is parsed


def test_its_own_json_schema_tells_of_limits_texts_and_defaults() -> None:
    with request_class(PAINTING) as made:
        told = made.model_json_schema()
        assert told == made.model_json_schema(mode="serialization")
    assert told["properties"]["steps"] == {"maximum": 50, "minimum": 1, "title": "Steps", "type": "integer"} | {
        "description": "Allowed: 1 to 50."
    }
    assert told["properties"]["class"]["default"] == "a"
    assert told["properties"]["colors"]["maxItems"] == 2
    assert told["required"] == ["prompt"]


def test_its_own_json_schema_tells_of_limits_of_what_a_list_or_an_object_holds() -> None:
    few = Integer(Range(Decimal(1), Decimal(5)))
    grid, labels = Array(Array(few, max_items=2), max_items=3), Map(String(pattern="^a", max_length=4), max_entries=2)
    items = Array(Record("parts item", (parameter("parts", Array(String(max_length=9))),)))
    held = [parameter("grid", Nullable(grid)), parameter("labels", labels), parameter("parts", items)]
    with request_class(model(*held)) as made:
        told = made.model_json_schema()
        assert made.model_validate({"grid": [[1]], "parts": [{"parts": ["a"]}]}).grid == [[1]]
    properties = told["properties"]
    inner = {"items": {"maximum": 5, "minimum": 1, "type": "integer"}, "maxItems": 2, "type": "array"}
    assert properties["grid"]["anyOf"][0] == {"items": inner, "maxItems": 3, "type": "array"}
    assert properties["labels"]["additionalProperties"] == {"maxLength": 4, "pattern": "^a", "type": "string"}
    (parts,) = told["$defs"].values()
    assert parts["properties"]["parts"]["items"] == {"maxLength": 9, "type": "string"}


@pytest.mark.parametrize("pattern", ["^#[0-9a-f]{6}$", "^a", r"\d+$"])
def test_a_list_may_hold_texts_of_a_pattern(pattern: str) -> None:
    texts = Array(String(pattern=pattern), max_items=2)
    with request_class(model(parameter("colors", texts), parameter("named", Map(String(pattern=pattern))))) as made:
        assert errors(made, {"colors": ["#12ab34", "b"], "named": {"a": "?"}})
        good = {"^a": "ab"}.get(pattern, "#12ab34")
        assert made.model_validate({"colors": [good], "named": {"a": good}}).colors == [good]


def test_other_parameters_are_kept_where_the_model_takes_them() -> None:
    with request_class(model(parameter("a", Integer()), additional=Integer())) as made:
        assert made.model_validate({"a": 1, "b": 2}).model_dump(exclude_unset=True) == {"a": 1, "b": 2}
        assert [one["loc"] for one in errors(made, {"b": "x"})] == [("b",)]


@pytest.mark.parametrize("name", ["json", "copy", "model_dump", "str", "list", "Field", "_x", "validate", "problems"])
def test_a_name_that_a_model_class_needs_is_an_alias(name: str) -> None:
    with request_class(model(parameter(name, Integer()), parameter("ab", Array(String())))) as made:
        assert issubclass(made, BaseModel)
        assert made.model_validate({name: 1, "ab": ["c"]}).model_dump(by_alias=True) == {name: 1, "ab": ["c"]}


def test_half_a_surrogate_pair_is_refused_when_the_model_is_made() -> None:
    with pytest.raises(RenderError, match="surrogate"):
        rendered("pydantic", [model(parameter("half \ud800", Integer()))])


def fresh(one: Model, monkeypatch: pytest.MonkeyPatch, found: str | None) -> None:
    """Render a model that was not rendered before, with a version of the generator installed, or none."""

    def version(name: str) -> str:
        if found is None:
            raise PackageNotFoundError(name)
        return found

    monkeypatch.setattr("importlib.metadata.version", version)
    pack = load_pack("pydantic")
    render(pack, lower([one], pack.conventions))


@pytest.mark.parametrize(("found", "said"), [(None, "it is not installed"), ("0.1.0", "0.1.0 is installed")])
def test_without_the_generator_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, found: str | None, said: str
) -> None:
    with pytest.raises(RenderError, match=rf"{said}: pip install 'modelmint\[pydantic\]'"):
        fresh(model(parameter(f"never_seen_{said[0]}", Integer())), monkeypatch, found)


def test_what_the_generator_made_is_kept(tmp_path: Path) -> None:
    keep("a" * 64, "text", tmp_path)
    assert recall("a" * 64, tmp_path) == recall("a" * 64, None) == "text"
    assert recall("b" * 64, tmp_path) is None
    assert [file.read_text() for file in tmp_path.rglob("a*") if file.is_file()] == ["text"]


def test_the_generator_is_loaded_only_for_what_is_not_kept(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from modelmint.lower import lower
from modelmint.render import load_pack, render
sys.path.insert(0, sys.argv[2])
from packed import real_models
pack = load_pack("pydantic")
render(pack, lower(real_models()[:1], pack.conventions), cache=Path(sys.argv[1]))
print("datamodel_code_generator" in sys.modules)
"""
    command = [sys.executable, "-c", code, str(tmp_path), str(Path(__file__).parent.parent)]
    said = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(2)]
    assert said == ["True\n", "False\n"]


def test_the_types_are_right_for_both_type_checkers(tmp_path: Path) -> None:
    for path, text in rendered("pydantic", [*real_models(), PAINTING]).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    packages = sorted(folder.name for folder in tmp_path.iterdir() if folder.is_dir())
    strict = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--no-incremental", *packages]
    ran = subprocess.run(strict, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.stdout == ""
    (tmp_path / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict", "pythonVersion": "3.11"}')
    strict = [sys.executable, "-m", "pyright", "--outputjson"]
    ran = subprocess.run(strict, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert json.loads(ran.stdout)["generalDiagnostics"] == []


def test_the_code_looks_written_by_hand() -> None:
    files = {path: text for path, text in rendered("pydantic", [PAINTING]).items() if path.endswith("types.py")}
    (text,) = files.values()
    assert text.count("Generated by") == 1
    assert "datamodel" not in text
    assert not re.search(r"RootModel|Optional|model_config|timestamp", text)
    assert "class ModelTypeRequest(Request, check=validate):\n" in text
    assert "A request to Model: whatever it takes." in text
    assert "    steps: Annotated[int | MISSING, Field(ge=1, le=50)] = MISSING\n" in text
    assert '    class_: Annotated[Literal["a", "b"], Field(alias="class")] = "a"\n' in text
    assert max(map(len, text.splitlines())) <= 120
