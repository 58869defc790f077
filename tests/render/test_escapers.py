"""An escaper's output means the text it was given, in its language, and nothing else."""

from __future__ import annotations

import ast
import html
import json
import shlex
import subprocess
import tomllib
from html.parser import HTMLParser

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from modelmint.render.escape import ESCAPERS
from strategies import HOSTILE, texts

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
any_text = st.one_of(texts, st.text(st.sampled_from("\"'\\`*_~|<>&#{}[]()!-+.=\n\t a1@:$^%/"), max_size=20))


def whole(text: str) -> str:
    """The text as far as UTF-8 can carry it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@given(any_text)
def test_a_python_string_has_the_value_of_the_text(text: str) -> None:
    assert ast.literal_eval(ESCAPERS["py_string"](text)) == text


@given(any_text)
def test_a_docstring_has_the_value_of_the_text(text: str) -> None:
    assert ast.literal_eval(f'"""{ESCAPERS["py_doc"](text)}"""') == whole(text)


def test_a_class_can_have_any_docstring() -> None:
    docstring = ESCAPERS["py_doc"]("half a pair: \ud800")
    exec(f'class Documented:\n    """{docstring}"""', {})


@given(any_text)
def test_a_python_comment_is_no_code(text: str) -> None:
    assert ast.parse(ESCAPERS["py_comment"](text)).body == []


@given(any_text)
def test_json_and_javascript_strings_have_the_value_of_the_text(text: str) -> None:
    # Two halves of a pair that meet are one character in both languages.
    read = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(ESCAPERS["json"](text)) == read
    assert json.loads(ESCAPERS["js_string"](text)) == read


@given(any_text)
def test_a_javascript_string_ends_no_script(text: str) -> None:
    assert "</" not in ESCAPERS["js_string"](text)
    assert "<!--" not in ESCAPERS["js_string"](text)


@given(any_text)
def test_a_block_comment_does_not_end_early(text: str) -> None:
    lines = ESCAPERS["js_doc"](text)
    assert "*/" not in lines
    assert all(line.startswith(" *") for line in lines.split("\n"))
    assert not any(end in lines for end in "\r\u2028\u2029")


@given(any_text)
def test_a_line_comment_stays_on_its_lines(text: str) -> None:
    lines = ESCAPERS["js_comment"](text)
    assert all(line.startswith("//") for line in lines.split("\n"))
    assert not any(end in lines for end in "\r\u2028\u2029")


@given(any_text)
def test_toml_and_yaml_strings_have_the_value_of_the_text(text: str) -> None:
    assert tomllib.loads(f"a = {ESCAPERS['toml'](text)}")["a"] == whole(text)
    assert yaml.safe_load(ESCAPERS["yaml"](text)) == whole(text)


@given(any_text)
def test_a_shell_word_is_one_word(text: str) -> None:
    assert shlex.split(ESCAPERS["shell"](text)) == [whole(text).replace("\x00", "\ufffd")]


@given(any_text)
@settings(max_examples=30, deadline=None)
def test_a_shell_reads_the_text_and_runs_nothing(text: str) -> None:
    command = f'printf "%s|" {ESCAPERS["shell"](text)} "{ESCAPERS["shell_text"](text)}"'
    said = subprocess.run(["sh", "-c", command], capture_output=True, check=True).stdout.decode()
    assert said == f"{whole(text)}|".replace("\x00", "\ufffd") * 2


class _Markup(HTMLParser):
    """Collects whatever is not text."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(tag)

    def handle_comment(self, data: str) -> None:
        self.seen.append(data)

    def handle_decl(self, decl: str) -> None:
        self.seen.append(decl)

    def handle_pi(self, data: str) -> None:
        self.seen.append(data)


@given(any_text)
def test_html_text_holds_no_markup(text: str) -> None:
    parser = _Markup()
    parser.feed(ESCAPERS["html"](text))
    assert parser.seen == []
    assert '"' not in ESCAPERS["html"](text)


@given(any_text)
@example("http://example.com www.example.com a@b.cd")
@example("1. one")
@example("+ a")
@example("setext\n===")
def test_markdown_text_is_a_paragraph_of_text(text: str) -> None:
    """Nothing in it is a link, emphasis, HTML, a heading or a list; code between single backticks is code."""
    escaped = ESCAPERS["md"](text)
    tokens = MARKDOWN.parse(escaped)
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "text_special", "code_inline"}


@given(st.text("abc_1 -.#*[]()<>&!~$:/@=|+", min_size=1, max_size=20).map(str.strip).filter(bool))
def test_markdown_shows_the_text_as_it_was(text: str) -> None:
    (inline,) = [token for token in MARKDOWN.parse(ESCAPERS["md"](text)) if token.type == "inline"]
    assert "".join(child.content for child in inline.children or ()) == " ".join(text.split())


@given(any_text)
def test_a_table_cell_stays_one_cell(text: str) -> None:
    row = f"| a | b |\n| --- | --- |\n| {ESCAPERS['md_table'](text)} | {ESCAPERS['md_table_code'](text)} |\n"
    rendered = MARKDOWN.render(row)
    assert rendered.count("<td>") == 2
    assert rendered.count("<tr>") == 2
    assert rendered.count("<code>") == rendered.count("</code>")


@given(st.text("ab`| \\", min_size=1, max_size=12))
def test_a_code_span_shows_the_text(text: str) -> None:
    (token,) = [one for one in MARKDOWN.parse(f"x {ESCAPERS['md_code'](text)} y") if one.type == "inline"]
    (code,) = [child for child in token.children or () if child.type == "code_inline"]
    assert code.content == text


@given(st.text("ab`| \\", min_size=1, max_size=12))
def test_a_code_span_in_a_table_shows_the_text(text: str) -> None:
    rendered = MARKDOWN.render(f"| a | b |\n| --- | --- |\n| {ESCAPERS['md_table_code'](text)} | |\n")
    assert f"<td><code>{text}</code></td>" in rendered


@given(any_text)
def test_a_code_block_does_not_end_early_and_shows_the_text(text: str) -> None:
    tokens = MARKDOWN.parse(f"{ESCAPERS['md_block'](text, 'sh')}\nafter\n")
    assert [token.type for token in tokens] == ["fence", "paragraph_open", "inline", "paragraph_close"]
    if text.isprintable():
        assert tokens[0].content == f"{text}\n"


@pytest.mark.parametrize("name", ESCAPERS)
def test_no_escaper_lets_a_character_through_that_cannot_be_seen(name: str) -> None:
    escaped = "".join(ESCAPERS[name](text) for text in HOSTILE if not name.startswith("shell"))
    escaped.encode()
    assert not set(escaped) & set("\x00\x1b\x7f\u2028\u202e\ufeff")


def test_ordinary_text_stays_readable() -> None:
    text = "How many images (1-5). See size_scale, e.g. 16:9 & more!"
    assert ESCAPERS["md"](text) == "How many images (1-5). See size_scale, e.g. 16:9 & more!"
    assert html.unescape(ESCAPERS["html"](text)) == text
