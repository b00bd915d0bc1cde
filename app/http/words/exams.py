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
    "mark_kind": _("这种题由系统判分。题目有错,请把它作废。"),
    "mark_void": _("这题已作废,不用再评。"),
    "mark_changed": _("有一份答卷刚才变了(例如收了晚到的答案),请再看一遍。刚才的评分没有存。"),
    "mark_own": _("不能给自己的答卷评分,请别的培训师来评。"),
    "mark_step": _("请从给出的分数里选一个。"),
    "mark_newer": _("%(by)s 刚评过其中一份,请看过再改。刚才的评分没有存。"),
    "mark_points_missing": _("有一份写了评语,但没有选分数。"),
    "mark_note_long": _("评语最多 %(most)s 个字。"),
    "late_own": _("不能收自己晚到的答案,请别的培训师来看。"),
    "late_nothing": _("没有可收的晚到答案:可能刚有人收过了。"),
    "late_runs": _("这场考试还没结束。"),
    "score_why_ended": _("考完"),
    "score_why_marked": _("评分"),
    "score_why_voided": _("题目作废"),
    "score_why_late": _("收了晚到的答案"),
    "void_already": _("这一版已经作废过了,成绩也重新算过。"),
    "void_own": _("你自己考过这题、还没通过,请别人来作废。"),
}
