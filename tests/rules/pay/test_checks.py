"""rules.md §8.4, §8.7, §8.9, §8.12: what is refused when a plan is kept."""

from copy import deepcopy
from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from app.rules.defaults.plan import SAMPLE_PLAN
from app.rules.measures import periods
from app.rules.pay import checks, engine, plan, shape
from app.rules.pay.facts import Credit, Facts, Worker

FIRST = date(2026, 12, 1)
NOVEMBER = periods.read("2026-11", ("month",))
DAYS = [date(2026, 11, n) for n in range(2, 28)]
ALICE = Worker(1, "alice", "Alice", date(2026, 1, 5), None, [(date(2026, 1, 5), "formal")])
FACTS = Facts(
    month=NOVEMBER,
    quarter=periods.containing("quarter", NOVEMBER.first),
    working=DAYS,
    workers=[ALICE],
    credits=[Credit(1, DAYS[3], 16_000_000, 1, 1)],
    units={(1, DAYS[2]): 130},
    targets={("person", 1, "amount", "2026-11"): 10_000_000},
)


def sample():
    return deepcopy(SAMPLE_PLAN)


def put(document, path, value):
    *above, last = path
    for key in above:
        document = document[key]
    document[last] = value


def found(document, starts_on=FIRST):
    return [one.code for one in checks.problems(document, starts_on)]


def bands(*edges):
    return [{"from_fen": low, "to_fen": high, "bp": 500} for low, high in edges]


def test_the_plan_that_ships_has_no_problem():
    assert found(SAMPLE_PLAN) == []


@pytest.mark.parametrize(
    ("edges", "codes"),
    [
        ([(0, None)], []),
        ([(0, 100), (100, 300), (300, None)], []),
        ([(0, 100), (200, None)], ["plan_band_gap"]),
        ([(0, 100), (50, None)], ["plan_band_overlap"]),
        ([(10, None)], ["plan_band_first"]),
        ([(0, 100)], ["plan_band_last"]),
        ([(0, None), (100, None)], ["plan_band_open"]),
        ([(0, 0), (0, None)], ["plan_band_backwards"]),
        ([(0, 100), (100, 50), (50, None)], ["plan_band_backwards"]),
        ([], ["plan_bands_number"]),
        ([(n, n + 1) for n in range(12)] + [(12, None)], ["plan_bands_number"]),
        ([(-1, None)], ["plan_band_unreadable"]),
        ([(0, 1.5), (1.5, None)], ["plan_band_unreadable"] * 2),
        ([(0, True), (True, None)], ["plan_band_unreadable"] * 2),
    ],
)
def test_bands_go_on_from_nothing_to_the_end_without_gap_or_overlap(edges, codes):
    document = sample()
    document["commission"]["above"] = bands(*edges)
    assert found(document) == codes


@pytest.mark.parametrize(
    ("steps", "codes"),
    [
        ([(0, 100)], []),
        ([(60, 80), (0, 50), (100, 120)], []),
        ([(60, 80)], ["plan_steps_first"]),
        ([(0, 50), (60, 80), (60, 80)], ["plan_step_twice"]),
        ([(0, 90), (60, 80)], ["plan_step_falls"]),
        ([(0, -1)], ["plan_step_unreadable"]),
        ([], ["plan_steps_number"]),
    ],
)
def test_every_score_has_one_coefficient_and_a_better_one_no_less(steps, codes):
    document = sample()
    document["performance"]["steps"] = [{"from_score": at, "percent": n} for at, n in steps]
    assert found(document) == codes


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("scorecard", "weights", "amount"), 41, "plan_weights"),
        (("pk", "workload"), 49, "plan_pk_weights"),
        (("commission", "way"), "steep", "plan_way"),
        (("commission", "way"), ["cliff"], "plan_way"),
        (("commission", "above"), None, "plan_bands_number"),
        (("performance", "steps"), "high", "plan_steps_number"),
        (("base",), {}, "plan_lacks"),
        (("bonus",), 1, "plan_unknown"),
        (("base", "formal"), None, "plan_number"),
        (("present_percent",), 0, "plan_number"),
    ],
)
def test_each_kind_of_damage_has_its_name(path, value, code):
    document = sample()
    put(document, path, value)
    assert code in found(document)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2026, 12, 2), ["plan_start_not_first"]),
        (None, ["plan_start_missing"]),
        ("2026-12-01", ["plan_start_missing"]),
    ],
)
def test_a_plan_begins_with_a_month(day, codes):
    assert found(SAMPLE_PLAN, day) == codes


@given(st.sampled_from(list(shape.NUMBERS.items())), st.integers(-(10**15), 10**15))
def test_a_number_beyond_its_limits_is_found(which, value):
    path, limit = which
    assume(not limit.least <= value <= limit.most)
    document = sample()
    put(document, path, value)
    assert "plan_number" in found(document)


@given(st.sampled_from(shape.PATHS), st.booleans())
def test_what_is_missing_or_too_much_is_found(path, gone):
    document = sample()
    *above, last = path
    place = document
    for key in above:
        place = place[key]
    place[last if gone else f"{last}_"] = place.pop(last) if not gone else None
    if gone:
        del place[last]
    assert "plan_lacks" in found(document)
    assert gone or "plan_unknown" in found(document)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from([*shape.PATHS, ("base",), ("pk",), ("scorecard", "weights")]), JSON, JSON)
@example(("base",), {"base.formal": 1}, None)
def test_whatever_comes_it_is_refused_or_can_be_computed(path, value, start):
    """A hostile document never fails the check, and what passes never fails the engine."""
    document = sample()
    put(document, path, value)
    checks.problems(value, start)
    if not checks.problems(document, FIRST):
        engine.compute(FACTS, plan.read(document))


def numbers(limit):
    return st.integers(limit.least, limit.most)


@st.composite
def plans(draw):
    """Documents with bands, steps and weights that go together, each number within its limits."""
    values = {path: draw(numbers(limit)) for path, limit in shape.NUMBERS.items()}
    values["pk", "conversion"] = 100 - values["pk", "workload"]
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=5, max_size=5)))
    weights = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    values |= dict(zip([("scorecard", "weights", p) for p in shape.PARTS], weights, strict=True))
    edges = sorted(draw(st.sets(st.integers(1, 10**9), max_size=4)))
    ends = zip([0, *edges], [*edges, None], strict=True)
    values[shape.BANDS] = [
        {"from_fen": low, "to_fen": high, "bp": draw(numbers(shape.BP))} for low, high in ends
    ]
    values[shape.WAY] = draw(st.sampled_from(plan.WAYS))
    scores = sorted({0, *draw(st.sets(numbers(shape.SCORE), max_size=3))})
    paid = sorted(draw(st.lists(numbers(shape.PAID), min_size=len(scores), max_size=len(scores))))
    values[shape.STEPS] = [
        {"from_score": at, "percent": n} for at, n in zip(scores, paid, strict=True)
    ]
    return shape.nested(values)


@given(plans())
def test_a_plan_without_problems_can_be_read_and_computed(document):
    assert found(document) == []
    assert len(engine.compute(FACTS, plan.read(document))) == 1
