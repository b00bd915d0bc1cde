from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from app.forms.fields import LianxianForm, trimmed

FORMS = {"xlsx": "Excel(.xlsx)", "csv": "CSV"}


class ExportForm(LianxianForm):
    """What for, and as what kind of file; which leads stands in the address."""

    purpose = TextAreaField(
        _("用途"),
        [DataRequired(_("请写明用途。")), Length(max=200, message=_("用途最多 200 个字。"))],
        filters=[trimmed],
        render_kw={"rows": 3},
    )
    form = RadioField(
        _("文件"), choices=[SelectChoice(*pair) for pair in FORMS.items()], default="xlsx"
    )
