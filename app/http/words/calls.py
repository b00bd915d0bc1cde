from flask_babel import gettext
from flask_babel import lazy_gettext as _


def void_why(reason: str, by: str | None, *, undone: bool) -> str:
    if undone:
        return gettext("本人当时撤销了")
    return gettext("不算数:%(reason)s(%(who)s)", reason=reason, who=by or "–")


FLAGS = {
    "overlap": _("和上一通重叠"),
    "short": _("接通时间太短"),
    "burst": _("短时间连打"),
    "too_often": _("这个号码打得太密"),
}
SENTENCES = {
    **{f"flag_{code}": text for code, text in FLAGS.items()},
    "call_void_already": _("这通电话已经作废了。"),
    "call_void_reason": _("原因最多 200 个字。"),
    "sheet_call_back": _("%(at)s 约好再打"),
    "sheet_call_back_missed": _("错过了约好的 %(at)s,先打这个"),
    "sheet_new_precise": _("新的精准资源,还没打过"),
    "sheet_follow_up": _("今天该跟进"),
    "sheet_follow_up_missed": _("跟进已过期(%(at)s)"),
    "sheet_retry": _("上次没接通,%(at)s 后再试"),
    "sheet_retry_missed": _("上次没接通,再试一次"),
    "sheet_overdue": _("停在「%(stage)s」阶段,超期 %(days)s 天"),
    "sheet_ordinary": _("普通资源,按领取先后"),
    "sheet_own": _("你自己开拓的客户"),
    "sheet_called": _("今天 %(at)s 打过"),
    "sheet_held": _("你的客户,今天不在名单上"),
    "caller_digits_few": _("请输入号码最后 %(fewest)s 位以上。"),
    "caller_others": _("归%(owner)s"),
    "caller_pool": _("在公海,没有归属人"),
    "caller_do_not_call": _("要求过勿扰,不要回拨"),
    "caller_gone": _("已移出:空号或错号"),
    "call_lead_unknown": _("没有这个客户,或者他不归你。"),
    "call_unknown": _("没有这条通话记录,或者不是你的。"),
    "call_undo_too_late": _("已经过了可以撤销的时间。需要的话请主管作废这条记录。"),
    "call_disposition_unknown": _("不认识的通话结果:%(given)s。"),
    "call_direction_unknown": _("不认识的通话方向:%(given)s。"),
    "call_duration_invalid": _("通话时长不对:%(given)s。"),
    "call_grade_unknown": _("不认识的意向等级:%(given)s。"),
    "call_stage_unknown": _("不认识的阶段:%(given)s。"),
    "call_wechat_unknown": _("不认识的微信状态:%(given)s。"),
    "call_note_invalid": _("备注太长了,最多 %(longest)s 个字。"),
    "call_script_unknown": _("不认识的话术:%(given)s。"),
    "call_follow_up_unreadable": _("看不懂下次跟进的时间:%(given)s。"),
    "call_follow_up_missing": _("这个结果要定好下次跟进的时间。"),
    "call_follow_up_time_missing": _("约好再打,要定好几点。"),
    "call_follow_up_before_call": _("下次跟进不能早于这通电话。"),
    "sync_record_malformed": _("记录残缺,看不懂。"),
    "sync_time_unreadable": _("记录里没有能看懂的时间。"),
    "sync_malformed": _("请求的格式不对。"),
    "sync_other_user": _("登录的是另一个人。"),
    "sync_new_epoch": _("服务器从备份恢复过,请重新上传。"),
    "stage_development": _("客户开发"),
    "stage_information_checked": _("信息核实"),
    "stage_needs": _("需求分析"),
    "stage_product_introduced": _("产品介绍"),
    "stage_quote": _("报价"),
    "stage_contract": _("合同签订"),
    "stage_after_sale": _("售后维护"),
}
