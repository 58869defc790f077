"""`modelmint demo`: the main job from end to end, in a folder of its own, without network or key."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from modelmint.cli import output
from modelmint.cli.options import output_format
from modelmint.ir.frozen import frozen
from modelmint.ir.ids import ModelRef

if TYPE_CHECKING:
    from modelmint.ir.value import Json
    from modelmint.mock import MockServer

MODEL = "amazon-nova-canvas"
KEY = "sk-empiriolabs-demo"
CALL = '''\
"""Ask the model for a picture, as a user of the generated client would."""

from pathlib import Path

from empiriolabs_models import Client

with Client() as client:
    nova = client.amazon_nova_canvas
    request = {"prompt": "a red sofa in the morning sun", "quality": "premium"}
    print("estimated cost:", nova.estimate_cost(**request))
    result = nova.generate(**request)
    print("saved:", result.images[0].save(Path("sofa.png")))
'''

CHANGES: dict[str, dict[str, Json]] = {"number_of_images": {"max": 4}, "cfg_scale": {"default": 7}}
LOOK = [
    (f"schemas/empiriolabs/{MODEL}/snapshot.json", "what the provider says"),
    (f"schemas/empiriolabs/{MODEL}/overlay.toml", "what we know better, with reasons"),
    ("generated/python/", "the client"),
    ("call.py", "a call of it"),
    ("sofa.png", "the picture that came back"),
    (f"generated/markdown/empiriolabs/{MODEL}.md", "the reference page"),
]
"""Where to look afterwards."""

ACCEPTED = """
[[acknowledge]]
code = "model-retired"
subject = "empiriolabs:amazon-nova-canvas"
why = "It is what the demo shows"
expires = 2099-12-31
"""


@click.command()
@click.option("--keep", type=click.Path(file_okay=False), help="Work in this new folder instead of a temporary one.")
@output_format
def command(keep: str | None, format_: str) -> None:
    """Run the main job from end to end, without network or key.

    It starts a server that answers as the provider would, adds a model from it, generates every target, checks, and
    calls the generated client. Then the server publishes a changed schema: see the drift, and what regenerating does.

    \b
    Example:
      modelmint demo --keep /tmp/my-first-look
    """
    folder = _fresh(keep)
    if format_ == "json":
        with redirect_stdout(StringIO()):
            _show(folder)
        output.document("demo", folder=str(folder), picture=str(folder / "sofa.png"))
        return
    _show(folder)


def _show(folder: Path) -> None:
    _say(f"Everything happens in {folder}; nothing else is touched.")
    with _provider() as server:
        demo = Demo(folder, server)
        for number, (title, step) in enumerate(STEPS, 1):
            _say("")
            click.secho(f"{number}. {title}", bold=True)
            step(demo)
    _say(f"\nLook around in {folder}:")
    output.table(LOOK, indent="   ")


@frozen
class Demo:
    """A project that is being shown, and the provider that it talks to."""

    folder: Path
    server: MockServer

    @property
    def url(self) -> str:
        """The base URL of the provider's API."""
        return f"{self.server.base_url}/v1"

    def run(self, *args: str, fine: tuple[int, ...] = (0,)) -> None:
        """Run one of our commands as a user would, and show it with what it prints."""
        self._show("modelmint " + " ".join(args), [sys.executable, "-m", "modelmint", *args], fine)

    def python(self, script: str) -> None:
        """Run a script of the user's against the generated package."""
        self._show(f"python {script}", [sys.executable, script], (0,))

    def _show(self, shown: str, args: list[str], fine: tuple[int, ...]) -> None:
        click.secho(f"   $ {shown}", fg="cyan")
        done = subprocess.run(
            args,
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        for line in done.stdout.splitlines():
            _say(f"   {line}")
        if done.returncode not in fine:
            raise click.ClickException(
                f"{shown} ended with {done.returncode}; the folder is as it left it: {self.folder}"
            )

    def _environment(self) -> dict[str, str]:
        package = self.folder / "generated" / "python"
        colours = {"FORCE_COLOR": "1"} if os.isatty(1) and os.environ.get("TERM") != "dumb" else {}
        return {
            **os.environ,
            **colours,
            "EMPIRIOLABS_API_KEY": KEY,
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH")))),
        }


def _start(demo: Demo) -> None:
    demo.run("init", "--base-url", demo.url)


def _add(demo: Demo) -> None:
    overlay = demo.folder / "schemas" / "empiriolabs" / MODEL / "overlay.toml"
    overlay.parent.mkdir(parents=True)
    overlay.write_bytes((_example() / "overlay.toml").read_bytes())
    _say(f"   our corrections of this model: {overlay.relative_to(demo.folder)}")
    demo.run("add", f"empiriolabs:{MODEL}")
    demo.run("list")


def _accept(demo: Demo) -> None:
    demo.run("check", fine=(1,))
    with (demo.folder / "modelmint.toml").open("a", encoding="utf-8") as config:
        config.write(ACCEPTED)
    _say("   so we say in modelmint.toml why we keep it, and until when:")
    for line in ACCEPTED.strip().splitlines():
        click.secho(f"   | {line}", dim=True)
    demo.run("check")


def _call(demo: Demo) -> None:
    (demo.folder / "call.py").write_text(CALL, encoding="utf-8")
    demo.python("call.py")
    size = (demo.folder / "sofa.png").stat().st_size
    _say(f"   the picture: {demo.folder / 'sofa.png'} ({size:,} bytes)")


def _change(demo: Demo) -> None:
    demo.server.publish(MODEL, changed(demo.server.document(MODEL)))
    demo.run("check", "--remote", fine=(1,))
    demo.run("pull")


def _regenerate(demo: Demo) -> None:
    before = {path: path.read_text(encoding="utf-8") for path in _client_files(demo)}
    demo.run("generate")
    shown: set[str] = set()
    for path in _client_files(demo):
        name = path.relative_to(demo.folder).as_posix()
        _difference(name, before.get(path, ""), path.read_text(encoding="utf-8"), shown)
    demo.run("check")


STEPS: tuple[tuple[str, Callable[[Demo], None]], ...] = (
    ("A project, and a provider on this machine that answers as the real one would", _start),
    ("Add a model: fetch, snapshot, correct, generate", _add),
    ("The gate: this model has ended, and a build should say so", _accept),
    ("Call the generated client", _call),
    ("The provider changes the schema", _change),
    ("Regenerate, and see what changed in the client", _regenerate),
)


def changed(document: Json) -> Json:
    """The document as the provider might publish it next: a smaller limit, a new value, a default, a dearer price."""
    from copy import deepcopy

    new = deepcopy(document)
    assert isinstance(new, dict)
    for parameter in _rows(new, "supported_parameters"):
        parameter |= CHANGES.get(str(parameter["name"]), {})
        if parameter["name"] == "aspect_ratio":
            parameter["options"] = [*_list(parameter["options"]), "5:4"]
    for row in _rows(new, "pricing_rows"):
        if row["rate"] == "$0.24":
            row["rate"] = "$0.30"
    return new


def _list(value: Json) -> list[Json]:
    assert isinstance(value, list)
    return value


def _rows(document: dict[str, Json], key: str) -> Iterator[dict[str, Json]]:
    return (row for row in _list(document[key]) if isinstance(row, dict))


@contextmanager
def _provider() -> Iterator[MockServer]:
    from modelmint.mock import MockServer, Options
    from modelmint.pipeline import Place, staged
    from modelmint.snapshot import Snapshot

    text = (_example() / "snapshot.json").read_text(encoding="utf-8")
    snapshot = Snapshot(ModelRef("empiriolabs", MODEL), text, "snapshot.json")
    one = staged(snapshot, Place("empiriolabs", _example() / "overlay.toml", "overlay.toml"), date.min)
    with MockServer({MODEL: one.document}, {MODEL: one.corrected}, options=Options(keys={KEY})) as server:
        yield server


def _example() -> Path:
    """The model that comes with the tool: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).parent.parent
    inside = package / "example" / MODEL
    return inside if inside.is_dir() else package.parent.parent / "schemas" / "empiriolabs" / MODEL


def _fresh(keep: str | None) -> Path:
    if keep is None:
        from tempfile import mkdtemp

        return Path(mkdtemp(prefix="modelmint-demo-"))
    folder = Path(keep).absolute()
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty; the demo wants a folder of its own")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _client_files(demo: Demo) -> list[Path]:
    return sorted((demo.folder / "generated" / "python").rglob("*.py"))


def _difference(name: str, before: str, after: str, shown: set[str]) -> None:
    """Print the lines that a file lost and gained, each of them once over all files."""
    new = [line for line in dict.fromkeys(_changed_lines(before.splitlines(), after.splitlines())) if line not in shown]
    if new:
        click.secho(f"   {name}", bold=True)
    shown.update(new)
    for line in new:
        click.secho(f"   {line}", fg="green" if line[0] == "+" else "red")


def _changed_lines(before: list[str], after: list[str]) -> Iterator[str]:
    from difflib import SequenceMatcher

    # Its shortcut takes lines that stand often in a long file for no match.
    for kind, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (f"-{line}" for line in before[low:high])
            yield from (f"+{line}" for line in after[start:end])


def _say(text: str) -> None:
    click.echo(text)
