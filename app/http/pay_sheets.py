"""A closed month as a workbook: a page of sums by person, and a page of every entry (rules.md §8)."""

from collections.abc import Iterator
from decimal import Decimal

from flask import Response
from flask_babel import get_locale
from flask_babel import gettext as _

from app.http import downloads, words
from app.http.downloads import Cell, Page
from app.services.pay.sheets import Entry, Sheet


def workbook(sheet: Sheet) -> Response:
    name = _("工资 %(month)s.xlsx", month=f"{sheet.month:%Y-%m}")
    return downloads.workbook(name, [by_person(sheet), by_entry(sheet)])


def yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)


def by_person(sheet: Sheet) -> Page:
    kinds = [words.say(f"line_{kind}", {}) for kind in sheet.kinds]
    headings = [_("人员编号"), _("账号"), _("姓名"), *kinds, _("实发合计")]
    return Page(_("汇总"), headings, list(sums(sheet)))


def sums(sheet: Sheet) -> Iterator[list[Cell]]:
    whole = dict.fromkeys(sheet.kinds, 0)
    for one, by_kind in sheet.people():
        for kind, fen in by_kind.items():
            whole[kind] += fen
        yield [str(one.person_id), one.login, one.name, *paid(by_kind)]
    yield ["", "", _("合计"), *paid(whole)]


def paid(by_kind: dict[str, int]) -> list[Cell]:
    return [*(yuan(fen) for fen in by_kind.values()), yuan(sum(by_kind.values()))]


def by_entry(sheet: Sheet) -> Page:
    headings = [_("账号"), _("姓名"), _("属于月份"), _("项目"), _("金额"), _("说明"), _("算式")]
    headings += [_("审批人"), _("审批时间"), _("审批意见")]
    return Page(_("明细"), headings, [row(one) for one in sheet.entries])


def row(one: Entry) -> list[Cell]:
    kind = words.say(f"line_{one.kind}", {})
    if one.settles != one.kind:
        kind = f"{kind} · {words.say(f'line_{one.settles}', {})}"
    at = downloads.moment(one.at) if one.at else ""
    said = (one.text.get(str(get_locale()), ""), one.sum, one.by, at, one.because)
    return [one.login, one.name, f"{one.earned:%Y-%m}", kind, yuan(one.fen), *said]
