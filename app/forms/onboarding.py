from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired

from app.forms.fields import DateField
from app.forms.reasons import ReasonForm


class ExceptionForm(ReasonForm):
    """From when to when the gate is lifted for somebody, and why."""

    first = DateField(_("从哪天起"), [InputRequired(_("请选日期。"))])
    last = DateField(_("到哪天为止"), [InputRequired(_("请选日期。"))])
