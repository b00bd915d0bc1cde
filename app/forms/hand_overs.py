from collections.abc import Iterable, Sequence

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.forms.fields import LianxianForm
from app.forms.people import DepartureForm
from app.forms.reasons import ReasonForm
from app.services.hand_overs.handing import COLLEAGUES, POOL

WAYS = {COLLEAGUES: _("交给同事"), POOL: _("放回公海")}


class Receiving(LianxianForm):
    """Where the leads of somebody go: to colleagues, or to the pool."""

    way = RadioField(_("资源给谁"), default=COLLEAGUES)
    people = SelectMultipleField(
        _("给哪些同事"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def offer(self, ways: Sequence[str], people: Iterable[tuple[int, str]]) -> None:
        """Without a choice it is the one way there is."""
        self.people.choices = [SelectChoice(*one) for one in people]
        self.way.choices = [SelectChoice(way, str(WAYS[way])) for way in ways]
        if len(ways) == 1:
            self.way.data = ways[0]

    def validate_people(self, field: SelectMultipleField) -> None:
        if self.way.data == COLLEAGUES and not field.data:
            raise ValidationError(str(_("至少选一个人。")))

    @property
    def to(self) -> list[int]:
        """The colleagues who were chosen; nobody where the leads go to the pool."""
        return list(self.people.data or ()) if self.way.data == COLLEAGUES else []


class HandOverForm(Receiving, ReasonForm):
    """All of it, or a part, at once and with a reason."""


class LeavingForm(Receiving, DepartureForm):
    """Who leaves gives back all he has, unless colleagues go on with it."""

    way = RadioField(_("资源给谁"), default=POOL)


class ChosenForm(ReasonForm):
    """Leads picked from a list go to colleagues."""

    people = SelectMultipleField(
        _("给哪些同事"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def validate_people(self, field: SelectMultipleField) -> None:
        """Not `required`: a browser would want every one of them ticked."""
        if not field.data:
            raise ValidationError(str(_("至少选一个人。")))
