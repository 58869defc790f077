"""Make docs/demo.svg: the demo, as a terminal shows it. Run it by hand: `.venv/bin/python docs/picture.py`."""

from __future__ import annotations

import os
import pty
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

WIDTH = 118
TITLES = ("The gate", "The provider changes the schema")


def recorded(folder: Path) -> str:
    """What the demo prints on a terminal, colours and all."""
    said = bytearray()

    def read(descriptor: int) -> bytes:
        data = os.read(descriptor, 65536)
        said.extend(data)
        return data

    os.environ |= {"COLUMNS": str(WIDTH), "LINES": "500", "TERM": "xterm-256color"}
    pty.spawn([sys.executable, "-m", "modelmint", "demo", "--keep", str(folder)], read)
    return said.decode().replace("\r\n", "\n")


def cut(text: str) -> str:
    """The part that shows best: the model added, called and changed, without the last step's long difference."""
    parts = re.split(r"(?=\n(?:\x1b\[\d+m)*\d\. )", text)
    return "".join(part for part in parts[1:6] if "The gate" not in part).strip("\n")


def main() -> None:
    """Record, and write the picture."""
    with TemporaryDirectory() as folder:
        text = recorded(Path(folder) / "demo")
    text = re.sub(rf"{re.escape(folder)}/demo", "~/demo", cut(text))
    text = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8787", text)
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"), force_terminal=True)  # noqa: SIM115, PTH123  # it lives as long as the script
    console.print(Text.from_ansi(text), soft_wrap=False)
    svg = console.export_svg(title="modelmint demo")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("Fira Code, monospace", "monospace")
    Path(__file__).with_name("demo.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
