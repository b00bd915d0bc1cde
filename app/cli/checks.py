import json
import sys

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.cli.saying import refusing
from app.http import words
from app.services.checks import run
from app.services.checks.finding import Finding


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@with_appcontext
@refusing
def check(as_json: bool) -> None:
    """Say whether the data are whole; it changes nothing. Exit status 1 if they are not."""
    found = run.run()
    if as_json:
        listed = [vars(one) | {"sentence": sentence(one)} for one in found]
        report = {"ok": not found, "checks": len(run.ALL), "findings": listed}
        click.echo(json.dumps(report, ensure_ascii=False))
    else:
        tell(found)
    sys.exit(1 if found else 0)


def tell(found: list[Finding]) -> None:
    for one in found:
        click.echo(sentence(one))
    if not found:
        click.echo(_("数据没有问题:查了 %(n)s 项。", n=len(run.ALL)))


def sentence(one: Finding) -> str:
    more = " …" if one.count > len(one.first) else ""
    return words.say(one.code, {"n": one.count, "first": ", ".join(one.first) + more})
