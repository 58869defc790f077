"""A small project of a user's, with one model and one target, and commands run in it."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

UNREACHABLE = re.compile(r"No matching distribution|Failed to establish|Could not fetch URL|failure in name resolution")
"""What pip says where there is no network."""

CONFIG = """\
models = []

[sources.empiriolabs]
kind = "empiriolabs"

[targets.json-schema]
out = "src/sample/schemas"
tests = false
"""
DOCUMENT = """\
{
  "id": "painter",
  "supported_endpoints": ["POST /v1/images/generations"],
  "output_modalities": ["image"],
  "supported_parameters": [
    {"name": "prompt", "type": "string", "required": true},
    {"name": "strength", "type": "number", "min": 0, "max": 1, "default": 0.5}
  ]
}
"""


def run(folder: Path, *command: str, check: bool = True, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder and keep what it prints."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **more)
    assert not check or done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


def modelmint(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run modelmint in a folder."""
    return run(folder, sys.executable, "-m", "modelmint", *arguments, check=check)
