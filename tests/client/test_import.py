"""What importing the package brings in, and what making a client does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "pydantic",
    "httpx",
    "httpcore",
    "anyio",
    "ssl",
    "asyncio",
    "typing",
    "dataclasses",
    "logging",
    "json",
    "decimal",
)


def modules_after(code: str, generated: Path) -> set[str]:
    """The modules that are loaded after running the code in a bare interpreter."""
    program = f"import sys; sys.path[:0] = {[str(generated), *sys.path]!r}\n{code}\nprint(*sys.modules)"
    ran = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import empiriolabs_models",
        "from empiriolabs_models import Client, AsyncClient",
        "from empiriolabs_models import ValidationError, OutcomeUnknownError",
        "import empiriolabs_models.errors",
    ],
)
def test_importing_brings_in_nothing_heavy(generated: Path, code: str) -> None:
    bare = modules_after("pass", generated)
    assert (modules_after(code, generated) - bare) & set(HEAVY) == set()


@pytest.mark.parametrize(
    ("client", "transport"),
    [("Client", "httpx.Client()"), ("AsyncClient", "__import__('asyncio'); httpx.AsyncClient()")],
)
def test_a_client_brings_in_its_transport_and_beside_it_only_itself(
    generated: Path, client: str, transport: str
) -> None:
    loaded = modules_after(f"from empiriolabs_models import {client}; {client}()", generated)
    assert "httpx" in loaded
    own = loaded - modules_after(f"import httpx; {transport}", generated)
    assert {name.partition(".")[0] for name in own} == {"empiriolabs_models"}
    assert not any(name.startswith("empiriolabs_models.amazon") for name in own)


def test_a_blocking_client_does_without_asyncio(generated: Path) -> None:
    code = "from empiriolabs_models import Client; Client().amazon_nova_canvas"
    assert "asyncio" not in modules_after(code, generated)


def test_the_first_use_of_a_model_brings_in_little_more(generated: Path) -> None:
    before = modules_after("from empiriolabs_models import Client; Client()", generated)
    used = modules_after("from empiriolabs_models import Client; Client().amazon_nova_canvas.model", generated)
    more = {name.partition(".")[0] for name in used - before}
    assert more <= {"empiriolabs_models", "decimal", "_decimal", "numbers"}


def test_a_model_is_loaded_when_it_is_first_used_and_kept(generated: Path) -> None:
    code = "from empiriolabs_models import Client; c = Client(); a = c.word_vectors; assert a is c.word_vectors"
    loaded = modules_after(code, generated)
    assert "empiriolabs_models.word_vectors.model" in loaded
    assert "empiriolabs_models.amazon_nova_canvas" not in loaded
    assert "empiriolabs_models.word_vectors.types" not in loaded


def test_a_misspelt_model_or_name_is_told_what_was_meant() -> None:
    import empiriolabs_models

    with pytest.raises(AttributeError, match="did you mean 'amazon_nova_canvas'"):
        empiriolabs_models.Client("k").amazon_nova_canva  # noqa: B018 - asking for it is the test
    with pytest.raises(AttributeError, match="Clint"):
        empiriolabs_models.Clint  # noqa: B018 - asking for it is the test
    assert "amazon_nova_canvas" in dir(empiriolabs_models.Client("k"))


def test_every_public_name_can_be_had() -> None:
    import empiriolabs_models

    for name in dir(empiriolabs_models):
        assert getattr(empiriolabs_models, name) is not None
    assert empiriolabs_models.__version__ == "0.1.0"
