from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from app.forms.deals import AMOUNT
from app.forms.fields import LianxianForm, trimmed
from app.rules.measures import periods
from app.rules.measures.periods import MONTH, QUARTER, Period
from app.rules.measures.targets import hundredths_in
from app.services.targets.setting import Owner


class TargetForm(LianxianForm):
    """Whose target, for what, and how much; `owner` is like person:7."""

    owner = SelectField(_("谁的目标"), [DataRequired(_("请选对象。"))])
    measure = SelectField(_("指标"), [DataRequired(_("请选指标。"))])
    period = StringField(_("期间"), [DataRequired(_("请写期间。"))], filters=[trimmed])
    value = StringField(
        _("目标值"), [DataRequired(_("请填目标值。"))], filters=[trimmed], render_kw=AMOUNT
    )

    def offer(self, owners: Sequence[tuple[str, str]], measures: Sequence[tuple[str, str]]) -> None:
        self.owner.choices = [SelectChoice(*one) for one in owners]
        self.measure.choices = [SelectChoice(*one) for one in measures]

    def whose(self) -> Owner:
        scope, _colon, number = self.owner.data.partition(":")
        return Owner(scope, int(number))

    def when(self) -> Period:
        """Raises RuleBroken("period_unreadable")."""
        return periods.read(self.period.data or "", (QUARTER, MONTH))

    def hundredths(self) -> int:
        """Raises RuleBroken("target_value_unreadable")."""
        return hundredths_in(self.value.data or "", self.measure.data)
