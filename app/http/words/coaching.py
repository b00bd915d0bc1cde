from flask_babel import lazy_gettext as _

SENTENCES = {
    "coaching_said": _("请写谈了什么。"),
    "coaching_long": _("谈了什么最多 %(said)s 个字,约好的最多 %(agreed)s 个字。"),
    "coaching_day": _("日期不能晚于今天。"),
    "coaching_next": _("下次的日子已经过了,请选今天或以后。"),
}
