import json

import click
from flask.cli import with_appcontext

from app.cli.saying import refusing
from app.http import words
from app.rules.measures import periods
from app.rules.measures.periods import MONTH
from app.rules.pay.contest import hundredths
from app.rules.pay.engine import PersonsPay
from app.rules.pay.lines import WAIVED, Line
from app.rules.pay.scorecard import Scorecard
from app.services.pay import preview
from app.services.pay.preview import Preview


@click.group()
def pay() -> None:
    """The month's pay: what it would be, what is proposed, and closing it."""


@pay.command("preview")
@click.argument("month")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@with_appcontext
@refusing
def preview_(month: str, as_json: bool) -> None:
    """What everybody gets for a month as things stand now; keeps nothing."""
    found = preview.of(periods.read(month, (MONTH,)).first)
    if as_json:
        click.echo(json.dumps(shown(found), ensure_ascii=False))
    else:
        tell(found)


def shown(found: Preview) -> dict[str, object]:
    """The answer that scripts rely on (design: doors)."""
    return {
        "month": found.month.code,
        "plan": words.plan_name(found.plan.name),
        "people": [of_person(one) for one in found.people],
        "scorecards": [of_scorecard(one) for one in found.scorecards],
    }


def of_person(one: PersonsPay) -> dict[str, object]:
    lines = [of_line(line) for line in one.lines]
    return {"login": one.worker.login, "lines": lines, "total_fen": one.total_fen}


def of_line(line: Line) -> dict[str, object]:
    waived = {"waived_fen": line.waived_fen} if line.kind == WAIVED else {}
    return {"kind": line.kind, "fen": line.fen, **waived, "why": why(line), "sum": line.sum}


def why(line: Line) -> str:
    return words.say(line.why.code, line.why.params)


def of_scorecard(one: Scorecard) -> dict[str, object]:
    parts = [
        {"part": part.name, "weight": part.weight}
        | {"points": None if part.points is None else hundredths(part.points)}
        for part in one.parts
    ]
    score = None if one.score is None else hundredths(one.score)
    return {"login": one.worker.login, "score": score, "parts": parts}


def tell(found: Preview) -> None:
    click.echo(f"{words.period(found.month)} · {words.plan_name(found.plan.name)}")
    for one in found.people:
        click.echo(f"{one.worker.name}  {words.yuan(one.total_fen)}")
        for line in one.lines:
            click.echo(
                f"  {words.say(f'line_{line.kind}', {})}  {words.yuan(line.fen)}  {why(line)}"
            )
