from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app.forms.fields import LianxianForm, trimmed


class NumberForm(LianxianForm):
    number = StringField(
        _("电话号码"), [DataRequired(_("请输入号码。")), Length(max=100)], filters=[trimmed]
    )
