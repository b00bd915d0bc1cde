"""What the pages of pay plans share: a version with all that explains it, and changes in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _

from app import clock
from app.errors import RuleBroken
from app.http import words
from app.http.words.numbers import yuan
from app.rules.defaults.plan import SAMPLE_TARGET_FEN
from app.rules.measures.periods import MONTH, containing
from app.rules.money import fen_in
from app.rules.pay import comparing, jumps, lines
from app.rules.pay.comparing import Change
from app.rules.pay.plan import CLIFF
from app.rules.pay.shape import COUNT, PERCENT, RATE, YUAN
from app.services.pay import versions
from app.services.pay.versions import Version


def shown(version: Version) -> dict[str, Any]:
    """What a page says of a version: its rules, examples for a target, and what it changes."""
    target, rule = sample_target(), version.plan.commission
    earlier = versions.before(version) if version.id else version
    return {
        "version": version,
        "state": version.state(this_month()),
        "plan": version.plan,
        "target": target,
        "examples": jumps.examples(rule, target),
        "jumps": jumps.jumps(rule, target),
        "earlier": earlier,
        "changes": comparing.changes(earlier.document, version.document),
        "told": told,
    }


def sample_target() -> int:
    """Whose commission is reckoned out: the target of the address, else the usual one."""
    try:
        return fen_in(request.args.get("target", ""))
    except RuleBroken:
        return SAMPLE_TARGET_FEN


def this_month() -> date:
    return containing(MONTH, clock.today()).first


def draft(plan_id: int) -> Version:
    """Raises RuleBroken("missing" | "plan_approved")."""
    version = versions.one(plan_id)
    if not version.is_draft:
        raise RuleBroken("plan_approved" if version.id else "missing")
    return version


def told(change: Change, value: Any) -> str:
    """One side of a change."""
    return {
        **NUMBERS,
        "commission_way": way,
        "commission_above": bands,
        "performance_steps": steps,
    }[change.kind](value)


NUMBERS: Mapping[str, Any] = {
    YUAN: lambda fen: _("%(fen)s 元", fen=yuan(fen)),
    RATE: lines.percent,
    PERCENT: "{}%".format,
    COUNT: str,
}


def way(name: str) -> str:
    return _("整额") if name == CLIFF else _("分段")


def bands(some: Sequence[Mapping[str, Any]]) -> str:
    return " · ".join(band(one) for one in some)


def band(one: Mapping[str, Any]) -> str:
    said = {"low": yuan(one["from_fen"]), "rate": lines.percent(one["bp"])}
    if one["to_fen"] is None:
        return _("%(low)s 元以上 %(rate)s", **said)
    return _("%(low)s – %(high)s 元 %(rate)s", high=yuan(one["to_fen"]), **said)


def steps(some: Sequence[Mapping[str, Any]]) -> str:
    ranked = sorted(some, key=lambda one: -one["from_score"])
    return " · ".join(
        _("%(score)s 分起 %(percent)s%%", score=one["from_score"], percent=one["percent"])
        for one in ranked
    )


def new_name(day: date) -> str:
    return _("%(month)s起的方案", month=words.month(day))
