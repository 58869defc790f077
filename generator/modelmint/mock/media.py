"""Images and videos: a real file for every one that is asked for."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from math import sqrt

from modelmint.ir.model import Model
from modelmint.ir.text import canonical_hash
from modelmint.ir.value import UNSET, Json
from modelmint.mock.accept import read_call
from modelmint.mock.body import json_answer
from modelmint.mock.errors import RefusalError
from modelmint.mock.film import avi
from modelmint.mock.jobs import submit
from modelmint.mock.message import Answer, Request
from modelmint.mock.picture import png
from modelmint.mock.state import File, State, remember

_COUNTS = ("n", "num_images", "number_of_images", "max_images")
_PRESENTATION = ("response_format", "sync")
_SIDE = {"small": 1024, "large": 2048}
_LEAST, _MOST = 16, 4096


def _value(model: Model, own: dict[str, Json], name: str) -> Json:
    """What is sent for a parameter, else its default."""
    parameter = model.parameter(name)
    default = None if parameter is None or parameter.default is UNSET else parameter.default
    return own.get(name, default)


def _count(model: Model, own: dict[str, Json]) -> int:
    """How many files the request asks for: by what the model's prices count, else by the usual names."""
    names = (*(price.count for price in model.prices if price.count), *_COUNTS)
    values = (_value(model, own, name) for name in names)
    return next((int(value) for value in values if isinstance(value, int) and not isinstance(value, bool)), 1)


def _clamp(side: float) -> int:
    return max(_LEAST, min(_MOST, round(side)))


def size(model: Model, own: dict[str, Json]) -> tuple[int, int]:
    """Width and height in pixels, from `size`, from `width` and `height`, or from ratio and scale."""
    named = re.fullmatch(r"(\d{1,5})\s*[x×*]\s*(\d{1,5})", str(_value(model, own, "size")))
    if named:
        return _clamp(int(named[1])), _clamp(int(named[2]))
    width, height = own.get("width"), own.get("height")
    if isinstance(width, int) and isinstance(height, int):
        return _clamp(width), _clamp(height)
    side = _SIDE.get(str(_value(model, own, "size_scale")), 1024)
    ratio = re.fullmatch(r"([1-9]\d?):([1-9]\d?)", str(_value(model, own, "aspect_ratio")))
    shape = sqrt(int(ratio[1]) / int(ratio[2])) if ratio else 1
    return _clamp(side * shape), _clamp(side / shape)


def _seed(model: Model, own: dict[str, Json]) -> str:
    """One word for what is asked: how the answer is presented does not change it."""
    return canonical_hash([model.id, {name: value for name, value in own.items() if name not in _PRESENTATION}])


def serve(state: State, seed: str, file: File, extension: str) -> str:
    """A URL for the file, that looks signed, since the provider's are."""
    path = f"/files/{seed[:32]}.{extension}"
    remember(state.files, path, file)
    signature = sha256(path.encode()).hexdigest()[:16]
    return f"{state.base_url}{path}?expires={int(state.options.now()) + 7 * 86400}&signature={signature}"


def _images(state: State, model: Model, own: dict[str, Json]) -> list[Json]:
    seed, (width, height) = _seed(model, own), size(model, own)
    inline = _value(model, own, "response_format") == "b64_json"

    def image(number: int) -> Json:
        one = sha256(f"{seed}/{number}".encode()).hexdigest()
        if inline:
            return {"b64_json": b64encode(png(one, width, height)).decode()}
        file = File("image/png", lambda: png(one, width, height))
        return {"url": serve(state, one, file, "png"), "content_type": "image/png"}

    return [image(number) for number in range(_count(model, own))]


def images(state: State, request: Request) -> Answer:
    """`POST /v1/images/generations`: a job, or the images at once if the body says `"sync": true`."""
    model, body, own = read_call(state, request)
    data = _images(state, model, own)
    usage: Json = {"billable_units": len(data), "billing_unit": "image"}
    if body.get("sync") is not True:
        return submit(state, {"data": data, "usage": usage})
    return json_answer({"created": int(state.options.now()), "data": data, "usage": usage}, charged=True)


def videos(state: State, request: Request) -> Answer:
    """`POST /v1/videos/generations`: always a job."""
    model, _, own = read_call(state, request)
    seed = _seed(model, own)
    duration = _value(model, own, "duration")
    seconds = duration if isinstance(duration, int) else 1
    url = serve(state, seed, File("video/x-msvideo", lambda: avi(seed)), "avi")
    usage: Json = {"billable_units": seconds, "billing_unit": "second"}
    return submit(state, {"data": [{"url": url, "content_type": "video/x-msvideo"}], "usage": usage})


def download(state: State, request: Request) -> Answer:
    """`GET /files/...`: a file that was made here. It needs no key: the URL is signed."""
    file = state.files.get(request.path)
    if file is None:
        raise RefusalError(404, "There is no such file.")
    return Answer(200, file.make(), {"content-type": file.content_type})
