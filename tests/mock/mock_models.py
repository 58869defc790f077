"""Small models, one for each way of being called."""

from decimal import Decimal

from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Endpoint, Model, Parameter
from modelmint.ir.origin import Origin
from modelmint.ir.types import Any, Array, Enum, Integer, Number, Range, String, Type
from modelmint.ir.value import UNSET, Json, Unset

KEY = {"authorization": "Bearer sk-test"}
IMAGES = "/v1/images/generations"


def parameter(name: str, type_: Type, *, required: bool = False, default: Json | Unset = UNSET) -> Parameter:
    return Parameter(name, type_, Origin("snapshot.json", f"/{name}"), required=required, default=default)


def model(id_: str, path: str, *parameters: Parameter) -> Model:
    ref = ModelRef("empiriolabs", id_)
    return Model(ref, id_, Origin("snapshot.json"), endpoints=(Endpoint("POST", path),), parameters=parameters)


PAINTER = model(
    "painter",
    IMAGES,
    parameter("prompt", String(), required=True),
    parameter("aspect_ratio", Enum(("1:1", "16:9")), default="1:1"),
    parameter("number_of_images", Integer(Range(Decimal(1), Decimal(5))), default=1),
    parameter("seed", Integer()),
    parameter("strength", Number(Range(Decimal(0), Decimal(1)))),
    parameter("response_format", Enum(("url", "b64_json")), default="url"),
)
FILMER = model("filmer:v2/Fast", "/v1/videos/generations", parameter("prompt", String(), required=True))
EMBEDDER = model(
    "embedder",
    "/v1/embeddings",
    parameter("input", Any(), required=True),
    parameter("dimensions", Integer(), default=4),
    parameter("encoding_format", Enum(("float", "base64")), default="float"),
)
TALKER = model("talker", "/v1/chat/completions", parameter("messages", Array(Any()), required=True))
MODELS = {model.id: model for model in (PAINTER, FILMER, EMBEDDER, TALKER)}
DOCUMENTS: dict[str, Json] = {id_: {"id": id_, "rate": Decimal("0.10")} for id_ in MODELS}
