"""A pay month worked out from its raw files in plain Python, with nothing of the program."""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path

CONNECTED = {
    *("deal", "agreed_to_attend", "interested", "call_back", "friendly_not_coming", "not_now"),
    *("refused", "do_not_call"),
}

SHANGHAI = timezone(timedelta(hours=8))


@dataclass
class Sums:
    calls: int = 0
    connected: int = 0
    reached: set[str] = field(default_factory=set)
    fen: int = 0
    deals: Fraction = Fraction(0)
    firsts: Fraction = Fraction(0)

    def values(self):
        return {
            "calls": Fraction(self.calls),
            "workload": Fraction(self.connected),
            "connect_rate": Fraction(self.connected, self.calls) if self.calls else None,
            "amount": Fraction(self.fen),
            "deals": self.deals,
            "conversion": self.firsts / len(self.reached) if self.reached else None,
        }


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def day(moment: str) -> str:
    at = datetime.fromisoformat(moment.replace("Z", "+00:00"))
    return (at if at.tzinfo is None else at.astimezone(SHANGHAI)).date().isoformat()


def month(folder: Path, prefix: str, key) -> dict[str, Sums]:
    """Sums of the days whose text begins with `prefix`, by `key(person)`."""
    people = table(folder, "people")
    keys = {one["login"]: key(one) for one in people}
    found = defaultdict(Sums)
    for call in table(folder, "calls"):
        if day(call["started_at"]).startswith(prefix):
            add_call(found[keys[call["login"]]], call)
    order = {one["login"]: (one["hired_on"], n) for n, one in enumerate(people)}
    deals = read_deals(table(folder, "deals"))
    firsts = first_of_each_lead(deals)
    for deal in deals:
        for login, fen in credits(deal, prefix, order):
            found[keys[login]].fen += fen
        if deal.net > 0 and deal.first.startswith(prefix):
            add_deal(found, keys, deal, deal is firsts[deal.phone])
    return found


def add_deal(found, keys, deal, is_first) -> None:
    for login, share in deal.shares.items():
        found[keys[login]].deals += Fraction(share, 100)
        found[keys[login]].firsts += Fraction(share, 100) * is_first


def add_call(sums: Sums, call: dict[str, str]) -> None:
    answered = call["disposition"] in CONNECTED
    out = call["direction"] != "in"
    sums.calls += out
    sums.connected += out and answered
    if answered:
        sums.reached.add(call["phone"])


@dataclass
class Deal:
    phone: str
    shares: dict[str, int]
    place: int
    receipts: list[list] = field(default_factory=list)
    net: int = 0
    first: str = ""


def read_deals(rows) -> list[Deal]:
    deals: dict[str, Deal] = {}
    back = defaultdict(int)
    for place, row in enumerate(rows):
        shares = dict(part.split(":") for part in row["shares"].split(";"))
        shares = {who: int(share) for who, share in shares.items()}
        deal = deals.setdefault(row["id"], Deal(row["phone"], shares, place))
        yuan, _, rest = row["amount_yuan"].partition(".")
        fen = int(yuan) * 100 + int((rest + "00")[:2])
        if row["refund"]:
            back[row["id"]] += fen
        else:
            deal.receipts.append([row["received_on"], place, fen])
    for name, deal in deals.items():
        deal.receipts.sort()
        deal.first = deal.receipts[0][0]
        deal.net = sum(fen for _, _, fen in deal.receipts) - back[name]
        for receipt in reversed(deal.receipts):
            taken = min(back[name], receipt[2])
            receipt[2] -= taken
            back[name] -= taken
    return list(deals.values())


def first_of_each_lead(deals: list[Deal]) -> dict[str, Deal]:
    found: dict[str, Deal] = {}
    for deal in sorted(deals, key=lambda one: (one.first, one.place)):
        if deal.net > 0:
            found.setdefault(deal.phone, deal)
    return found


def credits(deal: Deal, prefix: str, order) -> list[tuple[str, int]]:
    found = []
    for day, _, fen in deal.receipts:
        if not day.startswith(prefix):
            continue
        parts = {who: divmod(fen * share, 100) for who, share in deal.shares.items()}
        left = fen - sum(whole for whole, _ in parts.values())
        ranked = sorted(parts, key=lambda who: (-parts[who][1], *order[who]))
        found += [(who, parts[who][0] + (who in ranked[:left])) for who in parts]
    return found
