import json
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.cli import questions
from app.cli.saying import refusing
from app.http import words
from app.rules.exams.question import MODULES
from app.rules.imports.kinds import KINDS
from app.services.imports import command
from app.services.imports.tally import Outcome, Tally
from app.services.questions.sources import FORMATS

LEAD_KINDS = ("precise", "ordinary", "own")
QUESTIONS = "questions"


@click.command("import")
@click.argument("what", type=click.Choice([*KINDS, QUESTIONS]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Report what would happen and keep nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--kind", type=click.Choice(LEAD_KINDS), default="ordinary", help="Kind of leads.")
@click.option("--source", default="", help="Source of leads, where a row names none.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Of questions; else guessed.")
@click.option("--module", type=click.Choice(MODULES), help="Of questions that name none.")
@click.option("--tag", "tags", multiple=True, help="Tag of the questions; may come again.")
@with_appcontext
@refusing
def import_(what: str, file: Path, dry_run: bool, as_json: bool, **chosen: Any) -> None:
    """Bring in people, leads, old calls, presence, deals, targets: CSV or XLSX, Chinese or English
    headings; or questions: GIFT, Aiken, a table, a Word file or a paper as text."""
    if what == QUESTIONS:
        about = {name: chosen[name] for name in ("form", "module", "tags")}
        questions.bring(file, dry_run=dry_run, as_json=as_json, **about)
        return
    bring = command.rehearse if dry_run else command.bring_in
    tally = bring(file, what, lead_kind=chosen["kind"], source=chosen["source"])
    if as_json:
        click.echo(json.dumps(shown(tally), ensure_ascii=False))
    else:
        tell(tally)
        tell_left_out(tally)


def shown(tally: Tally) -> dict[str, object]:
    """The answer that scripts rely on (design: doors)."""
    return {
        "read": tally.read,
        "created": tally.created,
        "updated": tally.updated,
        "duplicates": tally.duplicates,
        "rejected": [
            {"row": one.row, "reason": reason(one), "code": one.reason.code if one.reason else ""}
            for one in tally.rejected
        ],
        "unused_columns": list(tally.unused),
        "nameless_columns": list(tally.nameless),
        "unread_sheets": list(tally.unread),
    }


def tell(tally: Tally) -> None:
    counts = vars(tally) | {"rejected": len(tally.rejected)}
    click.echo(
        _(
            "读了 %(read)s 行:新增 %(created)s,重复 %(duplicates)s(其中补充 %(updated)s),"
            "拒绝 %(rejected)s。",
            **counts,
        )
    )
    for one in tally.rejected:
        click.echo(_("第 %(row)s 行:%(reason)s", row=one.row, reason=reason(one)))


def tell_left_out(tally: Tally) -> None:
    """Nothing of a file is left out without a word; the page shows it before the start."""
    if tally.unused:
        named = _("、").join(tally.unused)
        click.echo(_("没有导入的列:%(columns)s", columns=named), err=True)
    if tally.nameless:
        named = _("、").join(_("第 %(n)s 列", n=n) for n in tally.nameless)
        click.echo(_("没有表头、没有导入的列:%(columns)s", columns=named), err=True)
    if tally.unread:
        named = _("、").join(tally.unread)
        click.echo(_("只导入了一张工作表,没有读:%(sheets)s", sheets=named), err=True)


def reason(outcome: Outcome) -> str:
    return words.say(outcome.reason.code, outcome.reason.params) if outcome.reason else ""
