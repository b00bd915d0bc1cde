"""Codes of rules and services in the words of the person who reads them."""

from collections.abc import Mapping
from datetime import date, datetime

from babel.dates import get_day_names
from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from app import clock
from app.http.words import (
    accounts,
    arrivals,
    attempts,
    backups,
    board,
    calls,
    checks,
    claims,
    clashes,
    coaching,
    daily_reports,
    deals,
    demo,
    do_not_call,
    exams,
    exports,
    failures,
    hand_outs,
    hand_overs,
    imports,
    jobs,
    leads,
    measures,
    meetings,
    onboarding,
    pay,
    pay_changes,
    pay_moves,
    pay_rules,
    people,
    pk,
    plans,
    practice,
    questions,
    records,
    recycling,
    settings,
    signals,
    team_stages,
    worth,
)
from app.http.words.numbers import yuan
from app.http.words.pay import plan_name
from app.rules.measures.periods import Period

__all__ = ["plan_name", "yuan"]
PARTS = (
    accounts,
    arrivals,
    attempts,
    backups,
    board,
    calls,
    checks,
    claims,
    clashes,
    daily_reports,
    coaching,
    deals,
    demo,
    do_not_call,
    exams,
    exports,
    failures,
    hand_outs,
    hand_overs,
    imports,
    jobs,
    leads,
    measures,
    meetings,
    onboarding,
    pay,
    pay_changes,
    pay_moves,
    pay_rules,
    people,
    questions,
    plans,
    pk,
    practice,
    records,
    recycling,
    settings,
    signals,
    team_stages,
    worth,
)
# Parameters that are codes themselves.
CODES = ("pay_grade", "stage", "tie", "setting", "limit", "field", "team_stage")
SENTENCES = {code: sentence for part in PARTS for code, sentence in part.SENTENCES.items()}


def say(code: str, params: Mapping[str, object]) -> str:
    """The sentence for a code in the language of the request; parameters are put in as text."""
    return str(SENTENCES[code]) % {name: shown(name, value) for name, value in params.items()}


def shown(name: str, value: object) -> object:
    if isinstance(value, Mapping) and "code" in value:
        return say(str(value["code"]), value.get("params") or {})
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int) and name.endswith("_fen"):
        return yuan(value)
    return say(f"{name}_{value}", {}) if name in CODES else value


def why_let_go(rule: str, why: Mapping[str, object]) -> str:
    """Why somebody let go of a lead: the stored reason, else the rule in words."""
    code = str(why.get("code", ""))
    if code in SENTENCES:
        return say(code, why.get("params") or {})  # type: ignore[arg-type]
    return say(f"move_{rule}" if f"move_{rule}" in SENTENCES else "move_other", {})


def day(value: date) -> str:
    return format_date(value, "M月d日 EEE" if str(get_locale()) == "zh" else "EEE d MMM")


def whole_day(value: date) -> str:
    return format_date(value, "y年M月d日" if str(get_locale()) == "zh" else "d MMM y")


def month(value: date) -> str:
    return format_date(value, "y年M月" if str(get_locale()) == "zh" else "MMM y")


def period(one: Period) -> str:
    """A stretch of time by the name that people give it."""
    chinese = str(get_locale()) == "zh"
    if one.kind == "day":
        return day(one.first)
    if one.kind == "month":
        return month(one.first)
    quarter = (one.first.month + 2) // 3
    if one.kind == "quarter":
        return f"{one.first.year}年第{quarter}季度" if chinese else f"Q{quarter} {one.first.year}"
    if one.kind == "year":
        return f"{one.first.year}年" if chinese else str(one.first.year)
    return f"{day(one.first)} – {day(one.last)}"


def weekdays() -> list[str]:
    """The days of the week in one letter, from Monday on."""
    names = get_day_names("narrow", locale=get_locale())
    return [names[n] for n in range(7)]


def tenure(months: int) -> str:
    """How long somebody has been here, in whole months (rules.md §1)."""
    years, rest = divmod(months, 12)
    if not months:
        return _("不满 1 个月")
    if not years:
        return _("%(n)s 个月", n=months)
    return (
        _("%(years)s 年 %(rest)s 个月", years=years, rest=rest) if rest else _("%(n)s 年", n=years)
    )


def share(part: int, whole: int) -> str:
    """A part of a whole in percent with one decimal, by whole numbers; "–" of nothing."""
    tenths = (2000 * part + whole) // (2 * whole) if whole else 0
    return f"{tenths // 10}.{tenths % 10}%" if whole else "–"


def each(total: int, whole: int) -> str:
    """How many there are for each, with one decimal; "–" of nothing."""
    tenths = (20 * total + whole) // (2 * whole) if whole else 0
    return f"{tenths // 10}.{tenths % 10}" if whole else "–"


def off(seconds: int) -> str:
    """How far a clock is ahead, or behind when the seconds are negative."""
    hours, minutes = divmod(round(abs(seconds) / 60), 60)
    span = _("%(hours)s 小时 %(minutes)s 分钟", hours=hours, minutes=minutes)
    span = span if hours else _("%(n)s 分钟", n=minutes)
    return _("快 %(span)s", span=span) if seconds > 0 else _("慢 %(span)s", span=span)


def moment(value: datetime) -> str:
    """A moment as people say it: the time alone today, else day and time."""
    clock_time = value.astimezone(clock.SHANGHAI).strftime("%H:%M")
    of = clock.day_of(value)
    return clock_time if of == clock.today() else f"{day(of)} {clock_time}"
