from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.forms.fields import LianxianForm, trimmed

LINE = Length(max=200, message=_("最多 200 个字。"))


class OwnLeadForm(LianxianForm):
    """A customer whom somebody found himself: the number, and what he knows."""

    key = HiddenField(validators=[Length(max=64)])
    number = StringField(_("号码"), [DataRequired(_("请填号码。")), LINE], filters=[trimmed])
    name = StringField(_("姓名"), [LINE], filters=[trimmed])
    company = StringField(_("公司"), [LINE], filters=[trimmed])
    industry = StringField(_("行业"), [LINE], filters=[trimmed])
    region = StringField(_("地区"), [LINE], filters=[trimmed])
    wechat = StringField(_("微信"), [LINE], filters=[trimmed])
    qq = StringField(_("QQ"), [LINE], filters=[trimmed])
    email = StringField(_("邮箱"), [LINE], filters=[trimmed])
    referred_by = StringField(_("谁介绍的"), [LINE], filters=[trimmed])
    note = TextAreaField(
        _("备注"), [Length(max=2_000, message=_("最多 2000 个字。"))], filters=[trimmed]
    )
