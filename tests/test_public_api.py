"""What programs import stands, is documented, and costs nothing before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import modelmint


@pytest.mark.parametrize("name", modelmint.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(modelmint, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = modelmint.no_such_name


def test_importing_the_package_imports_nothing_else_of_it() -> None:
    code = "import sys, modelmint; print([name for name in sys.modules if name.startswith('modelmint.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
