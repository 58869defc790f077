"""The client that the repository keeps calls every model that it keeps, and does what README says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from modelmint.mock import MockServer
from modelmint.pipeline import Project, every

ROOT = Path(__file__).parent.parent

CALLS = {
    "kling_3_0_turbo": """
        result = model.generate(prompt="waves", image=b"\\x89PNG\\r\\n\\x1a\\n", duration=4, resolution="1080p")
        print(model.estimate_cost(duration=4, resolution="1080p"), result.usage["billable_units"])
        print(model.submit(prompt="waves").wait().videos[0].save("waves.avi").stat().st_size > 100)""",
    "text_embedding_v4": """
        request = {"input": ["a", "b"], "dimensions": 64}
        vectors = model.generate(**request, encoding_format="base64").embeddings
        print([len(vector) for vector in vectors], vectors == model.generate(**request).embeddings)
        print(model.estimate_cost(input="a"))""",
    "flux_2_klein_4b": """
        result = model.generate(prompt="a boat", width=512, height=256, num_images=2)
        print(model.estimate_cost(num_images=2), len(result.images))
        print(result.images[0].bytes()[16:24].hex())""",
}
SAID = {
    "kling_3_0_turbo": "0.90 USD 4\nTrue\n",
    "text_embedding_v4": "[64, 64] True\n"
    "0 USD to no known limit: Input tokens at 0.07 USD per 1,000,000 tokens, and how many is not known beforehand\n",
    "flux_2_klein_4b": f"0.017 USD 2\n{512:08x}{256:08x}\n",
}


@pytest.fixture(scope="module")
def server() -> Iterator[MockServer]:
    project = Project.open(ROOT, date(2026, 1, 1))
    kept = every(project, project.config.models)
    documents = {one.corrected.id: one.document for one in kept}
    with MockServer(documents, {one.corrected.id: one.corrected for one in kept}) as running:
        yield running


def ran(script: str, folder: Path) -> str:
    """What a script prints that uses the package as it lies in the repository."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generated" / "python"), "EMPIRIOLABS_API_KEY": "any"}
    args = [sys.executable, "-W", "ignore", "-c", script]
    done = subprocess.run(args, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", CALLS)
def test_every_model_can_be_called(name: str, server: MockServer, tmp_path: Path) -> None:
    lines = "\n".join(line.removeprefix("    ") for line in CALLS[name].splitlines())
    opened = f'from empiriolabs_models import Client\nwith Client(base_url="{server.base_url}/v1") as client:\n'
    assert ran(f"{opened}    model = client.{name}{lines}", tmp_path) == SAID[name]


def test_the_call_in_readme_works(server: MockServer, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [call] = re.findall(r"```python\n(from empiriolabs_models.*?)```", readme, re.DOTALL)
    assert "with Client() as client" in call
    script = call.replace("Client()", f'Client(base_url="{server.base_url}/v1")')
    [cost] = re.findall(r"# ([0-9.]+ USD)", call)
    assert ran(script, tmp_path) == f"{cost}\n"
    assert (tmp_path / "room-red.png").read_bytes().startswith(b"\x89PNG")
