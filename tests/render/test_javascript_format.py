"""How long lines of JavaScript are broken."""

from __future__ import annotations

import pytest

from modelmint.render.javascript_format import WIDTH, laid_out

LONG = "a_rather_long_name_of_a_value"
CASES = {
    "a call": (f'report(out, "{LONG}", {LONG}, {LONG}, {LONG});', ["report(", f'  "{LONG}",', ");"]),
    "an object that is the last argument": (
        f'report(out, "{LONG}", {LONG}, {{ low: {LONG}, high: {LONG} }});',
        [f'report(out, "{LONG}", {LONG}, {{', f"  low: {LONG},", "});"],
    ),
    "a condition": (f"if ({LONG} && {LONG} && {LONG} && {LONG}) {{", ["if (", f"  {LONG} &&", f"  {LONG}", ") {"]),
    "a condition with comparisons": (
        f"if (!({LONG} >= 0 && {LONG} <= 1 && {LONG} > -1 && {LONG} < 5)) {{",
        ["if (", "  !(", f"    {LONG} >= 0 &&", f"    {LONG} <= 1 &&", f"    {LONG} < 5", "  )", ") {"],
    ),
    "comparisons that fill more than a line": (
        f"if ({LONG} >= 0 && {LONG} <= 1 && {LONG} > -1 && {LONG} < 5) {{",
        ["if (", f"  {LONG} >= 0 &&", f"  {LONG} <= 1 &&", f"  {LONG} > -1 &&", f"  {LONG} < 5", ") {"],
    ),
    "a type that is one of several": (
        f'  quality?: "{LONG}" | "{LONG}" | "{LONG}" | "{LONG}";',
        ["  quality?:", f'    | "{LONG}"', f'    | "{LONG}";'],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_long_line_is_broken_at_its_brackets(name: str) -> None:
    line, wanted = CASES[name]
    assert len(line) > WIDTH
    lines = laid_out(line).splitlines()
    assert set(wanted) <= set(lines)
    assert all(len(each) <= WIDTH for each in lines)
    assert "".join(lines).replace(" ", "").replace(",)", ")").replace(",}", "}").replace(":|", ":") == line.replace(
        " ", ""
    )
