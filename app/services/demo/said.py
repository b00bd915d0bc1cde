"""What the made-up team says at its meetings and writes below its days."""

from app.rules.meetings.agenda import FIGURES, SHARING, TOMORROW
from app.rules.meetings.carrying import DECISION, QUESTION, TASK

MINUTES = {
    FIGURES: "下午时段接通最好,意向多在火锅和奶茶。",
    SHARING: "王芳:先问开业时间,再谈费用,两家答应看资料。\n陈静:对方说贵,先请他说拿谁来比。",
    TOMORROW: "上午先打约好再打的,下午打新分到的精准资源。",
}
RAISED = (
    (DECISION, "报价之前,先讲一个同城案例。", 0, ""),
    (TASK, "整理三个火锅店案例,每个两句话讲完", 1, "早会上念一遍,大家能照着讲"),
    (TASK, "把“有点贵”的答法练到不看稿", 3, "和师傅模拟三通,都通过"),
    (QUESTION, "加盟费能不能分两次付?", 0, ""),
)
TODAY = ("给上周答应看资料的五家回访", "五家都有下次时间或明确答复")
LINES = (
    "两家答应看资料,周四回访。下午的小区餐饮接通好。",
    "上午被挂的多,下午换了开场白,好一些。",
    "一家到了谈合同的一步,明天陪同拜访。",
)
