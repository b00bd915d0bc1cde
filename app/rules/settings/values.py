"""What may be said in a setting, and what does not go together (rules.md §1–§3)."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from app.rules.defaults import Settings
from app.rules.settings.catalogue import CHOICE, CLOCK, SPAN, SPANS, WHOLE, Item
from app.rules.why import Why

NOT_ABOVE = (
    ("ordinary.batch", "ordinary.holding_cap"),
    ("frequency.day_calls", "frequency.month_calls"),
    ("board.quiet_minutes", "board.silent_minutes"),
    ("team.advised_least", "team.advised_most"),
    ("group.advised_least", "group.advised_most"),
    ("team_stage.turbulence_months", "team_stage.stable_months"),
    ("team_stage.stable_months", "team_stage.mature_months"),
    ("sheet.called", "sheet.most"),
    ("allocation.run_at", "allocation.arrivals_until"),
)
TIMES = ("calls.windows", "calls.hours", "allocation.run_at")


def refusal(item: Item, value: Any) -> Why | None:
    """Why this cannot be the setting's value, None if it can: a whole number between the item's
    least and most, a clock time, spans that end after they begin and do not overlap."""
    return CHECKS[item.kind](item, value)


def of_whole(item: Item, value: Any) -> Why | None:
    if isinstance(value, int) and item.least <= value <= item.most:
        return None
    return Why("setting_range", {"least": item.least, "most": item.most})


def of_clock(item: Item, value: Any) -> Why | None:
    return None if value else Why("setting_clock", {})


def of_choice(item: Item, value: Any) -> Why | None:
    return None if value in item.choices else Why("setting_choice", {})


def of_span(item: Item, value: Any) -> Why | None:
    return backwards([value])


def of_spans(item: Item, value: Any) -> Why | None:
    return backwards(value) or overlapping(value)


def backwards(spans: list[list[str]]) -> Why | None:
    for start, end in spans:
        if start >= end:
            return Why("setting_span_backwards", {"start": start, "end": end})
    return None


def overlapping(spans: list[list[str]]) -> Why | None:
    for (start, end), (next_start, next_end) in pairwise(sorted(spans)):
        if next_start < end:
            first, second = f"{start}–{end}", f"{next_start}–{next_end}"
            return Why("setting_spans_overlap", {"first": first, "second": second})
    return None


CHECKS: dict[str, Callable[[Item, Any], Why | None]] = {
    WHOLE: of_whole,
    CLOCK: of_clock,
    SPAN: of_span,
    SPANS: of_spans,
    CHOICE: of_choice,
}


def kept(item: Item, value: Any) -> Any:
    """The value as it is kept: spans in the order of the day."""
    return sorted(value) if item.kind == SPANS else value


def related(key: str) -> tuple[str, ...]:
    """The settings that have to go together with this one, itself among them."""
    found = [key]
    for group in (*NOT_ABOVE, TIMES):
        if key in group:
            found += [other for other in group if other not in found]
    return tuple(found)


def clash(settings: Settings) -> Why | None:
    """What of these settings of one day does not go together; None if all does.

    A least above its most; a call window outside the hours for calling; a morning hand-out that
    begins after the first call window has (rules.md §2.2, §3). Settings left out are not looked at.
    """
    for low, high in NOT_ABOVE:
        if {low, high} <= settings.keys() and settings[low] > settings[high]:
            params = {"setting": low, "limit": high}
            return Why("setting_above", {**params, "low": settings[low], "high": settings[high]})
    return outside_hours(settings) or after_first_window(settings)


def outside_hours(settings: Settings) -> Why | None:
    if not {"calls.windows", "calls.hours"} <= settings.keys():
        return None
    opens, closes = settings["calls.hours"]
    for start, end in settings["calls.windows"]:
        if start < opens or end > closes:
            span = {"start": start, "end": end}
            return Why("setting_outside_hours", {**span, "opens": opens, "closes": closes})
    return None


def after_first_window(settings: Settings) -> Why | None:
    if not {"calls.windows", "allocation.run_at"} <= settings.keys():
        return None
    first = min((start for start, _ in settings["calls.windows"]), default=None)
    if first is None or settings["allocation.run_at"] <= first:
        return None
    return Why("setting_run_late", {"run_at": settings["allocation.run_at"], "first": first})
