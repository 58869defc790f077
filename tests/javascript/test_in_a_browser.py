"""The generated modules in a real browser, as a documentation page uses them."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).parents[2] / "generated" / "javascript"
MODELS = sorted(file.stem for file in (PACKAGE / "tests" / "empiriolabs").glob("*.json"))
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=10000",
    "--dump-dom",
]
PAGE = """\
<!doctype html><meta charset="utf-8"><pre></pre>
<script type="module">
import {{ validate }} from "/empiriolabs/{model}.js";
const requests = {requests};
document.querySelector("pre").textContent = JSON.stringify(requests.map((request) => validate(request).map(
  ({{ path, code, expected, got, suggestion }}) => ({{ path, code, expected, got, suggestion }}))));
</script>
"""


class Handler(SimpleHTTPRequestHandler):
    """The package, and a page for each of its models."""

    def do_GET(self) -> None:
        model = self.path.removeprefix("/page/")
        if model not in MODELS:
            super().do_GET()
            return
        requests = json.dumps([vector["request"] for vector in plain(model)])
        body = PAGE.format(model=model, requests=requests.replace("<", "\\u003c")).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test says what is wrong."""


def plain(model: str) -> list[dict[str, Any]]:
    """The vectors that are JSON as it stands."""
    vectors = json.loads((PACKAGE / "tests" / "empiriolabs" / f"{model}.json").read_text(encoding="utf-8"))
    return [one for one in [*vectors["valid"], *vectors["invalid"]] if '"$' not in json.dumps(one)]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(PACKAGE))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("model", MODELS)
def test_a_browser_finds_what_the_vectors_say(model: str, site: str, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no browser: install chromium to test the JavaScript target in one")
    command = [browser, *FLAGS, f"--user-data-dir={tmp_path}", f"{site}/page/{model}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    shown = re.search(r"<pre>(.*)</pre>", done.stdout, re.DOTALL)
    assert shown, done.stdout
    assert shown[1], "the page's script did not run"
    found = [
        [{name: value for name, value in problem.items() if value is not None} for problem in problems]
        for problems in json.loads(html.unescape(shown[1]))
    ]
    assert found == [vector.get("problems", []) for vector in plain(model)]
