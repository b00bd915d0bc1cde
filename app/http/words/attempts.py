from flask_babel import lazy_gettext as _

SENTENCES = {
    "exam_key_differs": _("这一页太旧了,请刷新后再开始。"),
    "exam_closed": _("这张考卷已经撤下,现在不能开始。"),
    "exam_passed": _("已经通过,不用再考。"),
    "exam_waits": _("还在等培训师阅卷,有了成绩再看要不要补考。"),
    "exam_used_up": _("%(n)s 次机会都用完了。要再考一次,请找培训师。"),
    "exam_too_soon": _("%(day)s 起可以补考。"),
    "exam_bank_short": _("这张考卷现在开不了:题库只有 %(n)s 题,要 %(wanted)s 题。请告诉培训师。"),
    "exam_runs": _("考试还没结束。"),
    "exam_answer_differs": _("这台设备的编号和服务器记的不一样,会换个编号再送,答案不会丢。"),
    "exam_answers_malformed": _("送来的答案看不懂,没有收下。"),
    "exam_other_user": _("这次考试是另一个人的。请用他的账号登录再送。"),
    "ended_handed_in": _("自己交卷"),
    "ended_time": _("到时间收卷"),
}
