"""Every fault does what its name says, to the request that it is meant for, as often as it should."""

import time
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx
import pytest
from mock_models import IMAGES

from modelmint.mock import FAULTS, Fault, MockServer

SKY = {"model": "painter", "prompt": "sky", "sync": True}
JOB = {"model": "painter", "prompt": "sky"}


def ask(client: httpx.Client, fault: str) -> httpx.Response:
    return client.post(IMAGES, json=SKY, headers={"x-mock-fault": fault})


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 409, 410, 422, 429, 500, 502, 503, 504, 529])
def test_a_status_comes_in_both_envelopes(client: httpx.Client, status: int) -> None:
    answer = ask(client, f"{status}; message=so it is; code=that")
    assert answer.status_code == status
    assert answer.json()["error"]["message"] == "so it is"
    assert answer.json()["error"]["code"] == "that"
    assert ask(client, f"{status}; envelope=detail; message=so it is").json() == {"detail": "so it is"}


def test_retry_after_comes_as_seconds_or_as_a_date(client: httpx.Client) -> None:
    assert ask(client, "429; retry-after=3").headers["retry-after"] == "3"
    date = parsedate_to_datetime(ask(client, "503; retry-after-date=60").headers["retry-after"])
    assert date.timestamp() == pytest.approx(time.time() + 60, abs=5)


def test_a_fault_in_a_header_comes_as_often_as_it_says(client: httpx.Client) -> None:
    assert [ask(client, "429; times=2").status_code for _ in range(4)] == [429, 429, 200, 200]
    assert [ask(client, "429; times=1; id=again").status_code for _ in range(2)] == [429, 200]


def test_a_planned_fault_meets_the_next_requests_for_its_path_only(server: MockServer, client: httpx.Client) -> None:
    server.fail(IMAGES, "500", times=2)
    assert client.get("/v1/models").status_code == 200
    assert [client.post(IMAGES, json=SKY).status_code for _ in range(3)] == [500, 500, 200]


def test_planned_faults_come_in_their_order_until_they_are_forgotten(server: MockServer, client: httpx.Client) -> None:
    for fault in ("500", Fault("429", {"retry-after": "1"}), "502; times=9"):
        server.fail("/v1/images/*", fault)
    assert [client.post(IMAGES, json=SKY).status_code for _ in range(3)] == [500, 429, 502]
    server.reset()
    assert client.post(IMAGES, json=SKY).status_code == 200
    assert len(server.requests) == 1


def test_a_fault_in_the_query_meets_a_download(client: httpx.Client) -> None:
    url = client.post(IMAGES, json=SKY).json()["data"][0]["url"]
    assert client.get(f"{url}&mock-fault=expired").status_code == 403
    assert client.get(f"{url}&mock-fault=expired;status=410").status_code == 410
    assert client.get(url).status_code == 200


def test_a_fault_can_be_kept_to_one_kind_of_request(client: httpx.Client) -> None:
    client.headers["x-mock-fault"] = "500; on=job"
    job = client.post(IMAGES, json=JOB)
    assert job.status_code == 202
    assert client.get(job.json()["poll_url"]).status_code == 500


@pytest.mark.parametrize("fault", ["slow", "429; retry=1", "429; retry-after", "429; times=x", ""])
def test_a_fault_that_does_not_exist_is_refused_where_it_is_planned(server: MockServer, fault: str) -> None:
    with pytest.raises(ValueError, match=r"fault|invalid literal"):
        server.fail("/", fault)


def test_a_fault_that_does_not_exist_is_refused_where_it_is_asked_for(client: httpx.Client) -> None:
    answer = ask(client, "slow")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "unknown_fault")
    assert "slow-headers" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("fault", "read", "charged"),
    [
        ("cut-before", "head", False),
        ("cut-in", "part", False),
        ("cut-after", "all", True),
        ("cut-after; charged=no", "all", False),
        ("cut-after; how=close", "all", True),
        ("cut-answer", "all", True),
        ("cut-answer; how=close", "all", True),
    ],
)
def test_a_cut_connection_gives_no_answer_and_is_recorded(
    server: MockServer, client: httpx.Client, fault: str, read: str, charged: bool
) -> None:
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)):
        ask(client, fault)
    recorded = server.requests[-1]
    assert (recorded.read, recorded.charged) == (read, charged)
    assert recorded.status == (200 if "answer" in fault else None)
    assert client.post(IMAGES, json=SKY).status_code == 200


def test_a_cut_in_the_body_comes_after_a_part_of_it_was_read(server: MockServer, client: httpx.Client) -> None:
    with pytest.raises(httpx.TransportError):
        client.post(IMAGES, json=SKY | {"prompt": "x" * 1_000_000}, headers={"x-mock-fault": "cut-in"})
    assert 0 < len(server.requests[-1].request.body) < 1_000_000


def test_a_cut_answer_has_its_head_and_a_part_of_its_body(client: httpx.Client) -> None:
    with client.stream("POST", IMAGES, json=SKY, headers={"x-mock-fault": "cut-answer; how=close"}) as answer:
        assert answer.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()


def test_an_idle_connection_is_closed_unannounced(client: httpx.Client) -> None:
    answer = ask(client, "close-after")
    assert (answer.status_code, answer.headers["connection"]) == (200, "keep-alive")
    first = answer.extensions["network_stream"]
    time.sleep(0.05)
    assert client.post(IMAGES, json=SKY).extensions["network_stream"] is not first


def test_slow_headers_outlast_a_patient_client_and_the_work_is_charged(
    server: MockServer, client: httpx.Client
) -> None:
    with pytest.raises(httpx.ReadTimeout):
        client.post(IMAGES, json=SKY, headers={"x-mock-fault": "slow-headers; seconds=30"}, timeout=0.2)
    assert server.requests[-1].charged


