"""`flask pay propose`, `publish` and `close`: a month's way into the ledger (rules.md §8)."""

import json

import click
from flask.cli import with_appcontext
from flask_babel import get_locale
from flask_babel import gettext as _

from app.cli.pay import pay
from app.cli.saying import refusing
from app.http import words
from app.http.telling import in_each_language
from app.rules.measures import periods
from app.rules.measures.periods import MONTH
from app.services.pay import awards, closing, proposing
from app.services.pay.awards import Award


@pay.command()
@click.argument("month")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@with_appcontext
@refusing
def propose(month: str, as_json: bool) -> None:
    """Propose a month's lines for approval; again as often as wanted, twice adds nothing."""
    period = periods.read(month, (MONTH,))
    done = proposing.propose(period.first, in_each_language, None)
    lines = awards.of_month(period.first)
    if as_json:
        told = {"month": period.code, **vars(done), "lines": [shown(one) for one in lines]}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    waiting = sum(one.state == awards.WAITING for one in lines)
    click.echo(_("%(month)s:共 %(n)s 项,待审批 %(waiting)s 项。", month=words.period(period), n=len(lines), waiting=waiting))  # fmt: skip
    click.echo(_("新增 %(new)s,变化 %(changed)s,取消 %(gone)s。", new=done.new, changed=done.changed, gone=done.gone))  # fmt: skip


@pay.command()
@click.argument("month")
@with_appcontext
@refusing
def publish(month: str) -> None:
    """Show everybody the own statement of a proposed month; from then on they may object."""
    period = periods.read(month, (MONTH,))
    until = closing.publish(period.first, None)
    click.echo(_("%(month)s 的明细已发出,%(day)s 之前可以申诉。", month=words.period(period), day=words.day(until)))  # fmt: skip


@pay.command()
@click.argument("month")
@click.option("--early", metavar="REASON", default="", help="Do not wait for objections; say why.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@with_appcontext
@refusing
def close(month: str, early: str, as_json: bool) -> None:
    """Close a month into the ledger, for good; what nobody decided on goes on to the next.

    It waits until nobody may object any more, as the page does. --early does not, and closes also
    what was not published; the reason stays on record.
    """
    period = periods.read(month, (MONTH,))
    done = closing.close(period.first, in_each_language, None, early=early.strip())
    if as_json:
        click.echo(json.dumps({"month": period.code, **vars(done)}, ensure_ascii=False))
        return
    click.echo(_("%(month)s 已月结:入账 %(n)s 项,未通过 %(no)s 项,没有审批、移到下月 %(moved)s 项。", month=words.period(period), n=done.posted, no=done.rejected, moved=done.moved))  # fmt: skip


def shown(one: Award) -> dict[str, object]:
    return {
        "login": one.login,
        "kind": one.kind,
        "key": one.key,
        "earned": one.earned.isoformat()[:7],
        "fen": one.fen,
        "state": one.state,
        "why": one.text[str(get_locale())],
    }
