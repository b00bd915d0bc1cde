from dataclasses import dataclass

from app.errors import RuleBroken
from app.rules.defaults import Settings

KEEP, CALL_BACK, PROPOSE, COOL_DOWN = "keep", "call_back", "propose", "cool_down"
NO_ANSWER, RETRY_TODAY, RETRY_ONCE = "no_answer", "retry_today", "retry_once"
RETRY_WINDOW, RETRY_TOMORROW = "retry_window", "retry_tomorrow"
GONE, DO_NOT_CALL = "gone", "do_not_call"
FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Disposition:
    """An outcome of a call: what it asks, what it cannot do without, and what follows.

    `label` is Chinese, and the message id of its translation. `asks` and `requires` are of "grade",
    "follow_up", "wechat", "note"; `grade` is the one it sets. `then` is what happens to the lead,
    `later` the part that takes over: "event", "maintenance" or "deal". `direct`: one tap saves.
    """

    code: str
    label: str
    connected: bool = False
    asks: tuple[str, ...] = ("note",)
    requires: tuple[str, ...] = ()
    grade: str | None = None
    direct: bool = False
    then: str = KEEP
    later: str | None = None

    @property
    def needs_time(self) -> bool:
        """Whether its follow-up is an agreed hour, not just a day."""
        return self.then == CALL_BACK


def dispositions(settings: Settings) -> dict[str, Disposition]:
    """The outcomes by code in the order of their buttons (rules.md §3); the list is a setting."""
    return {row["code"]: from_row(row) for row in settings["calls.dispositions"]}


def disposition(code: object, settings: Settings) -> Disposition:
    """The outcome of this code. RuleBroken("call_disposition_unknown") if there is none."""
    known = dispositions(settings)
    if not isinstance(code, str) or code not in known:
        raise RuleBroken("call_disposition_unknown", given=str(code)[:40])
    return known[code]


def from_row(row: dict[str, object]) -> Disposition:
    lists = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
    return Disposition(**{**row, **lists})  # type: ignore[arg-type]
