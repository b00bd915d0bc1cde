from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.forms.fields import DateField, LianxianForm, trimmed


class PatternForm(LianxianForm):
    pattern = RadioField(_("每周作息"), [InputRequired(_("请选一项。"))])
    anchor = DateField(_("休两天的那一周"), [Optional()])
    since = DateField(_("从哪天起"), [Optional()])

    def offer(self, patterns: Mapping[str, object]) -> None:
        self.pattern.choices = [SelectChoice(c, str(label)) for c, label in patterns.items()]


class ExceptionForm(LianxianForm):
    day = DateField(_("日期"), [InputRequired(_("请选日期。"))])
    kind = RadioField(
        _("这一天"),
        [InputRequired(_("请选一项。"))],
        choices=[SelectChoice("free", _("休息")), SelectChoice("work", _("上班"))],
    )
    note = StringField(_("说明"), [Optional(), Length(max=100)], filters=[trimmed])
