"""Make docs/demo.svg: what the demo shows on a terminal. Run it by hand: `.venv/bin/python docs/picture.py`."""

from __future__ import annotations

import os
import pty
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

WIDTH = 114
STEPS = ("2. Add a model", "4. Call the generated client", "5. The provider changes the schema")
"""The steps that are shown; the others are long, or no first impression."""

LEFT_OUT = "$ modelmint check --remote"
"""A command that is left out of them, with what it prints: the next one says it at more length."""

_BEGINS = re.compile(r"^(?=(?:\x1b\[[\d;]*m)*(?:\d\. | {3}\$ ))", re.MULTILINE)


def recorded(folder: Path) -> str:
    """All that the demo prints, colours included."""
    said = bytearray()

    def read(descriptor: int) -> bytes:
        data = os.read(descriptor, 65536)
        said.extend(data)
        return data

    os.environ["TERM"] = "xterm-256color"
    pty.spawn([sys.executable, "-m", "modelmint", "demo", "--keep", str(folder / "demo")], read)
    return said.decode().replace("\r\n", "\n").replace(f"{folder}/", "~/")


def shown(text: str) -> Iterator[Text]:
    """The parts of it that are shown: titles of steps, and commands with what they print."""
    wanted = False
    for part in map(Text.from_ansi, _BEGINS.split(text)[1:]):
        begin = part.plain.strip()
        if begin[0].isdigit():
            wanted = begin.startswith(STEPS)
        if wanted and not begin.startswith(LEFT_OUT):
            yield part


def fitted(line: Text, console: Console) -> Iterator[Text]:
    """A line, what is too long of it continued below where it begins."""
    if line.cell_len <= WIDTH:
        yield line
        return
    indent = len(line.plain) - len(line.plain.lstrip())
    first, *more = line.wrap(console, WIDTH - indent)
    yield first
    yield from (Text(" " * indent).append_text(each) for each in more)


def main() -> None:
    """Record, and write the picture."""
    with TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True, highlight=False)
        text = Text().join(shown(recorded(Path(folder))))
        text.rstrip()
        for line in text.split("\n"):
            console.print(*fitted(line, console), sep="\n")
    svg = console.export_svg(title="make demo")
    # A page that shows the picture fetches no font for it.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("Fira Code, monospace", "monospace")
    Path(__file__).with_name("demo.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
