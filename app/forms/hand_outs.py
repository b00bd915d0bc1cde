from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from app.forms.fields import IntegerField
from app.forms.reasons import ReasonForm
from app.services.hand_outs.surplus import MOST_EACH

People = Iterable[tuple[int, str]]


class ExtraForm(ReasonForm):
    """Surplus goes out beyond the quotas: to whom, and how many to each at most."""

    each = IntegerField(
        _("每人最多几条"),
        [InputRequired(_("请填一个数。")), NumberRange(1, MOST_EACH, _("请填 1 到 100。"))],
        default=5,
    )
    people = SelectMultipleField(
        _("分给谁"),
        [InputRequired(_("至少选一个人。"))],
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def offer(self, people: People) -> None:
        self.people.choices = [SelectChoice(*one) for one in people]


class GiveForm(ReasonForm):
    """One lead for one person."""

    person = RadioField(_("给谁"), [InputRequired(_("请选一个人。"))], coerce=int)

    def offer(self, people: People) -> None:
        self.person.choices = [SelectChoice(*one) for one in people]
