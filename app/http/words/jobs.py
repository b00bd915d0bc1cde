from flask_babel import lazy_gettext as _

SENTENCES = {
    "job_unknown": _("没有叫“%(name)s”的任务。有:%(names)s"),
    "job_running": _("%(name)s 正在另一个程序里做。"),
    "job_failed": _("%(name)s 没有成功:%(error)s"),
}
