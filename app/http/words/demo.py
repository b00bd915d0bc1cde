from flask_babel import lazy_gettext as _

SENTENCES = {
    "demo_not_empty": _("这个数据库里已经有人了,示范团队只能建在空数据库里。"),
}
