from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app.forms.fields import LianxianForm, trimmed


class SourceTokenForm(LianxianForm):
    source = StringField(
        _("来源"), [DataRequired(_("请填来源。")), Length(max=200)], filters=[trimmed]
    )
    platform = StringField(_("平台"), [Length(max=200)], filters=[trimmed])
