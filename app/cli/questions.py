import json
from collections.abc import Sequence
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from app.cli.exports import export
from app.cli.saying import refusing
from app.http import words
from app.rules.exams.modules import tags_in
from app.rules.exams.question import CHOICES, FILL_IN, MODULES, Answers
from app.rules.exams.question import Question as Asked
from app.rules.why import Why
from app.services.questions import bringing, writing
from app.services.questions.bringing import Look, Terms, Verdict


def bring(
    file: Path,
    *,
    form: str | None,
    module: str | None,
    tags: Sequence[str],
    dry_run: bool,
    as_json: bool,
) -> None:
    """What `flask import questions` does."""
    work = bringing.rehearse if dry_run else bringing.bring_in
    found = work(file, form, Terms(module or "", tags_in("\n".join(tags))))
    if as_json:
        click.echo(json.dumps(shown(found), ensure_ascii=False))
    else:
        tell(found)


def shown(found: Look) -> dict[str, object]:
    """The answer that scripts rely on (design: doors)."""
    return {
        **{name: count for name, count in found.counts.items() if name != "rejected"},
        "format": found.format,
        "questions": [question(one) for one in found.verdicts],
        "rejected": [
            {"line": one.line, "reason": reason(one.why), "code": one.why.code}
            for one in found.refused
        ],
        "ignored": [
            {"line": one.line, "reason": words.say(f"passed_{one.code}", {})}
            for one in found.passed_over
        ],
    }


def question(one: Verdict) -> dict[str, object]:
    asked = one.question
    return {
        "line": one.found.line,
        "verdict": one.verdict,
        "kind": asked.kind,
        "text": asked.text,
        "options": [vars(option) for option in asked.options],
        "answers": answers(asked),
        **({"blanks": len(asked.answers)} if asked.kind == FILL_IN else {}),
        "explanation": asked.explanation,
        "module": asked.module,
        "tags": list(asked.tags),
        "points": asked.points / 100 if asked.points is not None else None,
    }


def answers(asked: Asked) -> list[object]:
    """Letters of a choice; "true" or "false"; of one blank its accepted texts; of several one entry
    each, a list where more than one text is accepted."""
    if asked.kind in CHOICES:
        return list(asked.letters)
    found: Answers = asked.answers
    if len(found) == 1:
        return list(found[0])
    return [one[0] if len(one) == 1 else list(one) for one in found]


def reason(why: Why) -> str:
    return words.say(why.code, why.params)


def tell(found: Look) -> None:
    click.echo(
        _(
            "读了 %(read)s 题:新增 %(created)s,改为新版本 %(updated)s,没有变化 %(unchanged)s,"
            "没看懂 %(rejected)s。",
            **found.counts,
        )
    )
    for one in found.refused:
        click.echo(_("第 %(line)s 行:%(reason)s", line=one.line, reason=reason(one.why)))


@export.command("questions")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--module", type=click.Choice(MODULES), help="Only questions of this module.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@with_appcontext
@refusing
def export_questions(file: Path, module: str | None, as_json: bool) -> None:
    """Write the questions that are in use into FILE as GIFT; on record."""
    done = writing.export(module or "", None)
    file.write_text(done.text, encoding="utf-8")
    if as_json:
        click.echo(json.dumps({"questions": done.count, "left_out": done.left_out}))
        return
    click.echo(_("%(n)s 题写进了 %(file)s。", n=done.count, file=file))
    for number in done.left_out:
        click.echo(_("第 %(n)s 号题不能写成 GIFT,没有写入。", n=number))
