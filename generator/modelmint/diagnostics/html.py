"""The report as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from modelmint.diagnostics.finding import Severity
from modelmint.diagnostics.plain import plain
from modelmint.diagnostics.report import Acknowledged, Entry, Report

_STYLE = """
:root { color-scheme: light dark; --error: #b3261e; --warning: #8a5a00; --note: #1565c0; --quiet: #5c6370 }
@media (prefers-color-scheme: dark) {
  :root { --error: #ff8a80; --warning: #ffcc80; --note: #90caf9; --quiet: #a6adb8 }
}
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; margin: 0 }
h2 { font-size: 1rem; margin: 2rem 0 .5rem }
code, pre { font: .87em/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
h2 code { font-size: 1em; font-weight: bold }
pre { white-space: pre-wrap; margin: .3rem 0; padding: .3rem .6rem; background: #8882; border-radius: 4px }
ul { list-style: none; margin: 0; padding: 0 }
li { border-left: 4px solid; margin: .5rem 0; padding: .1rem 0 .1rem .8rem }
.error { border-color: var(--error) } .warning { border-color: var(--warning) }
.note { border-color: var(--note) } .accepted { border-color: var(--quiet) }
b.error { color: var(--error) } b.warning { color: var(--warning) } b.note { color: var(--note) }
.quiet { color: var(--quiet) }
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
    for subject, entries in groupby(report.entries, key=_subject):
        yield f"<h2><code>{_text(subject)}</code></h2>\n<ul>"
        yield from map(_item, entries)
        yield "</ul>"
    if report.acknowledged:
        yield "<h2>Accepted for now</h2>\n<ul>"
        yield from map(_accepted, report.acknowledged)
        yield "</ul>"
    yield "</body>\n</html>"


def _summary(report: Report) -> str:
    counts = [(report.count(severity), severity.value) for severity in Severity]
    shown = [f'<b class="{word}">{count} {word}{"s"[: count != 1]}</b>' for count, word in counts if count]
    return ", ".join(shown) or "Nothing found."


def _subject(entry: Entry) -> str:
    finding = entry.finding
    return finding.subject or (finding.origin.file if finding.origin else "modelmint")


def _item(entry: Entry) -> str:
    finding = entry.finding
    word = finding.severity.value
    parts = [f'<b class="{word}">{word}</b> {_text(finding.said(finding.parameter))}']
    parts += [f"<pre>{_text(entry.source)}</pre>"] if entry.source else []
    parts += [f"<div>next: {_text(finding.hint)}</div>"] if finding.hint else []
    place = " · ".join(dict.fromkeys(filter(None, (finding.code, entry.place))))
    return f'<li class="{word}">{"".join(parts)}<div class="quiet"><code>{_text(place)}</code></div></li>'


def _accepted(acknowledged: Acknowledged) -> str:
    finding = acknowledged.entry.finding
    about = " ".join(filter(None, (finding.code, finding.subject, finding.parameter)))
    until = f"<code>{_text(about)}</code> until {acknowledged.expires}: {_text(acknowledged.why)}"
    return f'<li class="accepted">{until}</li>'


def _text(text: str) -> str:
    return escape(plain(text))
