from flask_babel import lazy_gettext as _

SENTENCES = {
    "paper_empty": _("请至少写一行:从题库抽几道题。"),
    "paper_title_taken": _("已有同名的考卷,请换个名称。"),
    "paper_too_few": _(
        "第 %(place)s 行要抽 %(wanted)s 题,题库里只有 %(there)s 题可抽(前面几行已抽的不算)。请先补题,或者改少题数。"
    ),
    "paper_draft": _("草稿"),
    "paper_open": _("已发布"),
    "paper_withdrawn": _("已撤下"),
    "attempt_running": _("正在考"),
    "attempt_over": _("时间到"),
    "attempt_waits": _("等评分"),
    "attempt_passed": _("通过"),
    "attempt_failed": _("没通过"),
}
