import json
from dataclasses import asdict

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.cli.saying import refusing
from app.extensions import queue
from app.http import words
from app.services import jobs as service
from app.services import morning
from app.services.backups import in_use
from app.services.exports import making
from app.services.imports import work
from app.services.jobs import Last
from app.services.measures import rolling
from app.services.onboarding import passing
from app.services.signals import noting as signals
from app.services.team_stages import noting as team_stages

BY_THE_CLOCK = (morning, passing, rolling, signals, team_stages)
"""Modules with work that nothing else would bring in."""


@click.group()
def jobs() -> None:
    """The work that goes on beside the web server."""


@jobs.command()
@with_appcontext
def serve() -> None:
    """Carry out queued work until told to stop; first what was left lying at the last end."""
    in_use.hold()
    work.carry_on_all()
    making.carry_on_all()
    queue.catch_up()
    queue.huey.create_consumer(workers=1, periodic=True, initial_delay=0.2, max_delay=1.0).run()


@jobs.command()
@click.argument("name")
@click.option("--again", is_flag=True, help="Also when it is done for today.")
@with_appcontext
@refusing
def run(name: str, again: bool) -> None:
    """Run a job now; a daily one that is done for today only with --again."""
    in_use.hold()
    ran = service.run_now(name, again=again)
    click.echo(
        _("%(name)s 做完了。", name=name) if ran else _("%(name)s 今天已经做过。", name=name)
    )


@jobs.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@with_appcontext
@refusing
def list_(as_json: bool) -> None:
    """Say of every job when it ran the last time and what came of it."""
    found = service.listed()
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, default=str))
        return
    for one in found:
        often = _("需要时") if one.often else _("每天") if one.daily else _("每小时")
        click.echo(f"{one.name}  {often}  {told(one)}")


def told(one: Last) -> str:
    if one.started_at is None or one.day is None:
        return _("还没有做过")
    at = words.moment(one.finished_at or one.started_at)
    if one.state == service.FAILED:
        return _("%(at)s 没有成功:%(error)s", at=at, error=one.error)
    if one.state == service.RUNNING:
        return _("%(at)s 开始,还没有做完", at=at)
    result = "" if one.result is None else " " + json.dumps(one.result, ensure_ascii=False)
    return _("%(at)s 做完", at=at) + result
