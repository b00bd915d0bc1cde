"""Plain texts that people put into their chat group: a day, a team's day, a deal (rules.md §9).

They name no customer and no number of one."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from fractions import Fraction

from flask_babel import force_locale
from flask_babel import gettext as _

from app.http import language, words
from app.http.words.measures import measured
from app.http.words.numbers import money, percent, plain, yuan
from app.rules.daily_reports.hiding import without_customers
from app.services.daily_reports.day import Figures, Goal, Report
from app.services.daily_reports.team_day import Standing, TeamDay
from app.services.deals.good_news import Moved, News, Won


def in_each_language(text: Callable[[], str]) -> list[tuple[str, str]]:
    """The text in the reader's language, then in the other one."""
    found = []
    for code in sorted(language.LANGUAGES, key=lambda one: one != language.current()):
        with force_locale(code):
            found.append((code, text()))
    return found


def daily(report: Report, day: date, customers: Collection[str]) -> str:
    """Somebody's day."""
    head = _("【日报】%(name)s %(day)s", name=report.who.name, day=words.day(day))
    lines = [head, *numbers(report.figures, report.asked_calls)]
    if report.goals:
        lines.append(_("目标:%(goals)s", goals=" · ".join(map(goal, report.goals))))
    lines += [_("待办:%(tasks)s", tasks=" · ".join(told))] if (told := tasks(report)) else []
    if report.line.text:
        said = without_customers(report.line.text, customers, _("某客户"))
        lines.append(_("一句话:%(text)s", text=said))
    return "\n".join(lines)


def numbers(figures: Figures, asked: Fraction) -> list[str]:
    """Calls, what they reached and what they brought; nothing of money where there is none."""
    rate = figures["connect_rate"]
    calls = f"{shown(figures, 'calls')}/{plain(asked)}" if asked else shown(figures, "calls")
    parts = [_("拨打 %(calls)s", calls=calls)]
    if rate is not None:
        parts.append(_("接通 %(n)s(%(rate)s)", n=plain(figures.connected), rate=percent(rate)))
    parts.append(_("工作量 %(n)s", n=shown(figures, "workload")))
    found = [" · ".join(parts)]
    if figures["deals"] or figures["amount"]:
        sold = {one: shown(figures, one) for one in ("deals", "amount", "new_customers")}
        found.append(_("成单 %(deals)s · 业绩额 %(amount)s · 新客户 %(new_customers)s", **sold))
    return found


def shown(figures: Figures, code: str) -> str:
    return measured(figures[code], code)


def goal(one: Goal) -> str:
    """One goal with what was reached of it: 拨打量 32/30 ✓."""
    name = words.say(f"measure_{one.measure}", {})
    reached, asked = (measured(value, one.measure) for value in (one.actual, one.target))
    return f"{name} {reached}/{asked}{' ✓' if one.is_reached else ''}"


def tasks(report: Report) -> list[str]:
    """How many were done and are left, and what comes next; nothing where there is nothing."""
    done, left, ahead = len(report.doing.done), len(report.doing.left), report.ahead
    told = [_("完成 %(n)s 条", n=done)] if done else []
    told += [_("还有 %(n)s 条", n=left)] if left else []
    return told + ([_("下一个工作日要回电、跟进 %(n)s 个", n=ahead)] if ahead else [])


def team_day(found: TeamDay, whose: str) -> str:
    """How a team's day went, and who did what of it."""
    head = _("【战报】%(whose)s %(day)s", whose=whose, day=words.day(found.day))
    lines = [head, *numbers(found.whole, found.whole.asked_calls), month(found.standing)]
    lines += [ranked(place, report) for place, report in found.ranked]
    return "\n".join(lines)


def ranked(place: int, report: Report) -> str:
    figures, parts = report.figures, []
    if figures["amount"]:
        parts.append(shown(figures, "amount"))
    if figures["deals"]:
        parts.append(_("%(n)s 单", n=shown(figures, "deals")))
    parts.append(_("打了 %(n)s 通", n=shown(figures, "calls")))
    parts.append(_("工作量 %(n)s", n=shown(figures, "workload")))
    return f"{place}. {report.who.name} {' · '.join(parts)}"


def month(standing: Standing) -> str:
    amount = money(int(standing.reached))
    if not standing.target:
        return _("本月业绩额 %(amount)s", amount=amount)
    share, target = percent(standing.reached / standing.target), money(int(standing.target))
    said = {"amount": amount, "target": target, "share": share}
    return _("本月业绩额 %(amount)s,完成目标 %(target)s 的 %(share)s", **said)


def good_news(news: News) -> str:
    """A deal that counts, told with its product and amount and without its customer."""
    lines = [_("【喜报】恭喜%(names)s成单", names=sellers(news.won.shares)), product(news.won)]
    if news.moved is not None:
        lines += movement(news.moved)
    return "\n".join(line for line in lines if line)


def sellers(shares: Sequence[tuple[str, int]]) -> str:
    names = [name for name, _ in shares if name]
    return (_("、").join(names[:-1]) + _("和") + names[-1]) if len(names) > 1 else "".join(names)


def product(won: Won) -> str:
    what = won.product or _("一单")
    said = {"what": what, "amount": yuan(won.fen), "price": yuan(won.price_fen)}
    if won.fen < won.price_fen:
        return _("%(what)s,合同 ¥%(price)s,已到账 ¥%(amount)s", **said)
    return _("%(what)s,到账 ¥%(amount)s", **said)


def movement(moved: Moved) -> list[str]:
    """What it did for the team's month."""
    said = {"team": moved.team, "month": words.month(moved.month.first)}
    said["amount"] = money(int(moved.reached))
    if not moved.target:
        return [_("%(team)s%(month)s业绩额 %(amount)s", **said)]
    said["share"] = percent(moved.reached / moved.target)
    said["part"] = percent(moved.part / moved.target)
    told = _("%(team)s%(month)s业绩额 %(amount)s,完成 %(share)s,这一单占目标 %(part)s", **said)
    return [told, _("这一单到账,本月目标达成。")] if moved.crossed else [told]
