"""What the made-up team writes where a trainer marks it (rules.md §7)."""

from random import Random

WRITTEN = {
    "贵": (
        "多花的钱一定要值,您这么想很正常。您比较的是哪一家?我把一样的和不一样的列给您,您再定。",
        "理解您的顾虑。我们不是最便宜的,但售后是自己的团队。您最看重哪一项?我们对着比一比。",
        "价格可以再商量,我去帮您申请一下,您今天能定吗?",
    ),
    "开场": (
        "您好,我是连线公司的小王,占用您一分钟。我们帮餐厅找加盟商。您现在是想开分店还是想降成本?",
        "老板您好,请问您现在方便说话吗?我们公司是做餐饮加盟的,想给您介绍一下。",
        "您好,我们有个项目很多老板都在做,稳赚的,您了解一下?",
    ),
}


def written(question: str, random: Random) -> str:
    """An answer to a short question, good or not so good."""
    found = next((said for word, said in WRITTEN.items() if word in question), WRITTEN["开场"])
    return random.choice(found)
