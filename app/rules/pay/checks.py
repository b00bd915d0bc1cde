"""What is wrong with a plan before it may be kept or approved (rules.md §8)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from app.rules.pay import shape
from app.rules.pay.plan import WAYS
from app.rules.pay.shape import BANDS, BP, EDGE, NUMBERS, PAID, PATHS, SCORE, STEPS, WAY, Limit
from app.rules.why import Why

WHOLE = 100
Row = Mapping[str, object]


def problems(document: object, starts_on: object) -> list[Why]:
    """Everything that speaks against a plan from a day on, in the order of the page; none where it
    can be read and computed. Whatever the document is, this never fails."""
    if not isinstance(document, Mapping):
        return [*of_start(starts_on), Why("plan_unreadable", {})]
    values = shape.flat(document)
    broken = list(of_keys(values))
    found = [*of_start(starts_on), *(broken or of_values(values))]
    return found


def of_start(starts_on: object) -> Iterator[Why]:
    if not isinstance(starts_on, date):
        yield Why("plan_start_missing", {})
    elif starts_on.day != 1:
        yield Why("plan_start_not_first", {"day": starts_on})


def of_keys(values: Mapping[object, object]) -> Iterator[Why]:
    for path in PATHS:
        if path not in values:
            yield Why("plan_lacks", {"what": named(path)})
    for key in values:
        if key not in PATHS:
            parts = key if isinstance(key, tuple) else (key,)
            yield Why("plan_unknown", {"text": ".".join(map(str, parts))[:60]})


def of_values(values: Mapping[object, object]) -> list[Why]:
    wrong = [one for path, limit in NUMBERS.items() for one in of_number(path, limit, values[path])]
    if values[WAY] not in WAYS:
        wrong.append(Why("plan_way", {}))
    weights = [values["scorecard", "weights", part] for part in shape.PARTS]
    pk = [values["pk", "workload"], values["pk", "conversion"]]
    return [
        *wrong,
        *of_bands(values[BANDS]),
        *of_sum(pk, "plan_pk_weights"),
        *of_sum(weights, "plan_weights"),
        *of_steps(values[STEPS]),
    ]


def of_number(path: shape.Path, limit: Limit, value: object) -> Iterator[Why]:
    if not limit.holds(value):
        said = {"least": limit.said(limit.least), "most": limit.said(limit.most)}
        yield Why("plan_number", {"what": named(path), **said})


def named(path: shape.Path) -> dict[str, object]:
    """A number by its name, as a parameter of a reason."""
    return Why(f"plan_{shape.name(path)}", {}).as_json()


def of_sum(weights: Sequence[object], code: str) -> Iterator[Why]:
    """Weights are whole numbers that add up to 100 (rules.md §8.7, §8.9)."""
    whole = [one for one in weights if type(one) is int]
    if len(whole) == len(weights) and sum(whole) != WHOLE:
        yield Why(code, {"sum": sum(whole)})


def of_bands(bands: object) -> Iterator[Why]:
    """Bands are [from, to), contiguous from 0, the last one open (rules.md §8.4)."""
    rows = rows_of(bands, {"from_fen", "to_fen", "bp"})
    if not rows or len(rows) > shape.MOST_BANDS:
        yield Why("plan_bands_number", {"most": shape.MOST_BANDS})
        return
    wrong = [n for n, row in enumerate(rows, 1) if not is_band(row)]
    if wrong:
        yield from (Why("plan_band_unreadable", {"n": n}) for n in wrong)
        return
    yield from of_edges([(row["from_fen"], row["to_fen"]) for row in rows])  # type: ignore[misc]


def is_band(row: Row) -> bool:
    to = row.get("to_fen")
    return EDGE.holds(row.get("from_fen")) and BP.holds(row.get("bp")) and (to is None or EDGE.holds(to))  # fmt: skip


def of_edges(edges: Sequence[tuple[int, int | None]]) -> Iterator[Why]:
    if edges[0][0] != 0:
        yield Why("plan_band_first", {"from_fen": edges[0][0]})
    for n, ((start, to), (following, _)) in enumerate(pairwise(edges), 1):
        yield from of_edge(n, start, to, following)
    start, to = edges[-1]
    if to is not None:
        yield Why("plan_band_last", {"n": len(edges), "to_fen": to})


def of_edge(n: int, start: int, to: int | None, following: int) -> Iterator[Why]:
    """How a band goes over into the next."""
    said: dict[str, object] = {"n": n, "next": n + 1, "to_fen": to, "from_fen": following}
    if to is None:
        yield Why("plan_band_open", {"n": n})
    elif to <= start:
        yield Why("plan_band_backwards", {"n": n, "from_fen": start, "to_fen": to})
    elif to != following:
        yield Why("plan_band_gap" if to < following else "plan_band_overlap", said)


def of_steps(steps: object) -> Iterator[Why]:
    """Each score has one coefficient, and a higher score never a lower one (rules.md §8.12)."""
    rows = rows_of(steps, {"from_score", "percent"})
    if not rows or len(rows) > shape.MOST_STEPS:
        yield Why("plan_steps_number", {"most": shape.MOST_STEPS})
        return
    wrong = [n for n, row in enumerate(rows, 1) if not is_step(row)]
    if wrong:
        yield from (Why("plan_step_unreadable", {"n": n}) for n in wrong)
        return
    yield from of_order(sorted((row["from_score"], row["percent"]) for row in rows))  # type: ignore[type-var, misc]


def is_step(row: Row) -> bool:
    return SCORE.holds(row.get("from_score")) and PAID.holds(row.get("percent"))


def of_order(steps: Sequence[tuple[int, int]]) -> Iterator[Why]:
    if steps[0][0] != 0:
        yield Why("plan_steps_first", {"score": steps[0][0]})
    for (low, less), (high, more) in pairwise(steps):
        if low == high:
            yield Why("plan_step_twice", {"score": low})
        elif less > more:
            yield Why("plan_step_falls", {"score": high, "percent": more, "before": less})


def rows_of(value: object, keys: set[str]) -> list[Row]:
    """The rows of a list; one that is none, or has other keys, is an empty row."""
    if not isinstance(value, list | tuple):
        return []
    return [row if isinstance(row, Mapping) and set(row) == keys else {} for row in value]
