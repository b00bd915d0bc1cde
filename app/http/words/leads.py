from flask_babel import lazy_gettext as _

SENTENCES = {
    "move_hand_out": _("按规则分配"),
    "move_given": _("经理指定"),
    "move_claim": _("本人领取"),
    "move_leaver": _("员工离职,收回"),
    "move_left": _("员工离职,收回"),
    "move_refused": _("客户拒绝,放回公海"),
    "move_no_answer": _("多次未接,放回公海"),
    "move_wrong_number": _("空号或错号,移出"),
    "move_do_not_call": _("客户要求勿扰,移出"),
    "move_call_undone": _("撤销了那通电话,还给原来的人"),
    "move_other": _("换了负责人"),
    "kind_precise": _("精准资源"),
    "kind_ordinary": _("普通资源"),
    "kind_own": _("自己开拓"),
    "due_call_back": _("约好再打"),
    "due_follow_up": _("跟进"),
    "due_retry": _("再试一次"),
}
