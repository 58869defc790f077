"""What can go wrong on request: one row a fault."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from email.utils import formatdate
from time import time as now
from urllib.parse import quote

from modelmint.ir.frozen import replace
from modelmint.ir.text import parse, spell
from modelmint.ir.value import Json
from modelmint.mock.errors import RefusalError, refuse
from modelmint.mock.faults import Fault, Kind
from modelmint.mock.message import Answer, Cut, Delivery, Request

_PAGE = b"<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
_BROKEN = {
    "truncated": b'{"data": [{"url": "http://exam',
    "empty": b"",
    "text": b"internal error",
    "array": b"[]",
    "object": b"{}",
    "null": b"null",
}


def _retry_after(fault: Fault) -> dict[str, str]:
    """The header, as seconds (`retry-after=1`) or as the date so many seconds ahead (`retry-after-date=1`)."""
    if "retry-after" in fault.options:
        return {"retry-after": fault.options["retry-after"]}
    if "retry-after-date" in fault.options:
        return {"retry-after": formatdate(now() + float(fault.options["retry-after-date"]), usegmt=True)}
    return {}


def _status(fault: Fault, request: Request, answer: Answer) -> Answer:
    message = fault.options.get("message", f"The mock server was asked to answer {fault.name}.")
    refusal = RefusalError(int(fault.name), message, code=fault.options.get("code", ""), headers=_retry_after(fault))
    refused = refuse(refusal, "detail" if fault.options.get("envelope") == "detail" else "error")
    return replace(refused, charged=answer.charged)


def _retired(fault: Fault, request: Request, answer: Answer) -> Answer:
    status = int(fault.number("status", 410))
    code = "model_retired" if status == 410 else "model_not_found"
    return refuse(RefusalError(status, "This model was retired and is no longer served.", code=code))


def _expired(fault: Fault, request: Request, answer: Answer) -> Answer:
    body = b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
    return Answer(int(fault.number("status", 403)), body, {"content-type": "application/xml"})


def _redirect(fault: Fault, request: Request, answer: Answer) -> Answer:
    """Elsewhere: by default the same server under another host name, which shows what a client sends there."""
    port = request.headers.get("host", "").rpartition(":")[2]
    target = fault.options.get("to") or f"http://localhost:{port}{request.path}"
    return Answer(int(fault.number("status", 307)), headers={"location": quote(target, safe=":/?&=%[]")})


def _slow_headers(fault: Fault, request: Request, answer: Answer) -> Answer:
    return replace(answer, delivery=Delivery(before=fault.number("seconds", 5)))


def _slow_body(fault: Fault, request: Request, answer: Answer) -> Answer:
    return replace(answer, delivery=Delivery(within=fault.number("seconds", 5)))


def _cut(fault: Fault, request: Request, answer: Answer) -> Answer:
    place: dict[str, Cut] = {"cut-answer": "body", "close-after": "end"}
    reset = fault.options.get("how", "close" if fault.name == "close-after" else "reset") == "reset"
    return replace(answer, delivery=Delivery(cut=place.get(fault.name, "head"), reset=reset))


def _malformed(fault: Fault, request: Request, answer: Answer) -> Answer:
    body = _BROKEN.get(fault.options.get("body", "truncated"), _BROKEN["truncated"])
    return replace(answer, body=body, headers={"content-type": "application/json"})


def _html(fault: Fault, request: Request, answer: Answer) -> Answer:
    status = int(fault.number("status", 502))
    return replace(answer, status=status, body=_PAGE, headers={"content-type": "text/html; charset=utf-8"})


def _oversized(fault: Fault, request: Request, answer: Answer) -> Answer:
    padding = b" " * max(0, int(fault.number("bytes", 100_000_000)) - len(answer.body))
    chunked = fault.options.get("chunked") == "yes"
    return replace(answer, body=answer.body + padding, delivery=Delivery(chunked=chunked))


def _job_status(fault: Fault, request: Request, answer: Answer) -> Answer:
    """The job's answer with another status; a failed one has an error and no result. Refusals stay as they are."""
    job = parse(answer.body.decode()) if answer.status == 200 else None
    if not isinstance(job, dict):
        return answer
    failed = fault.name == "job-failed"
    status = fault.options.get("status", "failed" if failed else "warming_up")
    message = fault.options.get("message", "The mock server was asked to let this job fail.")
    changes: dict[str, Json] = {
        "status": status,
        "result": None,
        "completed_at": None,
        "error": {"message": message, "code": "upstream_error"} if failed else None,
    }
    return replace(answer, body=spell({**job, **changes}, indent=None).encode())


def _midnight(text: str) -> float:
    return datetime.combine(date.fromisoformat(text), time(), UTC).timestamp()


def _deprecated(fault: Fault, request: Request, answer: Answer) -> Answer:
    """`Deprecation` as in RFC 9745, a Unix time; `Sunset` as in RFC 8594, an HTTP date."""
    since, sunset = fault.options.get("since", "2026-01-01"), fault.options.get("sunset", "2026-09-30")
    link = {"link": f'<{fault.options["successor"]}>; rel="successor-version"'} if "successor" in fault.options else {}
    extra = {"deprecation": f"@{int(_midnight(since))}", "sunset": formatdate(_midnight(sunset), usegmt=True)}
    return replace(answer, headers={**answer.headers, **extra, **link})


_RETRY = ("retry-after", "retry-after-date")
ROWS: tuple[Kind, ...] = (
    Kind("STATUS", "any HTTP status, such as 429 or 500", _status, (*_RETRY, "message", "code", "envelope")),
    Kind("slow-headers", "the work is done, the answer comes seconds later", _slow_headers, ("seconds",)),
    Kind("slow-body", "the answer pauses for seconds in the middle", _slow_body, ("seconds",)),
    Kind("cut-before", "the connection breaks before the body is read", _cut, ("how",), early=True),
    Kind("cut-in", "the connection breaks while the body is read", _cut, ("how",), early=True),
    Kind("cut-after", "the work is done, the connection breaks before the answer", _cut, ("how",)),
    Kind("cut-answer", "the connection breaks in the middle of the answer", _cut, ("how",)),
    Kind("close-after", "a full answer, then the idle connection is closed unannounced", _cut, ("how",)),
    Kind("malformed", "JSON that is none, or not what is expected", _malformed, ("body",)),
    Kind("html", "an error page in HTML", _html, ("status",)),
    Kind("oversized", "an answer of so many bytes", _oversized, ("bytes", "chunked")),
    Kind("redirect", "a redirect to another host", _redirect, ("to", "status"), early=True),
    Kind("unknown-status", "a job in a state that no one knows", _job_status, ("status",), on=("job",)),
    Kind("job-failed", "a job that failed", _job_status, ("message", "status"), on=("job",)),
    Kind("expired", "a URL whose signature is too old", _expired, ("status",), early=True, on=("file",)),
    Kind("retired", "a model that is gone", _retired, ("status",), early=True, on=("submit", "model")),
    Kind("deprecated", "headers that announce the end", _deprecated, ("since", "sunset", "successor")),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in ROWS}
"""Every fault, by name. `on`, `charged`, `id` and `times` are options of all."""


def is_early(fault: Fault) -> bool:
    """Whether the fault comes before the work is done. 4xx and 503 are refusals; other statuses come after it."""
    if fault.name in KINDS:
        return KINDS[fault.name].early
    return fault.name.startswith("4") or fault.name == "503"
