from flask_babel import lazy_gettext as _

SENTENCES = {
    "other_user": _("这是另一个人在这台设备上写的。请用他的账号登录再送。"),
    "password_short": _("密码至少要 %(shortest)s 位。"),
    "password_long": _("密码最多 %(longest)s 位。"),
    "password_common": _("这个密码太容易被猜到。换一个长一点的,例如几个不相干的词。"),
    "password_wrong": _("原密码不对。"),
    "password_again": _("请再输入一次密码。"),
    "passwords_differ": _("两次输入的密码不一样。"),
    "sign_in_wrong": _("账号或密码不对。"),
    "sign_in_throttled": _("试的次数太多了,请 %(minutes)s 分钟后再试。"),
    "link_over": _("这个链接已用过或已过期,请向经理要一个新的。"),
}
