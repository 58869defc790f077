"""Calls as users write them. Both type checkers must accept every line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import httpx
import httpx2
from empiriolabs_models import (
    AsyncClient,
    Client,
    Cost,
    CostRange,
    File,
    JobState,
    RawResponse,
    Result,
    ValidationError,
)
from empiriolabs_models.amazon_nova_canvas.types import InpaintRequest
from empiriolabs_models.errors import APIStatusError


def watch(state: JobState) -> None:
    print(state.progress)


def blocking(picture: Path) -> list[Path]:
    request: InpaintRequest = {"prompt": "a red sofa", "image": "room.png", "mask_prompt": "the sofa"}
    with Client(max_retries=3, on_retired="ignore") as client:
        nova = client.with_options(timeout=30).amazon_nova_canvas
        cost: Cost | CostRange = nova.estimate_cost(number_of_images=3, quality="premium")
        print(cost, isinstance(cost, Decimal))
        try:
            result = nova.inpaint(**request, max_cost="0.20", on_progress=watch)
        except ValidationError as error:
            print([problem.code for problem in error.problems])
            raise
        except APIStatusError as error:
            print(error.status, error.code, error.request_id)
            raise
        nova.generate(prompt="a", task_type="TEXT_IMAGE", cfg_scale=7, extra_body={"new": 1}, validate=False)
        nova.virtual_try_on(prompt="a", image=picture, reference_image=b"\x89PNG", garment_class="UPPER_BODY")
        raw: RawResponse[Result[File]] = nova.with_raw_response.generate(prompt="a")
        job = nova.submit(prompt="a")
        job.wait(timeout=60, on_progress=watch)
        print(raw.status, nova.resume(job.id).wait().images[0].bytes(max_bytes=1000))
        return [image.save("room-red.png") for image in result.images]


def own_transport() -> None:
    with httpx.Client(proxy="http://localhost:8080") as http, Client(http_client=http) as client:
        client.clip_maker.generate(prompt="waves")
    with httpx2.Client(verify=False) as http2, Client(http_client=http2) as client:
        client.clip_maker.generate(prompt="waves")
    AsyncClient(http_client=httpx.AsyncClient())
    AsyncClient(http_client=httpx2.AsyncClient())


async def awaiting() -> bytes:
    async with AsyncClient("sk-test") as client:
        result = await client.clip_maker.generate(prompt="waves", resolution="1080p", duration=5)
        job = await client.amazon_nova_canvas.submit(prompt="a")
        await job.wait()
        return await result.videos[0].bytes()
