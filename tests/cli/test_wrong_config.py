"""What is wrong in a configuration is named with its line, though only a pack knows that it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import Run, configure

WRONG = {
    '[targets.pyton]\nout = "x"\n': ("[targets.pyton]", "there is no pack 'pyton'; did you mean 'python'?"),
    '[targets.python]\nout = "x"\npakage = "a"\n': (
        'pakage = "a"',
        "pack python has no option 'pakage'; did you mean 'package'?",
    ),
    '[targets.python]\nout = "x"\npackage = 3\n': (
        "package = 3",
        "option 'package' of pack python is 3; expected a name of letters, digits and _ that is no keyword",
    ),
    '[targets.python]\nout = "x"\ntransport = "curl"\n': (
        'transport = "curl"',
        "option 'transport' of pack python is 'curl'; expected one of httpx, httpx2",
    ),
}


@pytest.mark.parametrize(("text", "said"), WRONG.items(), ids=range(len(WRONG)))
@pytest.mark.parametrize("command", ["check", "generate"])
def test_a_target_that_cannot_be_is_named_with_its_line(
    added: Path, run: Run, command: str, text: str, said: tuple[str, str]
) -> None:
    configure(added, text)
    found, message = said
    config = added / "modelmint.toml"
    line = config.read_text(encoding="utf-8").splitlines().index(found) + 1
    done = run(command)
    assert (done.code, done.out, done.err) == (2, "", f"modelmint: {config}:{line}: {message}\n")


def test_a_target_of_a_pyproject_too(added: Path, run: Run) -> None:
    (added / "modelmint.toml").unlink()
    table = '[project]\nname = "x"\n\n[tool.modelmint.targets.pyton]\nout = "x"\n'
    (added / "pyproject.toml").write_text(table, encoding="utf-8")
    assert f"{added / 'pyproject.toml'}:4: there is no pack 'pyton'" in run("generate").err


def test_a_pack_of_ones_own_that_uses_none_is_wrong_itself(added: Path, run: Run) -> None:
    pack = added / "templates" / "mine" / "pack.toml"
    pack.parent.mkdir(parents=True)
    output = '[[outputs]]\ntemplate = "a.jinja"\npath = "a"\nper = "all"\n'
    pack.write_text(f'about = "x"\nuses = ["validatr"]\n{output}', encoding="utf-8")
    configure(added, '[targets.mine]\nout = "x"\n')
    done = run("generate")
    assert done.code == 2
    assert "there is no pack 'validatr'; did you mean 'validator'?" in done.err
    assert "modelmint.toml" not in done.err
