"""What a request costs, before it is sent: exactly, or between bounds and why."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal

import pytest
from empiriolabs_models import Client, ConfigurationError, Cost, CostLimitError, CostRange, Lifecycle, Price
from empiriolabs_models._core import lifecycle
from empiriolabs_models._core.cost import amount, estimate
from empiriolabs_models.amazon_nova_canvas.model import MODEL

from modelmint.mock import MockServer

client = Client("sk-test", base_url="http://127.0.0.1:9", on_retired="ignore")
nova = client.amazon_nova_canvas


@pytest.mark.parametrize(
    ("params", "cost"),
    [
        ({}, "0.12"),
        ({"number_of_images": 3, "quality": "premium"}, "0.54"),
        ({"number_of_images": 5}, "0.60"),
        ({"size_scale": "large"}, "0.18"),
        ({"size_scale": "large", "quality": "premium", "number_of_images": 2}, "0.48"),
        ({"prompt": "a", "seed": 1}, "0.12"),
    ],
)
def test_the_price_follows_the_parameters_and_their_defaults(params: dict[str, object], cost: str) -> None:
    found = nova.estimate_cost(**params)
    assert isinstance(found, Decimal)
    assert found == Decimal(cost)
    assert str(found) == f"{cost} USD"


def test_a_cost_is_a_decimal_that_knows_its_currency() -> None:
    cost = nova.estimate_cost(number_of_images=2)
    assert isinstance(cost, Cost)
    assert cost.currency == "USD"
    assert cost + Decimal("0.01") == Decimal("0.25")
    assert (f"{cost}", f"{cost:.3f}") == ("0.24 USD", "0.240")
    again = pickle.loads(pickle.dumps(cost))
    assert (again, again.currency) == (cost, "USD")


def test_seconds_are_counted_by_the_duration() -> None:
    assert client.clip_maker.estimate_cost(duration=10, resolution="1080p") == Decimal("2.25")
    assert client.clip_maker.estimate_cost() == Decimal("0.90")


def test_tokens_cannot_be_counted_beforehand() -> None:
    cost = client.word_vectors.estimate_cost(input="a red sofa")
    assert isinstance(cost, CostRange)
    assert (cost.low, cost.high, cost.currency) == (0, None, "USD")
    assert "0.07 USD per 1,000,000 token" in cost.reason
    assert str(cost).startswith("0 USD to no known limit: ")


def price(cost: str, *when: tuple[str, str, tuple[object, ...]], **changes: object) -> Price:
    base = Price(f"for {cost}", Decimal(cost), "USD", "image", Decimal(1), when=when)
    return base._replace(**changes)


def test_a_condition_on_a_parameter_that_is_not_given_leaves_a_range() -> None:
    prices = (price("1", ("size", "is", ("small",))), price("2", ("size", "is", ("large",))))
    cost = estimate(MODEL._replace(prices=prices, defaults={}), {})
    assert isinstance(cost, CostRange)
    assert (cost.low, cost.high) == (1, 2)
    assert cost.reason == "it may be charged as for 1 or for 2"
    assert str(cost) == "1.00 to 2.00 USD: it may be charged as for 1 or for 2"


def test_what_no_parameter_tells_leaves_a_range() -> None:
    cost = estimate(MODEL._replace(prices=(price("1", qualifier="when a search is made"),)), {})
    assert isinstance(cost, CostRange)
    assert (cost.low, cost.high) == (0, 1)
    assert cost.reason == "it may be charged as for 1 when a search is made"


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setattr(lifecycle, "today", lambda: date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "cost"), [("2026-12-31", 1), ("2027-01-01", 2), ("2027-05-31", 2), ("2027-06-01", 3), ("2030-01-01", 3)]
)
def test_an_announced_price_is_charged_from_its_day_on(monkeypatch: pytest.MonkeyPatch, day: str, cost: int) -> None:
    on(monkeypatch, day)
    steps = (("1", None), ("3", "2027-06-01"), ("2", "2027-01-01"))
    prices = tuple(price(amount, starts_on=start)._replace(label="Image") for amount, start in steps)
    assert estimate(MODEL._replace(prices=(*prices, price("10", unit="request"))), {}) == 10 + cost


def test_the_amount_before_is_charged_until_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    model = MODEL._replace(prices=(price("2", was=Decimal(1), starts_on="2027-01-01"),))
    on(monkeypatch, "2026-12-31")
    assert estimate(model, {}) == 1
    on(monkeypatch, "2027-01-01")
    assert estimate(model, {}) == 2


def test_what_is_charged_before_the_day_may_not_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "2026-12-31")
    cost = estimate(MODEL._replace(prices=(price("2", starts_on="2027-01-01"),)), {})
    assert isinstance(cost, CostRange)
    assert (cost.low, cost.high) == (0, None)
    assert cost.reason == "for 2 has a price from 2027-01-01 on, and none is known before"


def test_two_prices_of_one_day_leave_a_range(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "2027-01-01")
    both = [price(amount, starts_on="2027-01-01")._replace(label="Image") for amount in ("1", "2")]
    cost = estimate(MODEL._replace(prices=(*both, price("9")._replace(label="Image"))), {})
    assert isinstance(cost, CostRange)
    assert (cost.low, cost.high) == (1, 2)


def test_presence_is_a_condition_too() -> None:
    prices = (price("1", ("image", "absent", ())), price("2", ("image", "present", ())))
    model = MODEL._replace(prices=prices, defaults={"image": "x"})
    assert estimate(model, {}) == 1
    assert estimate(model, {"image": "y"}) == 2


def test_prices_of_different_units_add_up() -> None:
    prices = (price("1"), price("0.5", unit="request"))
    assert estimate(MODEL._replace(prices=prices), {}) == Decimal("1.5")


def test_no_price_and_no_fitting_price_are_no_cost_of_nothing() -> None:
    none = estimate(MODEL._replace(prices=()), {})
    other = estimate(MODEL._replace(prices=(price("1", ("size_scale", "is", ("tiny",))),)), {})
    assert isinstance(none, CostRange)
    assert isinstance(other, CostRange)
    assert none.high is None
    assert other.high is None
    assert "no price" in none.reason
    assert "fits" in other.reason


@pytest.mark.parametrize(("limit", "exact"), [("0.20", "0.20"), (0.1, "0.1"), (1, "1"), (Decimal("0.3"), "0.3")])
def test_a_limit_is_taken_as_it_is_written(limit: object, exact: str) -> None:
    assert amount(limit) == Decimal(exact)


@pytest.mark.parametrize("limit", ["cheap", "", "-1", "nan", "inf", object()])
def test_a_limit_that_is_no_amount_is_refused(limit: object) -> None:
    with pytest.raises(ValueError, match="no amount"):
        amount(limit)


def test_a_request_above_max_cost_is_not_sent(server: MockServer) -> None:
    with Client("sk-test", base_url=f"{server.base_url}/v1", max_cost="0.20") as limited:
        with pytest.raises(CostLimitError) as caught:
            limited.amazon_nova_canvas.generate(prompt="a", number_of_images=2)
        assert server.requests == ()
        assert (caught.value.estimate, caught.value.limit) == (Decimal("0.24"), Decimal("0.20"))
        assert limited.amazon_nova_canvas.generate(prompt="a", sync=True, max_cost=1).images
        assert limited.amazon_nova_canvas.generate(prompt="a", sync=True).images


def test_a_cost_without_a_known_limit_is_above_every_limit(server: MockServer) -> None:
    with Client("sk-test", base_url=f"{server.base_url}/v1") as made:
        with pytest.raises(CostLimitError, match="no known limit"):
            made.word_vectors.generate(input="a", max_cost="1000000")
        with pytest.raises(ConfigurationError, match="cheap"):
            made.word_vectors.generate(input="a", max_cost="cheap")
    assert server.requests == ()


def test_prices_and_life_are_public_data() -> None:
    assert nova.model.prices[0].label.startswith("Small Standard")
    assert nova.model.lifecycle == Lifecycle(deprecated=True, retires_on="2026-09-30")