def test_a_slow_body_comes_after_its_head(client: httpx.Client) -> None:
    start = time.monotonic()
    headers = {"x-mock-fault": "slow-body; seconds=0.3"}
    with client.stream("POST", IMAGES, json=SKY, headers=headers) as answer:
        head = time.monotonic() - start
        answer.read()
    assert head < 0.3 <= time.monotonic() - start
    assert answer.json()["data"]


@pytest.mark.parametrize(
    ("body", "text"),
    [("empty", ""), ("text", "internal error"), ("array", "[]"), ("object", "{}"), ("null", "null")],
)
def test_a_malformed_answer_is_what_was_asked_for(client: httpx.Client, body: str, text: str) -> None:
    assert ask(client, f"malformed; body={body}").text == text


def test_a_malformed_answer_is_broken_json_that_was_charged(server: MockServer, client: httpx.Client) -> None:
    answer = ask(client, "malformed")
    assert answer.headers["content-type"] == "application/json"
    with pytest.raises(ValueError, match="Unterminated"):
        answer.json()
    assert server.requests[-1].charged


def test_an_html_page_may_come_instead(client: httpx.Client) -> None:
    answer = ask(client, "html; status=504")
    assert (answer.status_code, answer.headers["content-type"]) == (504, "text/html; charset=utf-8")


@pytest.mark.parametrize("chunked", ["no", "yes"])
def test_an_oversized_answer_is_as_long_as_asked_for(client: httpx.Client, chunked: str) -> None:
    answer = ask(client, f"oversized; bytes=3000000; chunked={chunked}")
    assert len(answer.content) == 3_000_000
    assert ("content-length" in answer.headers) == (chunked == "no")


def test_a_redirect_leads_to_another_host_where_one_sees_what_was_sent(
    server: MockServer, client: httpx.Client
) -> None:
    answer = ask(client, "redirect; times=1")
    assert answer.status_code == 307
    assert urlsplit(answer.headers["location"]).hostname == "localhost"
    client.get(answer.headers["location"], headers={"authorization": "Bearer stolen"})
    assert server.requests[-1].request.headers["authorization"] == "Bearer stolen"
    assert ask(client, "redirect; to=https://example.com/a?b=1; status=302").headers["location"] == (
        "https://example.com/a?b=1"
    )


@pytest.mark.parametrize(
    ("fault", "status", "error"),
    [
        ("unknown-status", "warming_up", False),
        ("unknown-status; status=halfway", "halfway", False),
        ("job-failed; message=no more", "failed", True),
    ],
)
def test_a_job_can_be_in_another_state(client: httpx.Client, fault: str, status: str, error: bool) -> None:
    client.headers["x-mock-fault"] = fault
    job = client.post(IMAGES, json=JOB)
    assert job.status_code == 202
    look = client.get(job.json()["poll_url"]).json()
    assert (look["status"], look["result"]) == (status, None)
    assert (look["error"] or {}).get("message") == ("no more" if error else None)


def test_a_job_that_never_was_stays_unknown_whatever_state_is_asked_for(client: httpx.Client) -> None:
    assert client.get("/v1/jobs/none", headers={"x-mock-fault": "job-failed"}).status_code == 404


@pytest.mark.parametrize(("fault", "status"), [("retired", 410), ("retired; status=404", 404)])
def test_a_retired_model_is_gone_for_calls_and_for_its_document(client: httpx.Client, fault: str, status: int) -> None:
    client.headers["x-mock-fault"] = fault
    assert client.post(IMAGES, json=SKY).status_code == status
    assert client.get("/v1/models/painter").status_code == status
    assert client.get("/v1/models").status_code == 200


def test_headers_may_announce_the_end(client: httpx.Client) -> None:
    answer = ask(client, "deprecated; since=2026-03-01; sunset=2026-09-30; successor=/v1/models/b")
    assert answer.status_code == 200
    assert answer.headers["deprecation"] == "@1772323200"
    assert answer.headers["sunset"] == "Wed, 30 Sep 2026 00:00:00 GMT"
    assert answer.headers["link"] == '</v1/models/b>; rel="successor-version"'


@pytest.mark.parametrize(
    ("fault", "charged"),
    [("429", False), ("503", False), ("402", False), ("500", True), ("502", True), ("500; charged=no", False)],
)
def test_a_refusal_is_not_charged_and_a_failure_after_the_work_is(
    server: MockServer, client: httpx.Client, fault: str, charged: bool
) -> None:
    ask(client, fault)
    assert server.requests[-1].charged == charged
    assert server.requests[-1].fault == fault


def test_every_fault_is_listed_once_with_what_it_does() -> None:
    assert len({kind.name for kind in FAULTS}) == len(FAULTS)
    assert all(kind.purpose for kind in FAULTS)


def test_the_server_itself_lists_its_faults(client: httpx.Client) -> None:
    listed = client.get("/faults").json()
    assert [fault["name"] for fault in listed["faults"]] == [kind.name for kind in FAULTS]
    for fault in listed["faults"]:
        name = "429" if fault["name"] == "STATUS" else fault["name"]
        assert set(Fault.parse("; ".join([name, *(f"{key}=1" for key in fault["options"])])).options) | {
            "times"
        } == set(fault["options"])


def test_a_watcher_is_told_of_each_request() -> None:
    seen: list[str] = []
    with MockServer({}, {}, watch=lambda recorded: seen.append(recorded.path)) as server:
        httpx.get(f"{server.base_url}/v1/models", trust_env=False)
    assert seen == ["/v1/models"]
