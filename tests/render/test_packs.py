"""What is wrong with a pack is said with its file, its line and what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from modelmint.ir.types import KINDS, Boolean, String
from modelmint.lower import lower
from modelmint.render import PackError, RenderError, load_pack, render
from modelmint.render.pack import shipped_folder
from nouns import model, parameter

PACK = """about = "A test"
language = "python"
[[outputs]]
template = "out.txt.jinja"
path = "{{ model.module }}.txt"
per = "model"
"""
TYPES = "".join(f"{{% macro {kind}(t) %}}{kind}{{% endmacro %}}\n" for kind in KINDS)


class Workshop:
    """A folder of packs, with one pack to change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("pack.toml", PACK)
        self.write("types.jinja", TYPES)
        self.write("out.txt.jinja", "{{ model.id | py_comment }}\n")

    def write(self, name: str, text: str) -> None:
        file = self.folder / "mine" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def render(self, template: str | None = None, **options: str | bool | int) -> str:
        """The one file that the pack makes of a model with two parameters."""
        if template is not None:
            self.write("out.txt.jinja", template)
        pack = load_pack("mine", [self.folder])
        one = model(parameter("text", String(), default='a "quoted" text'), parameter("flag", Boolean(), required=True))
        (text,) = render(pack, lower([one], pack.conventions), options).values()
        return text


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def refusal(workshop: Workshop, template: str | None = None) -> str:
    with pytest.raises((PackError, RenderError)) as refused:
        workshop.render(template)
    return str(refused.value)


@pytest.mark.parametrize(
    ("broken", "line", "says"),
    [
        (PACK.replace("about", "abuot"), 1, "did you mean 'about'?"),
        (PACK.replace('"python"', '"pyhton"'), 2, "did you mean 'python'?"),
        (PACK.replace("[[outputs]]\n", '[[outputs]]\nwhenever = "x"\n'), 4, "did you mean 'when'?"),
        (PACK.replace('per = "model"', 'per = "models"'), 6, "did you mean 'model'?"),
        (PACK.replace('path = "{{ model.module }}.txt"\n', ""), 3, "outputs.0 lacks the key path; add path = ..."),
        (PACK.replace('"A test"', "3"), 1, "about is 3; expected a string"),
        (PACK + "[options.x]\ndefault = 1\ndoc = 'x'\n", 7, "options.x lacks the key type; add type = ..."),
        (PACK + "[[outputs]\n", 7, "not TOML"),
    ],
)
def test_a_mistake_in_pack_toml_names_its_line(workshop: Workshop, broken: str, line: int, says: str) -> None:
    workshop.write("pack.toml", broken)
    with pytest.raises(PackError) as refused:
        load_pack("mine", [workshop.folder])
    assert f"pack.toml:{line}: " in str(refused.value)
    assert says in str(refused.value)


def test_a_pack_that_lacks_the_macro_of_a_kind_is_refused(workshop: Workshop) -> None:
    workshop.write("types.jinja", TYPES.replace("macro union(", "macro onion("))
    assert "no macro for union" in refusal(workshop)


def test_a_pack_without_its_family_is_refused(workshop: Workshop) -> None:
    workshop.write("pack.toml", PACK.replace("[[outputs]]", 'families = ["checks"]\n[[outputs]]', 1))
    assert "has no checks.jinja" in refusal(workshop)


@pytest.mark.parametrize("tag", ['{% include "_gone.jinja" %}', '{% from "_gone.jinja" import gone %}'])
def test_a_template_that_another_one_lacks_is_named(workshop: Workshop, tag: str) -> None:
    assert "out.txt.jinja:2, for test:model: there is no template _gone.jinja" in refusal(workshop, f"a\n{tag}")
    workshop.write("types.jinja", f"{TYPES}\n{tag}")
    line = TYPES.count("\n") + 2
    assert f"types.jinja:{line}: there is no template _gone.jinja" in refusal(workshop)
    workshop.write("_there.jinja", f"\n\n{tag}")
    workshop.write("types.jinja", '{% include "_there.jinja" %}' + TYPES)
    assert "_there.jinja:3: there is no template _gone.jinja" in refusal(workshop)
    workshop.write("_there.jinja", "\n{% if %}")
    assert "_there.jinja:2: Expected an expression" in refusal(workshop)
    workshop.write("_there.jinja", "\n{{ nothing }}")
    assert "_there.jinja:2: 'nothing' is undefined" in refusal(workshop)


def test_there_is_a_list_of_packs_for_a_name_that_is_none() -> None:
    with pytest.raises(PackError, match=r"no pack 'jsonschema'.*json-schema"):
        load_pack("jsonschema")


def test_a_template_that_does_not_parse_names_its_line(workshop: Workshop) -> None:
    assert "out.txt.jinja:2: " in refusal(workshop, "a\n{% if %}\n")


def test_an_undefined_variable_names_pack_template_line_and_model(workshop: Workshop) -> None:
    said = refusal(workshop, "a\n{{ model.nmae }}\n")
    assert said.startswith("pack mine, out.txt.jinja:2, for test:model: ")
    assert "nmae" in said


