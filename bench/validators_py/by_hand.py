"""What one would write by hand for amazon-nova-canvas, twice: as a table of fields, and field by field.

Both say what our module says: every problem at once in a fixed order, as path, code, what was expected, what came, and
the values that may be suggested instead. `validators.py` holds them to all test vectors of the model. A problem is a
plain tuple, words are not made, and the slow side is written once for both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from math import isfinite
from typing import Any

Problems = list[tuple[Any, ...]]
Check = Callable[[Problems, str, Any], None]

TASKS = (
    "TEXT_IMAGE",
    "IMAGE_VARIATION",
    "INPAINTING",
    "OUTPAINTING",
    "BACKGROUND_REMOVAL",
    "COLOR_GUIDED_GENERATION",
    "VIRTUAL_TRY_ON",
)
RATIOS = ("1:1", "3:4", "2:3", "9:16", "1:2", "1:3", "1:4", "4:3", "3:2", "16:9", "2:1", "3:1", "4:1")
TASK_SET, RATIO_SET = frozenset(TASKS), frozenset(RATIOS)
COLORS = re.compile(r"#[0-9A-Fa-f]{6}(?: ?, ?#[0-9A-Fa-f]{6}){0,9}\Z").match


def text(problems: Problems, path: str, value: Any) -> None:
    """Any text."""
    if not isinstance(value, str):
        problems.append((path, "null" if value is None else "wrong-type", "a string", value, ()))


def prompt(problems: Problems, path: str, value: Any) -> None:
    """A text that is not too long."""
    if not isinstance(value, str):
        problems.append((path, "null" if value is None else "wrong-type", "a string", value, ()))
    elif len(value) > 1024:
        problems.append((path, "too-long", "at most 1024 characters", value, ()))


def colors(problems: Problems, path: str, value: Any) -> None:
    """A list of colours in a text."""
    if not isinstance(value, str):
        problems.append((path, "null" if value is None else "wrong-type", "a string", value, ()))
    elif not COLORS(value):
        problems.append((path, "no-match", "text that matches #rrggbb, #rrggbb", value, ()))


def choice(*allowed: str) -> Check:
    """One of some texts."""
    known, expected = frozenset(allowed), "one of " + ", ".join(map(repr, allowed))

    def check(problems: Problems, path: str, value: Any) -> None:
        if not isinstance(value, str) or value not in known:
            problems.append((path, "null" if value is None else "not-allowed", expected, value, allowed))

    return check


def amount(low: float, high: float, *, whole: bool = False) -> Check:
    """A number from `low` to `high`."""
    expected, least, most = "a whole number" if whole else "a number", f"at least {low}", f"at most {high}"

    def check(problems: Problems, path: str, value: Any) -> None:
        if (type(value) is int or (type(value) is float and not whole)) and low <= value <= high:
            return
        if value is None:
            problems.append((path, "null", expected, value, ()))
        elif isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
            problems.append((path, "wrong-type", expected, value, ()))
        elif not isinstance(value, int) and not isfinite(value):
            problems.append((path, "not-finite", expected, value, ()))
        elif whole and value != value // 1:
            problems.append((path, "wrong-type", expected, value, ()))
        elif value < low:
            problems.append((path, "below", least, value, ()))
        elif value > high:
            problems.append((path, "above", most, value, ()))

    return check


FIELDS: dict[str, Check] = {
    "prompt": prompt,
    "task_type": choice(*TASKS),
    "quality": choice("standard", "premium"),
    "negative_prompt": prompt,
    "number_of_images": amount(1, 5, whole=True),
    "aspect_ratio": choice(*RATIOS),
    "size_scale": choice("small", "large"),
    "cfg_scale": amount(1.1, 10),
    "seed": amount(0, 2147483646, whole=True),
    "image": text,
    "reference_image": text,
    "mask_image": text,
    "mask_prompt": text,
    "inpaint_mask_prompt": text,
    "tryon_mask_prompt": text,
    "similarity_strength": amount(0.2, 1),
    "outpainting_mode": choice("DEFAULT", "PRECISE"),
    "color_palette": text,
    "colors": colors,
    "mask_type": choice("GARMENT", "PROMPT", "IMAGE"),
    "garment_class": text,
    "response_format": choice("url", "b64_json"),
}
KNOWN = FIELDS.keys()
RANKS = {name: rank for rank, name in enumerate(FIELDS)}
OFFERED = tuple(name for name in FIELDS if name != "inpaint_mask_prompt")


def rank(problem: tuple[Any, ...]) -> tuple[int, str]:
    """The place of a field's problem among all: fields in their order, then names that are not known."""
    return RANKS.get(problem[0], len(RANKS)), problem[0]


