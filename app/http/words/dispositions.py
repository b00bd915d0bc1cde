from flask_babel import gettext
from flask_babel import lazy_gettext as _

SHIPPED = (
    _("有意向"),
    _("约好再打"),
    _("同意参会"),
    _("态度好,暂不参会"),
    _("暂不需要"),
    _("拒绝"),
    _("成交"),
    _("无人接听"),
    _("占线"),
    _("接通秒挂"),
    _("智能助理 / 被拦截"),
    _("关机"),
    _("空号 / 停机 / 错号"),
    _("要求勿扰"),
)


def label(text: str) -> str:
    """A disposition's label: the shipped ones are translated, one's own stay as typed."""
    return gettext(text) if text else ""
