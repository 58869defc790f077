"""The Markdown pack: pages hold what they say, examples work, and hostile text stays text."""

from __future__ import annotations

import ast
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from modelmint.ir.model import Capability, Corrected, Modalities, Model
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Is
from modelmint.ir.types import Array, String, UnionOf
from modelmint.ir.value import UNSET
from modelmint.validate import validate
from nouns import HERE, WHY, model, parameter
from packed import real_models, rendered, views
from strategies import models

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = re.compile(r"</?(br|sub|details|summary)>")
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def page(one: Model) -> str:
    """The page of a model, apart from the index."""
    return next(text for path, text in rendered("markdown", [one]).items() if path != "README.md")


def tokens(text: str) -> Iterator[Token]:
    for token in MARKDOWN.parse(text):
        yield token
        yield from token.children or ()


@given(models())
@SLOW
def test_no_text_becomes_markup(one: Model) -> None:
    for text in rendered("markdown", [one]).values():
        assert text.startswith("<!-- ")
        for token in tokens(text.partition("\n")[2]):
            if token.type in ("html_block", "html_inline"):
                assert OURS.sub("", token.content).strip() in ("", "curl")
            assert token.type not in ("image", "code_block", "hr")
            if token.type == "link_open":
                assert re.fullmatch(r"#[a-z0-9_]+|[a-z0-9_]+/[a-z0-9-]+\.md", str(token.attrs["href"]))


@given(models())
@SLOW
def test_every_row_of_a_table_has_its_columns(one: Model) -> None:
    for text in rendered("markdown", [one]).values():
        for table in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
            columns = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
            assert len(columns) == 1, table


@given(models())
@SLOW
def test_a_page_shows_each_example_as_a_call_that_makes_that_request(one: Model) -> None:
    (view,) = views("markdown", [one])
    calls = [block for block in blocks(page(one), "python") if "import Client" in block]
    shown = [example for example in view.examples if example.method]
    assert [arguments(call) for call in calls] == [
        (view.module, example.method, {each.name: readable(each.value) for each in example.arguments})
        for example in shown
    ]


def blocks(text: str, language: str) -> list[str]:
    return [token.content for token in MARKDOWN.parse(text) if token.type == "fence" and token.info == language]


def arguments(code: str) -> tuple[str, str, dict[str, object]]:
    """The model, the method and the arguments of the call in an example, which is read and not run."""
    (call,) = [node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Assign)]
    assert isinstance(call, ast.Call)
    assert isinstance(call.func, ast.Attribute)
    assert isinstance(call.func.value, ast.Attribute)
    assert call.args == []
    return call.func.value.attr, call.func.attr, {str(each.arg): _value(each.value) for each in call.keywords}


def _value(node: ast.expr) -> object:
    source = re.sub(r'Decimal\("([^"]*)"\)', r"\1", ast.unparse(node)) if "Decimal" in ast.unparse(node) else None
    return "a decimal" if source else readable(ast.literal_eval(node))


def readable(value: object) -> object:
    """A value with numbers compared as numbers; one that floats cannot hold is only said to be there."""
    if isinstance(value, bool | None):
        return value
    if isinstance(value, int | float | Decimal):
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return exact if Decimal(repr(float(exact))) == exact else "a decimal"
    return json.dumps(value, default=float) if isinstance(value, list | dict) else value


@given(models())
@SLOW
def test_a_command_sends_the_request_that_it_shows(one: Model) -> None:
    (view,) = views("markdown", [one])
    bodies = [json.loads(_after(shlex.split(command), "--data")) for command in blocks(page(one), "sh")]
    expected = [{"model": one.id, **example.request} for example in view.examples for _ in one.endpoints]
    read = json.loads(json.dumps(expected, default=float))
    assert [json.loads(json.dumps(body)) for body in bodies] == read


def _after(words: list[str], option: str) -> str:
    return words[words.index(option) + 1]


def test_the_examples_of_real_models_are_accepted_by_their_schema() -> None:
    """By the one that a reader has too: the generated JSON Schema."""
    from jsonschema import Draft202012Validator

    files = rendered("json-schema", real_models())
    read = (json.loads(text) for path, text in files.items() if path.endswith(".schema.json"))
    schemas = {each["title"]: each for each in read}
    for one in real_models():
        bodies = [json.loads(_after(shlex.split(command), "--data")) for command in blocks(page(one), "sh")]
        assert bodies
        for body in bodies:
            request: dict[str, Any] = {key: value for key, value in body.items() if key != "model"}
            Draft202012Validator(schemas[one.name]).validate(request)
            assert validate(one, request) == []