def table(request: Any) -> Problems:
    """A loop over the request, which looks its members up."""
    if not isinstance(request, dict):
        return [("", "null" if request is None else "wrong-type", "an object", request, ())]
    problems: Problems = []
    for name, value in request.items():
        check = FIELDS.get(name)
        if check is None:
            problems.append((name, "unknown", "a known name", name, OFFERED))
        else:
            check(problems, name, value)
    if "prompt" not in request:
        problems.append(("prompt", "required", "a string", None, ()))
    if len(problems) > 1:
        problems.sort(key=rank)
    rules(problems, request)
    return problems if len(problems) <= 100 else shortened(problems)


def shortened(problems: Problems) -> Problems:
    """The first of very many."""
    return [*problems[:100], ("", "too-many-problems", "at most 100 problems", None, ())]


def needs(problems: Problems, name: str, because: str) -> None:
    """A rule asks for a parameter."""
    problems.append((name, "needs", because, None, ()))


def one_of(problems: Problems, request: dict[str, Any], names: tuple[str, ...], most: int, because: str) -> None:
    """A rule asks for one of some parameters, or for up to so many."""
    if not 1 <= sum(name in request for name in names) <= most:
        problems.append(("", "one-of", because, names, ()))


def rules(problems: Problems, request: dict[str, Any]) -> None:
    """What the tasks ask for."""
    task = request.get("task_type", "TEXT_IMAGE")
    if task == "TEXT_IMAGE":
        return
    if task == "VIRTUAL_TRY_ON":
        virtual_try_on(problems, request)
    elif task == "COLOR_GUIDED_GENERATION":
        one_of(problems, request, ("colors", "color_palette"), 2, "task_type is 'COLOR_GUIDED_GENERATION'")
    elif task in TASKS:
        if "image" not in request:
            needs(problems, "image", "task_type is one that starts from an image")
        if task == "INPAINTING":
            names = ("mask_image", "mask_prompt", "inpaint_mask_prompt")
            one_of(problems, request, names, 1, "task_type is 'INPAINTING'")
        elif task == "OUTPAINTING":
            one_of(problems, request, ("mask_image", "mask_prompt"), 1, "task_type is 'OUTPAINTING'")


def virtual_try_on(problems: Problems, request: dict[str, Any]) -> None:
    """What one task asks for."""
    for name in ("image", "reference_image"):
        if name not in request:
            needs(problems, name, "task_type is 'VIRTUAL_TRY_ON'")
    mask = request.get("mask_type", "GARMENT")
    if mask == "GARMENT":
        if "garment_class" not in request:
            needs(problems, "garment_class", "task_type is 'VIRTUAL_TRY_ON' and mask_type is 'GARMENT'")
    elif mask == "PROMPT":
        because = "task_type is 'VIRTUAL_TRY_ON' and mask_type is 'PROMPT'"
        one_of(problems, request, ("tryon_mask_prompt", "mask_prompt"), 1, because)
    elif mask == "IMAGE" and "mask_image" not in request:
        needs(problems, "mask_image", "task_type is 'VIRTUAL_TRY_ON' and mask_type is 'IMAGE'")


