from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.errors import RuleBroken
from app.rules.calls.dispositions import FOLLOW_UP, Disposition, disposition
from app.rules.calls.stages import STAGES
from app.rules.calls.windows import first_window
from app.rules.days.shanghai import day_of, read_instant
from app.rules.defaults import Settings

GRADES = ("A", "B", "C", "D")
WECHAT = ("added", "requested")
DIRECTIONS = ("out", "in")
LARGEST_ID = 2**63 - 1
LENGTH_OF_DAY = len("2026-11-23")

KEYS = (
    "calls.dispositions",
    "calls.windows",
    "calls.hours",
    "calls.longest_s",
    "calls.note_length",
)


@dataclass(frozen=True, slots=True)
class CallRecord:
    """What was logged of a call, checked. `duration_s` is None where nothing measured it."""

    disposition: Disposition
    direction: str
    duration_s: int | None
    grade: str | None
    stage: str | None
    wechat: str | None
    note: str
    follow_up_at: datetime | None
    script: int | None


def read_call(
    payload: Mapping[str, object], started_at: datetime, settings: Settings
) -> CallRecord:
    """A call record from what a device or a form sent (sync.md, kinds; rules.md §3).

    `follow_up_at` is ISO text, Shanghai time without an offset; a day alone means its first call
    window. Empty text is no answer; unknown names are left out. Raises RuleBroken with one of
    call_disposition_unknown, call_direction_unknown, call_duration_invalid, call_grade_unknown,
    call_stage_unknown, call_wechat_unknown, call_note_invalid, call_script_unknown,
    call_follow_up_unreadable, call_follow_up_missing, call_follow_up_time_missing,
    call_follow_up_before_call.
    """
    outcome = disposition(payload.get("disposition"), settings)
    return CallRecord(
        disposition=outcome,
        direction=one_of(DIRECTIONS, payload, "direction") or "out",
        duration_s=whole(
            payload, "duration_s", settings["calls.longest_s"], "call_duration_invalid"
        ),
        grade=one_of(GRADES, payload, "grade"),
        stage=one_of(STAGES, payload, "stage"),
        wechat=one_of(WECHAT, payload, "wechat"),
        note=note_of(payload, settings["calls.note_length"]),
        follow_up_at=follow_up(outcome, payload, started_at, settings),
        script=whole(payload, "script", LARGEST_ID, "call_script_unknown"),
    )


def one_of(known: tuple[str, ...], payload: Mapping[str, object], name: str) -> str | None:
    given = payload.get(name) or None
    if given is None:
        return None
    if not isinstance(given, str) or given not in known:
        raise RuleBroken(f"call_{name}_unknown", given=str(given)[:40])
    return given


def whole(payload: Mapping[str, object], name: str, most: int, code: str) -> int | None:
    given = payload.get(name)
    if given is None:
        return None
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= most:
        raise RuleBroken(code, given=str(given)[:40])
    return given


def note_of(payload: Mapping[str, object], longest: int) -> str:
    """The note, without what no database can store (half characters, NUL)."""
    note = payload.get("note") or ""
    if not isinstance(note, str) or len(note) > longest:
        raise RuleBroken("call_note_invalid", longest=longest)
    return note.encode("utf-8", "replace").decode().replace("\0", "")


def follow_up(
    outcome: Disposition, payload: Mapping[str, object], started_at: datetime, settings: Settings
) -> datetime | None:
    """The follow-up that was set. It may lie before the call on the call's own day: clocks differ,
    and a promise a little too early is due at once rather than lost."""
    given = payload.get("follow_up_at") or None
    if given is None:
        if FOLLOW_UP in outcome.requires:
            raise RuleBroken("call_follow_up_missing", disposition=outcome.code)
        return None
    day, at = day_and_instant(given)
    if day < day_of(started_at):
        raise RuleBroken("call_follow_up_before_call", day=str(day), call=str(day_of(started_at)))
    if at is None and outcome.needs_time:
        raise RuleBroken("call_follow_up_time_missing", day=str(day))
    return at or first_window(day, settings)


def day_and_instant(given: object) -> tuple[date, datetime | None]:
    """The company day of what was given, and its instant if it is more than a day."""
    text = str(given)
    try:
        if len(text) <= LENGTH_OF_DAY:
            return date.fromisoformat(text), None
        at = read_instant(text)
        return day_of(at), at
    except (ValueError, OverflowError) as error:
        raise RuleBroken("call_follow_up_unreadable", given=text[:40]) from error
