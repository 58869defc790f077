"""What the generated Python package looks like, for those who read it in an editor or in `help()`."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.pricing import Price
from modelmint.ir.types import String
from nouns import HERE, model, parameter
from packed import real_models, rendered

FOLDER = "empiriolabs_models/amazon_nova_canvas"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """The package of the project's own models."""
    return dict(rendered("python", real_models()))


def docstring(text: str, class_: str, method: str) -> str:
    """The docstring of a method, as `help()` shows it."""
    classes = (node for node in ast.parse(text).body if isinstance(node, ast.ClassDef) and node.name == class_)
    methods = (node for one in classes for node in one.body if getattr(node, "name", "") == method)
    return ast.get_docstring(next(methods)) or ""  # type: ignore[arg-type]  # a method of that name


@pytest.mark.parametrize("class_", ["AmazonNovaCanvas", "AsyncAmazonNovaCanvas"])
def test_the_docstring_of_a_task_tells_its_rules_and_all_its_parameters(files: dict[str, str], class_: str) -> None:
    doc = docstring(files[f"{FOLDER}/__init__.py"], class_, "inpaint")
    assert doc.startswith(
        "Inpainting.\n\nExactly one of `mask_image` or `mask_prompt` is required.\n\nArgs:\n    prompt (required): "
    )
    assert "\n    image (required): " in doc
    plain = " ".join(doc.split())
    assert "takes longer. Allowed: one of small, large. Default: small. The price depends on it." in plain
    assert "negative_prompt: What the image should not show. Allowed: at most 1024 characters. Default: empty." in doc
    assert "similarity_strength" not in doc
    assert max(map(len, doc.splitlines())) <= 112


def test_choices_are_named_once(files: dict[str, str]) -> None:
    types = files[f"{FOLDER}/types.py"]
    assert types.count('"outpainting"'.upper()) == 1
    assert types.count("Literal[") == types.count(": TypeAlias = Literal[")
    assert types.count("aspect_ratio: AspectRatio") > 7


def test_a_checks_module_imports_what_it_calls_and_nothing_else(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith("/validator.py"):
            tree = ast.parse(text)
            froms = [
                node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "validation"
            ]
            imported = {one.name for node in froms for one in node.names}
            used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            assert imported <= used | {"Problem"}, path


def test_a_price_keeps_the_words_and_the_day_that_limit_it() -> None:
    limits = {"qualifier": "when invoked", "was": Decimal("0.02"), "starts_on": date(2027, 1, 31)}
    price = Price("Search", Decimal("0.01"), "USD", "call", HERE, **limits)
    made = rendered("python", [replace(model(parameter("a", String())), prices=(price,))])
    [facts] = [text for path, text in made.items() if path.endswith("/model.py") and "_core" not in path]
    for said in ('qualifier="when invoked"', 'was=Decimal("0.02")', 'starts_on="2027-01-31"'):
        assert said in facts


@pytest.mark.parametrize(
    ("life", "told"),
    [
        (Lifecycle(), "Model."),
        (Lifecycle(deprecated=True), "Model. It is deprecated, and no successor is named."),
        (
            Lifecycle(deprecated=True, retires_on=date(2027, 1, 31), successor="two"),
            "Model. It retires on 2027-01-31, and its successor is two.",
        ),
    ],
)
def test_the_class_of_a_model_says_when_it_ends(life: Lifecycle, told: str) -> None:
    made = rendered("python", [replace(model(parameter("a", String())), lifecycle=life)])
    [text] = [text for path, text in made.items() if path.endswith("/model/__init__.py")]
    classes = {node.name: ast.get_docstring(node) for node in ast.parse(text).body if isinstance(node, ast.ClassDef)}
    assert classes["Model"] == told
    assert classes["AsyncModel"] == told.replace("Model.", "Model, asynchronously.")
