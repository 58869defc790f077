"""Escapers: text of a schema, made harmless for one place in one language. One file a family of languages."""

from __future__ import annotations

from collections.abc import Callable

from modelmint.render.code import Code
from modelmint.render.escape import data, javascript, markup, python

ESCAPERS: dict[str, Callable[..., Code]] = {
    "py_string": python.string,
    "py_doc": python.doc,
    "py_comment": python.comment,
    "js_string": javascript.string,
    "js_doc": javascript.doc,
    "js_comment": javascript.comment,
    "js_regex": javascript.regex,
    "json": data.json_string,
    "toml": data.toml_string,
    "yaml": data.yaml_string,
    "shell": data.shell_word,
    "shell_text": data.shell_text,
    "html": markup.html,
    "md": markup.inline,
    "md_table": markup.table,
    "md_code": markup.code,
    "md_table_code": markup.table_code,
    "md_block": markup.block,
    "url": markup.url,
    "path": markup.path,
}
"""Every escaper by the name that templates call it."""

STRINGS = {"python": python.string, "javascript": javascript.string, "typescript": javascript.string}
"""How a language quotes text; the others quote as JSON does."""
