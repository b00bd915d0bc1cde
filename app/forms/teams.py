from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, Length, Optional

from app.forms.fields import DateField, LianxianForm, trimmed


class GroupForm(LianxianForm):
    name = StringField(
        _("名称"), [DataRequired(_("请输入名称。")), Length(max=40)], filters=[trimmed]
    )


class TeamForm(GroupForm):
    started_on = DateField(_("团队从哪天算起"), [Optional()])
