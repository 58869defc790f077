"""Imports are recorded while a body is printed, and sorted as the language's own tools sort them."""

from __future__ import annotations

import subprocess
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelmint.render.imports import Imports

USES = [
    ("__future__", "annotations"), ("decimal", "Decimal"), ("collections.abc", "Mapping"), ("httpx", ""),
    ("httpx", "Client"), ("typing", "TypedDict"), ("typing", "TYPE_CHECKING"), ("typing", "cast"), ("json", ""),
    (".errors", "ApiError"), ("..client", "run"), (".types", "Request"), ("typing", "Any"), ("pydantic", "BaseModel"),
    ("datetime", "date"), (".", "errors"), ("os.path", "join"),
]  # fmt: skip


@given(st.lists(st.sampled_from(USES), min_size=1, unique=True))
@settings(max_examples=15, deadline=None)
def test_python_imports_are_sorted_as_ruff_sorts_them(
    tmp_path_factory: pytest.TempPathFactory, uses: list[tuple[str, str]]
) -> None:
    imports = Imports("python")
    for module, name in uses:
        imports.use(module, name)
    file = tmp_path_factory.mktemp("imports") / "x.py"
    file.write_text(f"{imports.spelled()}\n")
    ruff = Path(sysconfig.get_path("scripts")) / "ruff"
    command = [ruff, "check", "--isolated", "--select", "I", "--diff", file]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_what_only_type_checkers_need_is_imported_for_them_alone() -> None:
    imports = Imports("python")
    imports.use("typing", "Any", typing=True)
    imports.use("typing", "Literal", typing=True)
    imports.use("typing", "Literal")
    assert imports.spelled() == (
        "from typing import Literal\n\nTYPE_CHECKING = False\nif TYPE_CHECKING:\n    from typing import Any"
    )


def test_javascript_imports() -> None:
    imports = Imports("typescript")
    imports.use("./runtime.js", "check")
    imports.use("./runtime.js", "at")
    imports.use("./types.js", "Request", typing=True)
    assert imports.spelled() == 'import { at, check } from "./runtime.js";\nimport type { Request } from "./types.js";'


def test_one_name_of_two_modules_is_refused() -> None:
    imports = Imports("python")
    imports.use("a", "X")
    with pytest.raises(ValueError, match="X is imported from both a and b"):
        imports.use("b", "X")


def test_a_symbol_can_be_had_under_another_name() -> None:
    imports = Imports("python")
    assert [imports.use(".", "x as _x"), imports.use(".", "y")] == ["_x", "y"]
    assert imports.spelled() == "from . import y\nfrom . import x as _x"
    with pytest.raises(ValueError, match=r"_x is imported from both \. and \.b"):
        imports.use(".b", "_x")


@pytest.mark.parametrize(
    ("module", "name"), [("os; import sys", ""), ("a", "b; c"), ("a", "b as 1"), ("a", "1"), ("", "x"), ('a"', "x")]
)
def test_what_is_no_module_and_name_is_refused(module: str, name: str) -> None:
    with pytest.raises(ValueError, match="not a module and a name"):
        Imports("python").use(module, name)
