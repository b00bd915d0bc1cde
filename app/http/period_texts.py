"""The report of a week or a month as plain text (rules.md §9)."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.http import words
from app.http.chat_texts import product, sellers
from app.http.words.measures import change, measured
from app.http.words.numbers import percent
from app.rules.measures.dictionary import MEASURES, SUM
from app.rules.measures.periods import MONTH
from app.rules.phones import hidden
from app.services.measures.report import Line, Values
from app.services.period_reports.moments import Best, First, Moments
from app.services.period_reports.talked import Said, Thing
from app.services.period_reports.written import AIMED_AT, CODES, Standing, Written


def written(found: Written, whose: str) -> str:
    name = _("月报") if found.period.kind == MONTH else _("周报")
    said = {"name": name, "whose": whose, "period": words.period(found.period)}
    lines = [_("【%(name)s】%(whose)s %(period)s", **said), *numbers(found.figures.whole)]
    if found.month is not None:
        lines += standing(found.month)
    lines += section(_("亮点"), moments(found.moments))
    lines += section(_("会议结论"), [hidden(one.text) for one in found.said.decisions])
    lines += work(found.said)
    if found.ahead:
        lines += section(_("下一期目标"), [aims(found.ahead)])
    return "\n".join(lines)


def numbers(whole: Line) -> list[str]:
    """Each measure with its change; amounts and the like with what was to be reached."""
    found = []
    for code in CODES:
        told = f"{words.say(f'measure_{code}', {})} {measured(whole.now[code], code)}"
        more = [against(whole.now, whole.targets, code)]
        if moved := change(whole.now[code], whole.before[code], code):
            more.append(_("比前一期 %(change)s", change=moved))
        more = [one for one in more if one]
        found.append(in_brackets(told, more))
    return found


def in_brackets(what: str, more: Sequence[str]) -> str:
    return _("%(what)s(%(more)s)", what=what, more=_(",").join(more)) if more else what


def against(now: Values, targets: Values, code: str) -> str:
    target = targets.get(code)
    if not target:
        return ""
    if MEASURES[code].adds_up != SUM:
        return _("目标 %(goal)s", goal=measured(target, code))
    share = percent((now[code] or 0) / target)
    return _("目标 %(goal)s,完成 %(share)s", goal=measured(target, code), share=share)


def standing(month: Standing) -> list[str]:
    """The month's targets and how far they are; nothing where there are none."""
    told = [
        in_brackets(
            f"{words.say(f'measure_{code}', {})} {measured(month.values[code], code)}",
            [against(month.values, month.targets, code)],
        )
        for code in AIMED_AT
        if month.targets.get(code)
    ]
    return section(_("本月到%(day)s", day=words.day(month.month.last)), told)


def section(head: str, lines: Sequence[str]) -> list[str]:
    return ["", f"{head}:", *(f"- {one}" for one in lines)] if lines else []


def moments(found: Moments) -> list[str]:
    deals = [
        _("%(who)s:%(what)s", who=sellers(one.shares), what=product(one)) for one in found.deals
    ]
    days = [best(found.best_day)] if found.best_day else []
    return [*map(first, found.firsts), *days, *deals]


def first(one: First) -> str:
    names = _("、").join(one.names)
    said = {"measure": words.say(f"measure_{one.code}", {}), "names": names}
    return _("%(measure)s第一:%(names)s %(value)s", value=measured(one.value, one.code), **said)


def best(one: Best) -> str:
    what, day = words.say(f"measure_{one.code}", {}), words.day(one.day)
    said = {"measure": what, "day": day, "value": measured(one.value, one.code)}
    return _("%(measure)s最高的一天:%(day)s %(value)s", **said)


def work(said: Said) -> list[str]:
    done = [hidden(one.text) for one in said.done]
    notes = [hidden(" ".join(one.text.split())) for one in said.notes]
    return [
        *section(_("完成的待办"), done),
        *section(_("没完的待办"), [task(one) for one in said.left]),
        *section(_("原因和安排"), notes),
    ]


def task(one: Thing) -> str:
    return _(
        "%(who)s %(day)s前 %(text)s", who=one.who, day=words.day(one.day), text=hidden(one.text)
    )


def aims(targets: Values) -> str:
    return " · ".join(
        f"{words.say(f'measure_{code}', {})} {measured(target, code)}"
        for code, target in targets.items()
        if target and code in MEASURES
    )