def test_an_error_in_a_partial_names_the_partial(workshop: Workshop) -> None:
    workshop.write("_part.jinja", "{% macro bad() %}\n\n{{ nothing }}{% endmacro %}")
    assert "_part.jinja:3" in refusal(workshop, '{% from "_part.jinja" import bad %}{{ bad() }}')


@pytest.mark.parametrize(
    "template", ["{{ model.visible[0].default }}", "{{ 'x' ~ model.visible[0].default }}", "{{ [model.ref] | join }}"]
)
def test_text_of_a_schema_is_refused_without_an_escaper(workshop: Workshop, template: str) -> None:
    assert "pass it through an escaper" in refusal(workshop, template)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ model.visible[0].default | py_string }}", '"a \\"quoted\\" text"\n'),
        ("{{ string(model.visible[0].default) }}", '"a \\"quoted\\" text"\n'),
        ("{{ model.module }}-{{ model.visible | length }}", "model-2\n"),
        ("{% for p in model.visible %}{{ p.wire }}{{ ', ' if not loop.last }}{% endfor %}", "text, flag\n"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ [m('a b'), m(1)] | join('; ') }}", "<a b>; <1>\n"),
        ("{{ type(model.visible[1].type) }}", "boolean\n"),
        (
            "{{ literal(model.visible[0].default) }} {{ literal(true) }} {{ literal(none) }}",
            '"a \\"quoted\\" text" True None\n',
        ),
        ("{{ literal(true, 'json') }}", "true\n"),
        ("{{ 'one two three' | wrap(8) | indent(2) }}", "one two\n  three\n"),
        ("{{ exact(3) }}", 'Decimal("3")\n'),
    ],
)
def test_the_vocabulary(workshop: Workshop, template: str, text: str) -> None:
    assert workshop.render(template) == text


def test_a_template_of_ones_own_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "json-schema"
    own.mkdir()
    (own / "_rule.jinja").write_text('{% macro rule(view) %}"$comment": "mine",{% endmacro %}')
    pack = load_pack("json-schema", [tmp_path])
    assert pack.folders[:2] == (own, shipped_folder() / "json-schema")


def test_options_are_checked_and_filled_in(workshop: Workshop) -> None:
    option = '[options.package]\ntype = "string"\ndefault = "{source}_models"\ndoc = "x"\nchoices = []\n'
    workshop.write("pack.toml", PACK + option)
    assert workshop.render("{{ options.package }}") == "test_models\n"
    assert workshop.render("{{ options.package }}", package="mine") == "mine\n"
    with pytest.raises(PackError, match="no option 'pakage'; did you mean 'package'"):
        workshop.render("", pakage="x")
    with pytest.raises(PackError, match="is 3; expected a string"):
        workshop.render("", package=3)


def test_an_output_is_made_only_where_it_is_wanted(workshop: Workshop) -> None:
    other = PACK[PACK.index("[[") :].replace("}}.txt", "}}.md") + 'when = "model.tasks"\n'
    workshop.write("pack.toml", PACK + other)
    assert workshop.render("x") == "x\n"


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x", "", "a\\\\b", "c:x"])
def test_no_output_leaves_the_targets_folder(workshop: Workshop, path: str) -> None:
    workshop.write("pack.toml", PACK.replace("{{ model.module }}.txt", path))
    assert "is no path inside the target's folder" in refusal(workshop)


def test_two_outputs_have_two_paths_even_where_case_is_ignored(workshop: Workshop) -> None:
    workshop.write("pack.toml", PACK + PACK[PACK.index("[[") :].replace('txt"\nper', 'TXT"\nper'))
    assert "another file has the path" in refusal(workshop)


def test_no_output_holds_a_control_character(workshop: Workshop) -> None:
    assert "line 2 of the output holds the character '\\x1b'" in refusal(workshop, "a\n\x1b[31m")


@pytest.mark.parametrize("tie", ['uses = ["other"]\n', '[names]\nlike = "other"\n'], ids=["uses", "like"])
def test_packs_that_use_each_other_in_a_circle_are_refused(workshop: Workshop, tie: str) -> None:
    workshop.write("pack.toml", PACK + tie if "[names]" in tie else tie + PACK)
    workshop.write("../other/pack.toml", 'uses = ["mine"]\n' + PACK)
    assert "in a circle: mine -> other -> mine" in refusal(workshop)


@pytest.mark.parametrize("package", ["a-b c", "../evil", "class", "", "a.b", "1a", "\u212a"])
def test_a_name_is_one_in_the_packs_language(workshop: Workshop, package: str) -> None:
    workshop.write("pack.toml", PACK + '[options.package]\ntype = "name"\ndefault = "{source}_models"\ndoc = "x"\n')
    assert workshop.render("{{ options.package }}", package="{source}_client") == "test_client\n"
    with pytest.raises(PackError, match="expected a name of letters, digits and _ that is no keyword"):
        workshop.render("", package=package)
