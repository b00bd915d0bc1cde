import json
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.cli.saying import refusing
from app.errors import RuleBroken
from app.rules import numbers
from app.rules.calls.stages import STAGES
from app.services.exports import command, lists
from app.services.leads.finding import GRADES, KINDS, Wanted


@click.group()
def export() -> None:
    """Taking data out of the house, on record."""


@export.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--as", "login", required=True, help="Whose export it is: within his reach.")
@click.option("--purpose", default="", help="What for; kept for good.")
@click.option("--format", "form", type=click.Choice(["csv", "xlsx"]), help="Else by FILE's ending.")
@click.option(
    "--number",
    type=click.IntRange(1, numbers.MOST),
    help="Fetch the export of this number, once it was approved.",
)
@click.option("--grade", type=click.Choice(GRADES), help="Only leads of this grade.")
@click.option("--stage", type=click.Choice(STAGES), help="Only of this stage.")
@click.option("--kind", type=click.Choice(KINDS), help="Only of this kind.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@with_appcontext
@refusing
def leads(
    file: Path,
    *,
    login: str,
    form: str | None,
    number: int | None,
    as_json: bool,
    purpose: str,
    **said: str | None,
) -> None:
    """Write leads into FILE in somebody's name; many need a second person's word first."""
    if number is not None:
        written = command.fetch(file, login, number)
    else:
        form = form or form_of(file)
        wanted = Wanted(**{name: value for name, value in said.items() if value})  # type: ignore[arg-type]
        written = command.export(file, login, wanted, purpose=purpose, form=form)
    if as_json:
        click.echo(json.dumps({"number": written.number, "rows": written.rows}))
    else:
        told = {"n": written.rows, "file": file, "number": written.number}
        click.echo(_("%(n)s 行写进了 %(file)s(导出 %(number)s)。", **told))


def listing(what: str) -> None:
    """`flask export deals|targets`: one command each, the same but for what it writes."""

    @export.command(what, help=f"Write {what} into FILE, as somebody may see them; on record.")
    @click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
    @click.option("--as", "login", required=True, help="Whose export it is: within his reach.")
    @click.option("--purpose", default="", help="What for; kept for good.")
    @click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
    @with_appcontext
    @refusing
    def take(file: Path, *, login: str, purpose: str, as_json: bool) -> None:
        rows = lists.export(what, file, login, purpose=purpose, form=form_of(file))
        told = _("%(n)s 行写进了 %(file)s。", n=rows, file=file)
        click.echo(json.dumps({"rows": rows}) if as_json else told)


for one in lists.WHAT:
    listing(one)


def form_of(file: Path) -> str:
    ending = file.suffix.lower().lstrip(".")
    if ending not in ("csv", "xlsx"):
        raise RuleBroken("export_ending", file=str(file))
    return ending
