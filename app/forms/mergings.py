from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired, Optional

from app.forms.reasons import ReasonForm
from app.services.merging.comparing import Half, Two
from app.services.merging.merge import Seen

OWNER_OF_KEPT = ""


class MergingForm(ReasonForm):
    """Which of two customers stays, whose it is then, and why they are one."""

    kept = RadioField(_("留下哪一条"), [InputRequired(_("请选留下哪一条。"))], coerce=int)
    owner = RadioField(_("以后归谁"), [Optional()], coerce=int)
    one_rev, other_rev = HiddenField(), HiddenField()

    def offer(self, two: Two, other: Half) -> None:
        """The two as they are now; what was chosen stays chosen."""
        both = (two.one, other)
        self.kept.choices = [(half.id, half.name or half.company) for half in both]
        owners = {half.owner_id: half.owner for half in both if half.owner_id is not None}
        self.owner.choices = list(owners.items()) if len(owners) > 1 else []
        if self.kept.data is None:
            self.kept.data = better(two.one, other).id
        if self.owner.data is None:
            self.owner.data = better(two.one, other).owner_id
        self.one_rev.data = self.one_rev.data or str(two.one.rev)
        self.other_rev.data = self.other_rev.data or str(other.rev)

    def seen(self, lead_id: int, other_id: int) -> Seen:
        revs = {lead_id: number(self.one_rev.data), other_id: number(self.other_rev.data)}
        kept = other_id if self.kept.data == other_id else lead_id
        gone = lead_id if kept == other_id else other_id
        return Seen(kept, gone, revs[kept], revs[gone], self.owner.data or None)


def number(text: Any) -> int:
    return int(text) if str(text).isdecimal() else -1


def better(one: Half, other: Half) -> Half:
    """What is proposed: the one that somebody has, that was called more, that came first."""
    return max((one, other), key=lambda half: (half.owner_id is not None, half.calls, -half.id))
