"""Settings in words: what a value is with its unit, and whose it is."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext

from app.http import words
from app.http.words.settings import ABOUT, CHOICES
from app.rules.settings.catalogue import CHOICE, CLOCK, COMPANY, SPAN, SPANS, Item

AN_HOUR = 3600
UNITS: dict[str, Callable[[int], str]] = {
    "leads": lambda n: ngettext("%(num)s 条", "%(num)s 条", n),
    "months": lambda n: ngettext("%(num)s 个月", "%(num)s 个月", n),
    "working_days": lambda n: ngettext("%(num)s 个工作日", "%(num)s 个工作日", n),
    "days": lambda n: ngettext("%(num)s 天", "%(num)s 天", n),
    "hours": lambda n: ngettext("%(num)s 小时", "%(num)s 小时", n),
    "minutes": lambda n: ngettext("%(num)s 分钟", "%(num)s 分钟", n),
    "seconds": lambda n: ngettext("%(num)s 秒", "%(num)s 秒", n),
    "calls": lambda n: ngettext("%(num)s 通", "%(num)s 通", n),
    "times": lambda n: ngettext("%(num)s 次", "%(num)s 次", n),
    "people": lambda n: ngettext("%(num)s 人", "%(num)s 人", n),
    "notes": lambda n: ngettext("%(num)s 段", "%(num)s 段", n),
    "digits": lambda n: ngettext("%(num)s 位", "%(num)s 位", n),
    "rows": lambda n: ngettext("%(num)s 行", "%(num)s 行", n),
    "percent": "{}%".format,
    "units": lambda n: ngettext("%(num)s 个工作量", "%(num)s 个工作量", n),
    "yuan": lambda n: ngettext("%(num)s 元", "%(num)s 元", n),
    "parts": lambda n: ngettext("%(num)s 分之一", "%(num)s 分之一", n),
    "letters": lambda n: ngettext("%(num)s 个字", "%(num)s 个字", n),
}


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        setting_name=name, setting_about=about, setting_value=value, setting_scope=scope
    )
    app.jinja_env.globals.update(setting_limits=limits)


def name(item: Item) -> str:
    return words.say(f"setting_{item.key}", {})


def about(item: Item) -> str:
    """What a setting does, where its name alone does not say it."""
    return str(ABOUT.get(item.key, ""))


def value(told: Any, item: Item) -> str:
    """A value with its unit; None is that nothing is said."""
    if told is None:
        return _("没有单独设定")
    if item.kind == CHOICE:
        return str(CHOICES[told])
    if item.kind == CLOCK:
        return str(told)
    if item.kind in (SPAN, SPANS):
        spans = [told] if item.kind == SPAN else told
        return " · ".join(f"{start}–{end}" for start, end in spans) or _("不分时段")
    return in_unit(item, told)


def in_unit(item: Item, number: int) -> str:
    """A number with its unit; many seconds also in hours."""
    text = UNITS[item.unit](number)
    if item.unit != "seconds" or number < AN_HOUR:
        return text
    return _("%(text)s(%(hours)s 小时)", text=text, hours=f"{number / AN_HOUR:g}")


def limits(item: Item) -> str:
    """Between what a whole number has to be."""
    least, most = item.least, in_unit(item, item.most)
    return _("可以填 %(least)s 到 %(most)s。", least=least, most=most)


def scope(code: str, whose: str) -> str:
    """Whose a value is: the company's, a team's or a person's."""
    return _("全公司") if code == COMPANY else whose


def offered(scopes: Iterable[tuple[str, str]], item: Item) -> list[tuple[str, str]]:
    """Whose a new value can be, as a form offers it; a person has to be chosen on purpose."""
    found = [(code, scope_in_full(code, whose)) for code, whose in scopes]
    return found if item.first_scope else [("", _("请选一个人")), *found]


def choices(item: Item) -> list[tuple[str, str]]:
    return [(code, str(CHOICES[code])) for code in item.choices]


def scope_in_full(code: str, whose: str) -> str:
    if code == COMPANY:
        return _("全公司")
    kind = code.partition(":")[0]
    return _("团队:%(name)s", name=whose) if kind == "team" else _("个人:%(name)s", name=whose)
