"""`modelmint mock` as a user has it: a process beside the program that calls it, for a provider with a queue."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[1] / "client" / "queued" / "acme-painter-fast.json"
CALL = """
import sys
from fal_models import Client, ValidationError

with Client("any", base_url=sys.argv[1]) as client:
    painter = client.acme_painter_fast
    try:
        painter.generate(promt="a red sofa")
    except ValidationError as error:
        print(error.problems[-1].code)
    result = painter.generate(prompt="a red sofa")
    print(result.job.status, result.images[0].save(sys.argv[2]).read_bytes()[1:4].decode())
    print(painter.resume(painter.submit(prompt="a red sofa").id).wait().images[0].kind)
"""


def modelmint(*args: str) -> list[str]:
    return [sys.executable, "-m", "modelmint", *args]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one model of fal, and its client."""
    for args in (["init", "--source", "fal"], ["add", "fal:acme/painter/fast", "--from", str(DOCUMENT)]):
        subprocess.run(modelmint(*args), cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


@pytest.fixture
def url(project: Path) -> Iterator[str]:
    """Where the server says that it listens."""
    command = modelmint("mock", "--port", "0", "--key", "any")
    with subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True) as server:
        said = server.stderr.readline() if server.stderr else ""
        yield re.findall(r"1 model at (http://\S+); stop with Ctrl-C", said)[0]
        server.kill()


def test_the_client_of_a_provider_with_a_queue_calls_it(project: Path, url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", CALL, url, str(tmp_path / "sofa.png")]
    called = subprocess.run(command, cwd=project / "generated" / "python", capture_output=True, text=True, check=False)
    assert (called.stdout.splitlines(), called.stderr) == (["unknown", "COMPLETED PNG", "image"], "")