def test_there_is_an_example_for_every_task_and_none_that_the_provider_got_wrong() -> None:
    (nova,) = [one for one in real_models() if one.id == "amazon-nova-canvas"]
    (view,) = views("markdown", [nova])
    assert [example.task for example in view.examples] == [task.value for task in view.tasks]
    assert "1024x1024" not in page(nova)


def test_a_page_says_when_the_model_ends_and_what_was_corrected() -> None:
    (nova,) = [one for one in real_models() if one.id == "amazon-nova-canvas"]
    text = page(nova)
    assert "It retires on **2026-09-30**" in text
    assert "| `cfg_scale.range` | 1 to 20 | 1.1 to 10 |" in text
    assert "0.12 USD per image" in text


def test_the_index_leads_to_every_page() -> None:
    files = rendered("markdown", real_models())
    links = re.findall(r"\]\(([^)]+)\)", files["README.md"])
    assert sorted(links) == sorted(set(files) - {"README.md"})


@pytest.mark.parametrize(
    ("kind", "taken"),
    [
        ("image", 'result.images[0].save("image.png")'),
        ("video", 'result.videos[0].save("video.mp4")'),
        ("audio", 'result.audio[0].save("audio.mp3")'),
        ("embedding", "print(result.embeddings[0])"),
        ("reranker", "print(result.json)"),
    ],
)
def test_an_example_goes_on_to_the_result(kind: str, taken: str) -> None:
    assert f"\n    {taken}\n" in page(replace(model(parameter("prompt", String())), category=kind))


def test_a_page_says_only_what_is_known_to_go_in_and_out() -> None:
    told = page(replace(model(), modalities=Modalities(output=("embedding",))))
    assert "| Gives | embedding |" in told
    assert "| Takes |" not in told


def test_each_member_of_a_union_has_its_limits_beside_it() -> None:
    either = UnionOf((String(max_length=9), Array(String(), max_items=10)))
    assert "| text (at most 9 characters), or list of text (at most 10 items) |" in page(model(parameter("a", either)))


def test_a_list_of_words_is_told_as_words() -> None:
    told = Capability("features", ["a", "b"], HERE), Capability("tiers", [], HERE), Capability("tall", True, HERE)
    text = page(replace(model(), capabilities=told))
    assert "| `features` | `a`, `b` |\n| `tiers` | `[]` |\n| `tall` | `true` |" in text


def test_a_parameter_that_is_not_offered_is_said_to_be_accepted() -> None:
    text = page(model(parameter("a", String()), replace(parameter("b", String()), hidden=True)))
    assert "| `b` |" not in text
    assert "Accepted as well, though not offered here: `b`.\n" in text
    assert "Accepted as well" not in page(model(parameter("a", String())))


def test_a_corrected_pattern_is_set_apart_from_the_words_around_it() -> None:
    fact = Corrected("a.pattern", UNSET, "^[ab]|c$", WHY)
    assert "| `a.pattern` | nothing | `^[ab]\\|c$` |" in page(replace(model(), corrections=(fact,)))


def test_prices_that_hold_always_have_no_column_for_when() -> None:
    price = Price("Image", Decimal("0.5"), "USD", "image", HERE)
    always, small = price, replace(price, when=(Is("size", ("small",)),))
    assert "| For | Price |\n| --- | --- |\n| Image | 0.5 USD per image |" in page(replace(model(), prices=(always,)))
    both = page(replace(model(parameter("size", String())), prices=(always, small)))
    assert "| For | When | Price |\n| --- | --- | --- |\n| Image |  | 0.5 USD per image |\n" in both
    assert "| Image | `size` is `small` | 0.5 USD per image |" in both


def test_a_price_tells_what_limits_it() -> None:
    price = Price(
        "Video", Decimal("0.5"), "USD", "second", HERE, qualifier="without sound", starts_on=date(2027, 1, 31)
    )
    text = page(replace(model(), prices=(price, replace(price, was=Decimal("0.4")))))
    assert "| Video | without sound | 0.5 USD per second, from 2027-01-31 on |" in text
    assert "| Video | without sound | 0.5 USD per second, from 2027-01-31 on, 0.4 USD per second before |" in text
