"""Words in cells that stand for codes (design: import headings; glossary)."""

from collections.abc import Mapping
from typing import TypeVar

from app.errors import RuleBroken
from app.rules.typed import trimmed, word

Code = TypeVar("Code", str, int)

LEAD_KINDS = {
    **dict.fromkeys(("precise", "精准", "精准资源"), "precise"),
    **dict.fromkeys(("ordinary", "普通", "普通资源", "现有", "现有资源"), "ordinary"),
    **dict.fromkeys(("own", "自拓", "自拓资源", "自己开发"), "own"),
}
ROLES = {
    **dict.fromkeys(("rep", "电销专员", "招商专员", "销售代表", "电销", "专员", "业务员"), "rep"),
    **dict.fromkeys(("group_leader", "group leader", "销售组长", "组长"), "group_leader"),
    **dict.fromkeys(("supervisor", "销售主管", "主管"), "supervisor"),
    **dict.fromkeys(("manager", "销售经理", "经理"), "manager"),
    **dict.fromkeys(("trainer", "培训师"), "trainer"),
    **dict.fromkeys(("service", "客服代表", "客服", "客服员"), "service"),
    **dict.fromkeys(("researcher", "市场调研员", "调研员"), "researcher"),
    **dict.fromkeys(("assistant", "行政支持", "行政", "助理"), "assistant"),
    **dict.fromkeys(("finance", "财务"), "finance"),
    **dict.fromkeys(("owner", "负责人"), "owner"),
    **dict.fromkeys(("admin", "系统管理员", "管理员"), "admin"),
}
PAY_GRADES = {
    **dict.fromkeys(("probation", "试用", "试用期"), "probation"),
    **dict.fromkeys(("formal", "转正", "正式"), "formal"),
    **dict.fromkeys(("supervisor", "主管"), "supervisor"),
}
HALF_DAYS = {
    **dict.fromkeys(
        ("1", "1.0", "是", "全天", "到", "出勤", "在岗", "到岗", "√", "✓", "y", "yes"), 2
    ),
    **dict.fromkeys(("0.5", ".5", "1/2", "半天", "半", "上午", "下午", "half"), 1),
    **dict.fromkeys(
        ("0", "0.0", "否", "缺勤", "请假", "休", "休息", "不在", "×", "x", "n", "no"), 0
    ),
}
OUTCOMES = {
    **dict.fromkeys(("意向", "意向客户", "感兴趣", "有兴趣", "再考虑", "考虑一下"), "interested"),
    **dict.fromkeys(
        ("回拨", "再打", "再联系", "稍后再打", "改天再打", "晚点再打", "约回访", "待回访"),
        "call_back",
    ),
    **dict.fromkeys(("预约", "预约到访", "同意到访", "愿意参会", "参会"), "agreed_to_attend"),
    **dict.fromkeys(("态度好", "暂不参会", "不参会"), "friendly_not_coming"),
    **dict.fromkeys(("不需要", "暂时不需要", "暂无需求", "没需求", "无需求"), "not_now"),
    **dict.fromkeys(
        ("没兴趣", "无兴趣", "不感兴趣", "无意向", "没意向", "已拒绝", "拒绝沟通"), "refused"
    ),
    **dict.fromkeys(("成单", "已成交", "已成单", "签约", "已签约"), "deal"),
    **dict.fromkeys(
        ("未接", "未接通", "未接听", "没接", "没人接", "无人接", "无人应答", "无应答", "不接"),
        "no_answer",
    ),
    **dict.fromkeys(("忙线", "忙音", "通话中", "正在通话中", "用户忙"), "busy"),
    **dict.fromkeys(("秒挂", "挂断", "直接挂断", "挂机"), "hung_up"),
    **dict.fromkeys(("智能助理", "语音助手", "语音信箱", "被拦截", "拦截"), "screened"),
    **dict.fromkeys(("已关机", "无法接通", "不在服务区"), "switched_off"),
    **dict.fromkeys(("空号", "停机", "已停机", "错号", "打错", "号码错误"), "wrong_number"),
    **dict.fromkeys(
        ("勿扰", "请勿打扰", "请勿再打", "不要再打", "别再打", "禁呼", "投诉"), "do_not_call"
    ),
}
DIRECTIONS = {
    **dict.fromkeys(("", "out", "outgoing", "呼出", "去电", "拨出", "外呼", "主叫"), "out"),
    **dict.fromkeys(("in", "incoming", "呼入", "来电", "客户来电", "被叫"), "in"),
}

SCOPES = {
    **dict.fromkeys(("team", "团队", "部门"), "team"),
    **dict.fromkeys(("group", "小组", "组"), "group"),
    **dict.fromkeys(("person", "个人", "人", "员工"), "person"),
}
MEASURES = {
    **dict.fromkeys(("amount", "业绩额", "业绩", "金额", "到账"), "amount"),
    **dict.fromkeys(("deals", "单数", "成单数", "成单"), "deals"),
    **dict.fromkeys(("workload", "工作量"), "workload"),
    **dict.fromkeys(("conversion", "成单率", "转化率"), "conversion"),
    **dict.fromkeys(("satisfaction", "客户满意度", "满意度"), "satisfaction"),
}


def code(words: Mapping[str, Code], text: str, refusal: str) -> Code:
    """The code that a word stands for. Raises RuleBroken(refusal, text=…) for an unknown word."""
    found = words.get(word(text))
    if found is None:
        raise RuleBroken(refusal, text=trimmed(text))
    return found
