"""Some rows of a list of deals against what is known of them (rules.md §5)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import func, select

from app.errors import RuleBroken
from app.extensions import db
from app.models import Deal, DealShare, Receipt
from app.models.receipts import CONFIRMED, MONEY, REFUND, WAITING
from app.rules.imports.deals import DealRow
from app.rules.imports.layout import Row
from app.services.deals import products
from app.services.imports.call_lookups import leads_of
from app.services.imports.importer import Run
from app.services.imports.tally import CREATED, KNOWN, Outcome, rejected

NAMES = UUID("0d3b2f4a-5c57-4d0b-8a6e-9d1f6f1a2c77")
Which = tuple[str, str, date, int]


@dataclass
class Met:
    """What a run has met so far: how often each receipt stood in the file, and how often it was
    made."""

    seen: Counter[Which] = field(default_factory=Counter)
    made: Counter[Which] = field(default_factory=Counter)

    def copy(self) -> "Met":
        return Met(Counter(self.seen), Counter(self.made))


class Batch:
    """Some rows against what is known of them; later rows know the earlier ones."""

    def __init__(
        self, run: Run, people: Mapping[str, int], met: Met, said: Sequence[DealRow]
    ) -> None:
        self.run, self.people, self.met = run, people, met
        self.leads = leads_of({number for one in said for number in one.numbers})
        self.changed: set[int] = set()
        ids = {self.uuid(one) for one in said}
        deals = db.session.scalars(select(Deal).where(Deal.uuid.in_(ids)))
        self.deals = {deal.uuid: deal for deal in deals}
        self.known = self.receipts(list(self.deals.values()))
        self.left = self.sums(list(self.deals.values()))

    def receipts(self, deals: list[Deal]) -> Counter[Which]:
        """How often each receipt was there before this run; of a run that was killed, what it did
        before is taken as read."""
        named = {deal.id: deal.uuid for deal in deals}
        columns = (Receipt.deal_id, Receipt.kind, Receipt.day, Receipt.fen, Receipt.import_id)
        there, own = Counter[Which](), Counter[Which]()
        for key, kind, day, fen, run in db.session.execute(
            select(*columns).where(Receipt.deal_id.in_(named))
        ):
            which = (named[key], sort(kind), day, fen)
            there[which] += 1
            own[which] += run is not None and run == self.run.id
        for which, number in own.items():
            if number and which not in self.met.made:
                self.met.made[which], self.met.seen[which] = number, there[which]
        return there - self.met.made

    def sums(self, deals: list[Deal]) -> Counter[str]:
        """What came in of each deal less what was paid back, confirmed, in fen."""
        named = {deal.id: deal.uuid for deal in deals}
        query = select(Receipt.deal_id, Receipt.kind, func.sum(Receipt.fen)).where(
            Receipt.deal_id.in_(named), Receipt.state == CONFIRMED
        )
        found: Counter[str] = Counter()
        for key, kind, fen in db.session.execute(query.group_by(Receipt.deal_id, Receipt.kind)):
            found[named[key]] += -int(fen) if kind == REFUND else int(fen)
        return found

    def uuid(self, said: DealRow) -> str:
        """Its own number, or one made of what makes it this deal."""
        shares = sorted((self.people[who], bp) for who, bp in said.shares)
        facts = [said.numbers[0], said.signed_on, said.product, shares]
        return said.id or str(uuid5(NAMES, "\n".join(map(str, facts))))

    def take(self, row: Row, said: DealRow | RuleBroken) -> Outcome:
        try:
            if isinstance(said, RuleBroken):
                raise said
            return Outcome(row[0], self.take_one(said))
        except RuleBroken as refusal:
            return rejected(row, refusal)

    def take_one(self, said: DealRow) -> str:
        deal = self.deals.get(self.uuid(said))
        shares = {self.people[who]: bp for who, bp in said.shares}
        if len(shares) < len(said.shares):
            raise RuleBroken("share_twice")
        self.check(deal, said, shares)
        which = (
            self.uuid(said),
            sort(REFUND if said.refund else MONEY),
            said.received_on,
            said.fen,
        )
        self.met.seen[which] += 1
        if self.met.seen[which] <= self.known[which]:
            return KNOWN
        if said.refund and said.fen > self.left[which[0]]:
            self.met.seen[which] -= 1
            raise RuleBroken("refund_too_much", most_fen=self.left[which[0]])
        deal = deal or self.make(said, shares)
        self.enter(deal, said, shares, f"{which[0]}\n{which[1:]}\n{self.met.seen[which]}")
        self.met.made[which] += 1
        return CREATED

    def check(self, deal: Deal | None, said: DealRow, shares: dict[int, int]) -> None:
        """Raises RuleBroken("deal_number_unknown" | "deal_differs", which)."""
        lead = next((self.leads[n] for n in said.numbers if n in self.leads), None)
        if lead is None:
            raise RuleBroken("deal_number_unknown")
        if deal is None:
            return
        there = {share.person_id: share.share_bp for share in deal.shares}
        name = deal.product.name if deal.product else ""
        same = {
            "phone": deal.lead_id == lead.id,
            "shares": there == shares,
            "product": name == said.product,
            "signed_on": deal.signed_on == said.signed_on,
        }
        differs = next((what for what, is_same in same.items() if not is_same), None)
        if differs:
            raise RuleBroken("deal_differs", field=differs)

    def make(self, said: DealRow, shares: dict[int, int]) -> Deal:
        lead = next(self.leads[n] for n in said.numbers if n in self.leads)
        deal = Deal(
            uuid=self.uuid(said),
            lead_id=lead.id,
            product=products.named(said.product) if said.product else None,
            price_fen=said.fen,
            signed_on=said.signed_on,
            counts_at=products.counts_at(said.signed_on),
            entered_by_id=self.run.by_id,
            entered_at=self.run.now,
            import_id=self.run.id,
            shares=[DealShare(person_id=who, share_bp=bp) for who, bp in shares.items()],
        )
        db.session.add(deal)
        db.session.flush()
        self.deals[deal.uuid] = deal
        return deal

    def enter(self, deal: Deal, said: DealRow, shares: dict[int, int], key: str) -> None:
        own = self.run.by_id in shares
        deal.price_fen = max(deal.price_fen, self.left[deal.uuid] + said.fen)
        told: dict[str, Any] = {
            "state": WAITING if own else CONFIRMED,
            "decided_at": None if own else self.run.now,
            "decided_by_id": None if own else self.run.by_id,
        }
        db.session.add(
            Receipt(
                deal_id=deal.id,
                uuid=str(uuid5(NAMES, key)),
                kind=REFUND if said.refund else MONEY,
                day=said.received_on,
                fen=said.fen,
                entered_by_id=self.run.by_id,
                entered_at=self.run.now,
                import_id=self.run.id,
                **told,
            )
        )
        if not own:
            self.left[deal.uuid] += -said.fen if said.refund else said.fen
        db.session.flush()
        self.changed.add(deal.id)


def sort(kind: str) -> str:
    """Goods taken at a value stand in a list as money does."""
    return REFUND if kind == REFUND else MONEY
