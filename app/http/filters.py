from datetime import date, datetime

from flask import Flask

from app import clock
from app.http import access, pay_months, scales, words
from app.http.words import calls, measures, moments, numbers, pay_rules, periods, worth
from app.rules import phones
from app.rules.pay.contest import hundredths
from app.rules.pay.lines import percent
from app.services.calls.made import Made


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(day=day, clock=clock_time, when=when, say=say, browser=browser)
    app.jinja_env.filters.update(
        date=words.whole_day,
        month=words.month,
        tenure=words.tenure,
        off=words.off,
        void_why=void_why,
    )
    app.jinja_env.filters.update(listed_why=listed_why, yuan=words.yuan, masked=phones.masked)
    app.jinja_env.filters.update(measured=measures.measured, target=measures.target)
    app.jinja_env.filters.update(waited=measures.waited)
    app.jinja_env.filters.update(
        plain=measures.plain, percent=measures.percent, period=words.period
    )
    app.jinja_env.filters.update(brief=periods.brief, drawn=scales.drawn)
    app.jinja_env.globals.update(change=measures.change)
    app.jinja_env.filters.update(
        part_value=pay_rules.part_value, rows_behind=pay_months.rows_behind
    )
    app.jinja_env.filters.update(
        hundredths=hundredths, halves=numbers.halves, lack_told=worth.lack_told, rate=percent
    )
    app.jinja_env.globals.update(plan_name=words.plan_name, say_line=words.say)
    app.jinja_env.filters.update(points=numbers.points, decimals=numbers.decimals)
    app.jinja_env.filters.update(share=words.share, each=words.each)
    app.jinja_env.filters.update(dialable=phones.dialable, grouped=phones.grouped)
    app.jinja_env.filters.update(hidden=phones.hidden, local=local, turn=moments.turn)
    app.jinja_env.globals.update(can=access.can, weekdays=words.weekdays, today=clock.today)


def day(value: date | None) -> str:
    return words.day(value) if value else ""


def clock_time(value: datetime | None) -> str:
    return value.astimezone(clock.SHANGHAI).strftime("%H:%M") if value else ""


def local(value: datetime) -> str:
    """A moment as a field for day and time holds it."""
    return value.astimezone(clock.SHANGHAI).strftime("%Y-%m-%dT%H:%M")


def when(value: datetime | None) -> str:
    """A moment as people say it: the time alone today, else day and time."""
    return words.moment(value) if value else ""


BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")


def browser(agent: str) -> str:
    """A browser's long name in two words that its owner recognises."""
    name = next((label for mark, label in BROWSERS if mark in agent), "")
    system = next((mark for mark in SYSTEMS if mark in agent), "")
    return " · ".join(part for part in (name, system) if part) or agent[:40]


def void_why(call: Made) -> str:
    return calls.void_why(call.void_why or "", call.void_by, undone=call.undone)


def listed_why(reason: str) -> str:
    """Why a number is on the do-not-call list or off it: a code of ours, or as somebody typed it."""
    code = f"listed_{reason}"
    return words.say(code, {}) if code in words.SENTENCES else reason


def say(reason: dict[str, object] | None) -> str:
    return words.say(str(reason["code"]), reason.get("params") or {}) if reason else ""  # type: ignore[arg-type]
