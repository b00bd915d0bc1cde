"""What kinds of files are brought in, with the headings of their columns (design: import headings).

One entry describes a kind. In the words of a column a leading "=" stands for: only this word by
itself; any other word also counts at the end of a longer heading, as 手机 does in 老板手机.
"""

from dataclasses import replace

from app.rules.imports import looks
from app.rules.imports.kind import PHONE, Column, Kind
from app.rules.imports.money_kinds import DEALS, TARGETS

LEADS = Kind(
    "leads",
    (
        PHONE,
        Column(
            "company",
            "公司 公司名 公司名称 单位 单位名称 企业 企业名称 店名 店铺 店铺名称 门店 门店名称 商家 商户"
            " 商户名称 客户名称 企业名 company companyname shop store firm organization",
            looks=looks.like_company,
            found_by_contents=True,
        ),
        Column(
            "name",
            "姓名 联系人 客户姓名 =客户 =名字 =称呼 联系人姓名 =老板 =负责人 =法人 =法定代表人 =名称 =顾客"
            " name contact contactname customer customername fullname contactperson",
            looks=looks.like_name,
            found_by_contents=True,
        ),
        Column(
            "industry", "行业 行业类别 行业类型 业态 =类别 经营项目 主营 主营业务 industry trade"
        ),
        Column(
            "region",
            "地区 区域 城市 =市 =省 省份 省市 所在地 归属地 地址 地域 =区县 region city area province"
            " location address",
            many=True,
            looks=looks.like_region,
            found_by_contents=True,
        ),
        Column("wechat", "微信 微信号 微信id wechat wechatid weixin =wx =vx"),
        Column("qq", "qq qq号 qq号码 扣扣"),
        Column(
            "email",
            "邮箱 电子邮箱 电子邮件 email mail",
            looks=looks.like_email,
            found_by_contents=True,
        ),
        Column("source", "来源 渠道 来源渠道 客户来源 数据来源 source channel"),
        Column(
            "kind",
            "类型 资源类型 客户类型 线索类型 kind =type leadtype",
            looks=looks.like_lead_kind,
            only_if_looks=True,
            found_by_contents=True,
        ),
        Column("owner", "归属人 归属账号 所属人 归属 owner"),
        Column(
            "received_at",
            "到达时间 登记时间 登记日期 录入时间 录入日期 创建时间 创建日期 提交时间 获取时间 留言时间"
            " 咨询时间 添加时间 导入时间 收集时间 =时间 =日期 receivedat receiveddate createdat =date"
            " createdate createtime createddate createdtime dateadded =time",
            looks=looks.like_date,
            found_by_contents=True,
        ),
        Column(
            "note",
            "备注 备注信息 说明 描述 记录 沟通记录 跟进记录 留言 需求 情况 =内容 note notes remark remarks"
            " comment comments memo description",
            many=True,
        ),
    ),
    required=("phone",),
    resource="imports",
)

PEOPLE = Kind(
    "people",
    (
        Column("login", "账号 帐号 账户 登录名 用户名 login account username =user"),
        Column("name", "姓名 名字 name fullname", looks=looks.like_name, found_by_contents=True),
        Column("roles", "角色 岗位 职位 职务 roles role =post =title"),
        Column("team", "团队 部门 team department"),
        Column("group", "小组 组别 =组 分组 group"),
        Column("hired_on", "入职日期 入职时间 入职 hiredon hiredate hired", looks=looks.like_date),
        Column("grade", "级别 职级 薪级 =等级 grade paygrade"),
        Column("formal_on", "转正日期 转正时间 转正 formalon formaldate", looks=looks.like_date),
        Column("left_on", "离职日期 离职时间 离职 lefton leavedate =left", looks=looks.like_date),
    ),
    required=("login",),
    resource="people",
)

PRESENCE = Kind(
    "presence",
    (
        Column("login", "账号 帐号 账户 登录名 用户名 login account username =user"),
        Column("date", "日期 date =day", looks=looks.like_date, found_by_contents=True),
        Column("present", "出勤 到岗 在岗 出勤情况 考勤 出勤天数 present presence attendance"),
    ),
    required=("login", "date", "present"),
    resource="presence",
)

CALLS = Kind(
    "calls",
    (
        Column("id", "=编号 =id 通话编号 记录编号 通话id callid =uuid"),
        replace(PHONE, words=f"{PHONE.words} 被叫 被叫号码 客户号码 客户电话 拨打号码"),
        Column(
            "login",
            "账号 帐号 账户 登录名 用户名 login account username =user 员工 员工姓名 坐席 座席 坐席姓名"
            " 座席姓名 业务员 专员 拨打人 跟进人 通话人 =销售 =人员 =rep =agent =caller",
        ),
        Column(
            "started_at",
            "开始时间 通话时间 通话日期 拨打时间 拨打日期 呼叫时间 呼叫日期 联系时间 联系日期 跟进时间"
            " 跟进日期 =时间 =日期 startedat starttime calltime calldate =date =time",
            many=True,
            looks=looks.like_date,
            found_by_contents=True,
        ),
        Column("duration_s", "时长秒 时长 通话时长 通话秒数 =秒数 durations duration =seconds"),
        Column(
            "disposition",
            "结果 通话结果 拨打结果 呼叫结果 通话状态 呼叫状态 接听状态 =状态 disposition result outcome",
        ),
        Column("grade", "等级 意向等级 意向级别 =意向 =级别 grade"),
        Column(
            "follow_up_at",
            "下次跟进 下次跟进时间 下次跟进日期 下次联系 下次联系时间 下次回访 下次回访时间 回访时间 下次拨打时间"
            " followupat followup nextcall nextcallat",
        ),
        Column("direction", "方向 通话方向 呼叫方向 呼叫类型 direction"),
        Column(
            "note",
            "备注 备注信息 说明 描述 记录 沟通内容 =内容 note notes remark comment",
            many=True,
        ),
    ),
    required=("phone", "login", "started_at", "disposition"),
    resource="imports",
)

KINDS = {kind.name: kind for kind in (LEADS, PEOPLE, CALLS, DEALS, PRESENCE, TARGETS)}
