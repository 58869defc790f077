"""The report as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from modelmint.diagnostics.finding import Severity
from modelmint.diagnostics.plain import plain
from modelmint.diagnostics.report import Acknowledged, Entry, Report

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --error: #c62828; --warning: #b26a00; --note: #1565c0 }
@media (prefers-color-scheme: dark) { :root { --error: #ff8a80; --warning: #ffcc80; --note: #90caf9 } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line) }
code, pre { font: 13px/1.4 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 }
.error { color: var(--error) } .warning { color: var(--warning) } .note { color: var(--note) }
.hint { opacity: .8 }
"""


def render(report: Report, title: str = "modelmint") -> str:
    """The page, without scripts: text from documents can only be text there."""
    return "".join(f"{line}\n" for line in _lines(report, title))


def _lines(report: Report, title: str) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{_text(title)}</h1>"
    yield f"<p>{_summary(report)}</p>"
    if report.entries:
        yield "<table>\n<thead><tr><th>weight</th><th>code</th><th>place</th><th>what</th></tr></thead>\n<tbody>"
        yield from map(_row, report.entries)
        yield "</tbody>\n</table>"
    if report.acknowledged:
        yield "<h2>Accepted for now</h2>\n<ul>"
        yield from map(_accepted, report.acknowledged)
        yield "</ul>"
    yield "</body>\n</html>"


def _summary(report: Report) -> str:
    counts = [(report.count(severity), severity.value) for severity in Severity]
    shown = [f'<span class="{word}">{count} {word}{"s"[: count != 1]}</span>' for count, word in counts if count]
    return ", ".join(shown) or "Nothing found."


def _row(entry: Entry) -> str:
    finding = entry.finding
    about = " ".join(filter(None, (finding.subject, finding.parameter)))
    parts = [f"<code>{_text(about)}</code> " if about else "", _text(finding.message)]
    parts += [f"<pre>{_text(entry.source)}</pre>"] if entry.source else []
    parts += [f'<div class="hint">{_text(finding.hint)}</div>'] if finding.hint else []
    word = finding.severity.value
    cells = (f'<td class="{word}">{word}</td>', f"<td><code>{_text(finding.code)}</code></td>")
    return f"<tr>{''.join(cells)}<td><code>{_text(entry.place)}</code></td><td>{''.join(parts)}</td></tr>"


def _accepted(acknowledged: Acknowledged) -> str:
    finding = acknowledged.entry.finding
    about = " ".join(filter(None, (finding.code, finding.subject, finding.parameter)))
    return f"<li><code>{_text(about)}</code> until {acknowledged.expires}: {_text(acknowledged.why)}</li>"


def _text(text: str) -> str:
    return escape(plain(text))