def unrolled(request: Any) -> Problems:
    """Field by field, each asked on the spot whether it fits."""
    if not isinstance(request, dict):
        return [("", "null" if request is None else "wrong-type", "an object", request, ())]
    problems: Problems = []
    if "prompt" in request:
        value = request["prompt"]
        if type(value) is not str or len(value) > 1024:
            prompt(problems, "prompt", value)
    else:
        problems.append(("prompt", "required", "a string", None, ()))
    if "task_type" in request:
        value = request["task_type"]
        if type(value) is not str or value not in TASK_SET:
            FIELDS["task_type"](problems, "task_type", value)
    if "quality" in request:
        value = request["quality"]
        if value != "standard" and value != "premium":
            FIELDS["quality"](problems, "quality", value)
    if "negative_prompt" in request:
        value = request["negative_prompt"]
        if type(value) is not str or len(value) > 1024:
            prompt(problems, "negative_prompt", value)
    if "number_of_images" in request:
        value = request["number_of_images"]
        if type(value) is not int or not 1 <= value <= 5:
            FIELDS["number_of_images"](problems, "number_of_images", value)
    if "aspect_ratio" in request:
        value = request["aspect_ratio"]
        if type(value) is not str or value not in RATIO_SET:
            FIELDS["aspect_ratio"](problems, "aspect_ratio", value)
    if "size_scale" in request:
        value = request["size_scale"]
        if value != "small" and value != "large":
            FIELDS["size_scale"](problems, "size_scale", value)
    if "cfg_scale" in request:
        value = request["cfg_scale"]
        if type(value) is not float or not 1.1 <= value <= 10:
            FIELDS["cfg_scale"](problems, "cfg_scale", value)
    if "seed" in request:
        value = request["seed"]
        if type(value) is not int or not 0 <= value <= 2147483646:
            FIELDS["seed"](problems, "seed", value)
    if "image" in request:
        value = request["image"]
        if type(value) is not str:
            text(problems, "image", value)
    if "reference_image" in request:
        value = request["reference_image"]
        if type(value) is not str:
            text(problems, "reference_image", value)
    if "mask_image" in request:
        value = request["mask_image"]
        if type(value) is not str:
            text(problems, "mask_image", value)
    if "mask_prompt" in request:
        value = request["mask_prompt"]
        if type(value) is not str:
            text(problems, "mask_prompt", value)
    if "inpaint_mask_prompt" in request:
        value = request["inpaint_mask_prompt"]
        if type(value) is not str:
            text(problems, "inpaint_mask_prompt", value)
    if "tryon_mask_prompt" in request:
        value = request["tryon_mask_prompt"]
        if type(value) is not str:
            text(problems, "tryon_mask_prompt", value)
    if "similarity_strength" in request:
        value = request["similarity_strength"]
        if type(value) is not float or not 0.2 <= value <= 1:
            FIELDS["similarity_strength"](problems, "similarity_strength", value)
    if "outpainting_mode" in request:
        value = request["outpainting_mode"]
        if value != "DEFAULT" and value != "PRECISE":
            FIELDS["outpainting_mode"](problems, "outpainting_mode", value)
    if "color_palette" in request:
        value = request["color_palette"]
        if type(value) is not str:
            text(problems, "color_palette", value)
    if "colors" in request:
        value = request["colors"]
        if type(value) is not str or not COLORS(value):
            colors(problems, "colors", value)
    if "mask_type" in request:
        value = request["mask_type"]
        if value != "GARMENT" and value != "PROMPT" and value != "IMAGE":
            FIELDS["mask_type"](problems, "mask_type", value)
    if "garment_class" in request:
        value = request["garment_class"]
        if type(value) is not str:
            text(problems, "garment_class", value)
    if "response_format" in request:
        value = request["response_format"]
        if value != "url" and value != "b64_json":
            FIELDS["response_format"](problems, "response_format", value)
    if not request.keys() <= KNOWN:
        for name in sorted([name for name in request if name not in KNOWN]):
            problems.append((name, "unknown", "a known name", name, OFFERED))
    rules(problems, request)
    return problems if len(problems) <= 100 else shortened(problems)
