from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import Length
from wtforms.widgets import HiddenInput

from app.forms.fields import IntegerField, LianxianForm, trimmed
from app.models import SeasonPlan
from app.services.targets.seasons import Season, trades_in

LONG = Length(max=1000, message=_("最多 1000 个字。"))


class SeasonForm(LianxianForm):
    """What a month or quarter is about."""

    rev = IntegerField(widget=HiddenInput(), default=0)
    themes = TextAreaField(_("主题"), [LONG], filters=[trimmed])
    peaks = TextAreaField(_("旺季和节点"), [LONG], filters=[trimmed])
    trades = StringField(_("当季行业"), [LONG], filters=[trimmed])

    def fill(self, plan: SeasonPlan) -> None:
        self.rev.data, self.themes.data, self.peaks.data = plan.rev, plan.themes, plan.peaks
        self.trades.data = "、".join(plan.trades)

    def season(self) -> Season:
        """Raises what `trades_in` refuses."""
        trades = trades_in(self.trades.data or "")
        return Season(self.themes.data or "", self.peaks.data or "", trades, self.rev.data or 0)
