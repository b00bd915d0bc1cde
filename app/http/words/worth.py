"""How far somebody is from being first, told without who it is (rules.md §8.5)."""

from fractions import Fraction

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.http.words.numbers import plain, yuan
from app.rules.pay import lines
from app.rules.pay.worth import CHAIN, Lack

AMOUNT, DEALS, UNITS = "amount", "deals", "units"
BY = {
    lines.CHAMPION_AMOUNT: (AMOUNT, DEALS, UNITS),
    lines.CHAMPION_DEALS: (DEALS, AMOUNT, UNITS),
}
SENTENCES = {
    "lack_amount": _("离第一名还差 %(much)s 元,多 1 分就超过"),
    "lack_deals": _("离第一名还差 %(much)s 单,再多一点就超过"),
    "lack_units": _("业绩和单数都和第一名相同,工作量还差 %(much)s"),
    "lack_amount_second": _("单数和第一名相同,业绩还差 %(much)s 元"),
    "lack_deals_second": _("业绩和第一名相同,单数还差 %(much)s"),
}


def lack_told(lack: Lack | None, kind: str) -> str:
    """What is to be overtaken; he is first himself without one."""
    if lack is None:
        return gettext("现在你是第一")
    if not lack.by:
        return gettext("还没有人有成绩,第一单就领先")
    what = BY[kind][CHAIN.index(lack.at)]
    code = f"lack_{what}" + ("_second" if lack.at == CHAIN[1] else "")
    return str(SENTENCES[code]) % {"much": much(what, lack.by)}


def much(what: str, by: Fraction) -> str:
    return yuan(int(by)) if what == AMOUNT else plain(by)
