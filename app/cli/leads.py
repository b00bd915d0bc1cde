import json
from datetime import datetime

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app import clock
from app.cli.saying import refusing
from app.http import words
from app.models.allocation import BY_HAND
from app.rules.phones import dialable
from app.services.hand_outs import planning, reports, runs
from app.services.hand_outs.reports import Given, Report
from app.services.recycling import drops
from app.services.recycling.drops import Dropped, Morning

Names = dict[int, tuple[str, str]]
DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def leads() -> None:
    """The leads of the house: handing them out and taking them back."""


@leads.command()
@click.option("--date", "chosen", type=DAY, help="As of the morning run of this day; else now.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and hand out nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@with_appcontext
@refusing
def allocate(chosen: datetime | None, dry_run: bool, as_json: bool) -> None:
    """Hand out the precise leads that wait, fairly, within everybody's quota."""
    at = planning.at_morning(chosen.date()) if chosen else clock.now()
    if dry_run:
        report = reports.of_plan(planning.plan(at))
    else:
        report = reports.of_run(runs.hand_out(BY_HAND, None, at))
    if as_json:
        click.echo(json.dumps(shown(report), ensure_ascii=False))
    else:
        tell(report)


@leads.command()
@click.option("--date", "chosen", type=DAY, help="As of the morning run of this day; else now.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and take nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@with_appcontext
@refusing
def recycle(chosen: datetime | None, dry_run: bool, as_json: bool) -> None:
    """Take back the leads whose day has come, and say which are next."""
    at = planning.at_morning(chosen.date()) if chosen else clock.now()
    morning = drops.look(at) if dry_run else drops.recycle(at)
    names = reports.named({one.person_id for one in [*morning.dropped, *morning.warned]})
    if as_json:
        click.echo(json.dumps(recycled(morning, names), ensure_ascii=False))
        return
    counts = {"n": len(morning.dropped), "warned": len(morning.warned)}
    day = words.day(morning.day)
    click.echo(_("%(day)s:回收 %(n)s 条,提醒 %(warned)s 条。", day=day, **counts))
    for one in morning.dropped:
        why = words.say(one.drop.why.code, one.drop.why.params)
        click.echo(f"{one.name} ← {names[one.person_id][1]}  {why}")


def recycled(morning: Morning, names: Names) -> dict[str, object]:
    return {
        "date": morning.day.isoformat(),
        "recycled": [fallen(one, names) for one in morning.dropped],
        "warned": [fallen(one, names) for one in morning.warned],
    }


def fallen(one: Dropped, names: Names) -> dict[str, str]:
    return {
        "phone": dialable(one.number) if one.number else "",
        "login": names[one.person_id][0],
        "rule": one.drop.why.code,
        "day": one.drop.day.isoformat(),
        "why": words.say(one.drop.why.code, one.drop.why.params),
    }


def shown(report: Report) -> dict[str, object]:
    """The answer that scripts rely on (design: doors)."""
    return {
        "date": report.day.isoformat(),
        "entitlements": {line.login: line.entitlement for line in report.lines},
        "handed_out": [given(one, report) for one in report.given],
        "left": report.left,
    }


def given(one: Given, report: Report) -> dict[str, str]:
    return {
        "phone": dialable(one.number) if one.number else "",
        "login": report.people[one.person_id].login,
        "source": one.source,
        "why": why(one),
    }


def tell(report: Report) -> None:
    counts = {"n": len(report.given), "left": report.left, "day": words.day(report.day)}
    click.echo(_("%(day)s:分出 %(n)s 条,还有 %(left)s 条等待。", **counts))
    for line in report.lines:
        click.echo(f"{line.name}  {line.got}/{line.entitlement}  {reason(line.why)}")
    for one in report.given:
        click.echo(f"{one.lead} → {report.people[one.person_id].name}  {why(one)}")


def why(one: Given) -> str:
    return reason(one.why)


def reason(stored: reports.Reason) -> str:
    return words.say(str(stored["code"]), stored["params"])
