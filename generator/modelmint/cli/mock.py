"""`modelmint mock`: serve the models as their provider would."""

from __future__ import annotations

import click

from modelmint.cli import output
from modelmint.cli.options import Reference, chosen, open_project, output_format
from modelmint.ir.counts import counted
from modelmint.ir.ids import ModelRef

PORT = click.IntRange(0, 65535)


@click.command()
@click.argument("models", nargs=-1, type=Reference())
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=PORT, default=8787, show_default=True, help="The port; 0 takes any free one.")
@click.option("--key", help="The only key to accept; any if not given.")
@output_format
def command(models: tuple[ModelRef, ...], host: str, port: int, key: str | None, format_: str) -> None:
    """Serve the models over real HTTP as their provider would: catalogue, calls, jobs, files, errors.

    A request's header X-Mock-Fault makes it fail, so that a client can be tested against failure; see the list of
    faults at GET /faults.

    \b
    Example:
      modelmint mock --port 8787 &
      curl -H 'X-Mock-Fault: 429; retry-after=1' -H 'Authorization: Bearer any' http://127.0.0.1:8787/v1/models
    """
    from contextlib import ExitStack
    from threading import Event

    from modelmint.mock import MockServer, Options
    from modelmint.pipeline import every

    project = open_project()
    staged = every(project, chosen(project, models))
    if not staged:
        raise click.UsageError("there is no model to serve; add one with: modelmint add SOURCE:MODEL")
    kinds = sorted({project.config.sources[one.corrected.ref.source].kind for one in staged})
    server = MockServer(
        {one.corrected.id: one.document for one in staged},
        {one.corrected.id: one.corrected for one in staged},
        host=host,
        port=port,
        options=Options(kinds=kinds, keys=None if key is None else {key}),
    )
    with ExitStack() as stack:
        try:
            stack.enter_context(server)
        except OSError as error:
            raise click.UsageError(f"cannot listen on {host}, port {port}: {_reason(error)}") from error
        _say(server.base_url, kinds, [one.corrected.id for one in staged], format_)
        Event().wait()


def _reason(error: OSError) -> str:
    """Why an address was refused; a name that is not known has its words, but no number of the system's."""
    import errno
    import os

    number = error.errno or 0
    why = os.strerror(number) if number > 0 else str(error.strerror)
    return f"{why}; --port 0 takes any free one" if number == errno.EADDRINUSE else why


def _say(base_url: str, kinds: list[str], ids: list[str], format_: str) -> None:
    from urllib.parse import urlsplit

    from modelmint.profile import load

    # Clients take the place of the provider's base URL, whose path is part of it.
    paths = dict.fromkeys(urlsplit(load(kind).base_url or "").path for kind in kinds)
    urls = [f"{base_url}{path}" for path in paths]
    if format_ == "json":
        output.document("mock", base_url=urls[0], models=[*ids])
    else:
        click.echo(f"{counted(len(ids), 'model')} at {' and '.join(urls)}; stop with Ctrl-C", err=True)
