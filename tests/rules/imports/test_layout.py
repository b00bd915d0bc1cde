import pytest

from app.rules.imports.headings import field_of
from app.rules.imports.kinds import LEADS, PEOPLE, PRESENCE
from app.rules.imports.layout import guess

WANG = ["王秀英", "重庆丽华火锅店", "13800138000", "想开店"]
LI = ["李涛", "南京敏志火锅店", "0755-40641493转12", ""]


def table(*rows, first=1):
    return list(enumerate(rows, first))


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        (
            "phone",
            "电话 手机 手机号 手机号码 联系电话 联系方式 电话号码 客户电话 公司电话 备用手机 电话2 TEL Phone",
        ),
        (
            "phone",
            "手机号码(必填) 手机号码（必填） *手机号 联系电话: Mobile_Phone phone_number 手机/电话 座机",
        ),
        (
            "name",
            "姓名 客户姓名 联系人 联系人姓名 客户 称呼 Name Customer_Name 姓_名 联系人(老板)",
        ),
        (
            "company",
            "公司 公司名称 单位 单位名称 店名 公司/店名 门店名称 企业名称 商户名称 Company_Name",
        ),
        ("industry", "行业 行业类别 所属行业 经营项目 Industry"),
        ("region", "地区 城市 所在地 所在城市 省份 地址 公司地址 City"),
        ("wechat", "微信 微信号 客户微信 WeChat WeChat_ID"),
        ("qq", "QQ qq号 客户QQ"),
        ("source", "来源 渠道 客户来源 来源渠道 Source"),
        ("kind", "类型 资源类型 Kind"),
        ("owner", "归属人 owner"),
        ("received_at", "到达时间 登记时间 录入日期 创建时间 received_at 日期 Created_Date"),
        ("note", "备注 备注信息 沟通记录 客户备注 说明 Note Remarks"),
        ("", "序号 编号 身份证号码 传真号码 下次跟进时间 性别 xyz 推荐度"),
    ],
)
def test_a_heading_of_a_lead_list_in_its_everyday_variants(field, headings):
    for heading in headings.split():
        assert field_of(LEADS, heading)[0] == field, heading


def test_the_headings_of_the_door_in_both_languages():
    for kind, english, chinese in [
        (
            LEADS,
            "name,company,industry,region,phone,wechat,qq,source,kind,received_at,note,owner",
            "姓名,公司,行业,地区,电话,微信,QQ,来源,类型,到达时间,备注,归属人",
        ),
        (
            PEOPLE,
            "login,name,roles,team,group,hired_on,grade,formal_on,left_on",
            "账号,姓名,角色,团队,小组,入职日期,级别,转正日期,离职日期",
        ),
        (PRESENCE, "login,date,present", "账号,日期,出勤"),
    ]:
        for heading, translated in zip(english.split(","), chinese.split(","), strict=True):
            assert field_of(kind, heading) == field_of(kind, translated) == (heading, 100)


def test_headings_below_title_rows():
    rows = table(
        ["2024年客户资料汇总(内部)", "", "", ""],
        ["制表:行政部"],
        ["姓名", "店名", "手机", "备注"],
        WANG,
    )
    layout = guess("leads", rows)
    assert (layout.heading_row, layout.first_row) == (3, 4)
    assert layout.fields == ("name", "company", "phone", "note")


def test_headings_in_two_rows_under_a_merged_one():
    rows = table(
        ["姓名", "联系方式", "", "备注"],
        ["", "手机", "微信", ""],
        ["王芳", "13800138000", "wf", ""],
    )
    layout = guess("leads", rows)
    assert layout.first_row == 3
    assert layout.fields == ("name", "phone", "wechat", "note")


def test_a_number_with_its_word_in_front_is_no_second_row_of_headings():
    layout = guess("leads", table(["姓名", "电话"], ["", "手机:13800138000"], WANG[:1]))
    assert (layout.first_row, layout.headings) == (2, ("姓名", "电话"))


def test_without_headings_the_contents_decide():
    layout = guess("leads", table(["老客户名单"], WANG, LI))
    assert (layout.heading_row, layout.first_row) == (0, 2)
    assert layout.fields == ("name", "company", "phone", "")


def test_a_column_without_a_heading_is_told_by_its_cells():
    rows = table(
        ["姓名", "", "城市"], ["王秀英", "13800138000", "重庆"], ["李涛", "138-0013-8001", "成都"]
    )
    assert guess("leads", rows).fields == ("name", "phone", "region")


def test_an_unknown_heading_is_left_alone_unless_every_row_needs_the_field():
    rows = table(
        ["客户", "推荐人", "怎么找他"],
        ["王秀英", "李涛", "13800138000"],
        ["赵平", "何芳", "13800138001"],
    )
    assert guess("leads", rows).fields == ("name", "", "phone")


def test_several_phone_columns_and_one_name():
    rows = table(
        ["联系人", "姓名", "手机", "座机"], ["老王", "王秀英", "13800138000", "0755-40641493"]
    )
    layout = guess("leads", rows)
    assert layout.fields == ("name", "", "phone", "phone")
    assert layout.record(rows[1][1])["phone"] == "13800138000 0755-40641493"


def test_columns_of_one_field_are_joined_and_nothing_is_said_twice():
    rows = table(["电话", "省份", "城市", "地址"], ["13800138000", "重庆", "重庆", "渝北1号"])
    assert guess("leads", rows).record(rows[1][1])["region"] == "重庆 渝北1号"


def test_a_type_column_that_means_something_else_is_not_the_kind_of_lead():
    others = table(
        ["姓名", "电话", "客户类型"],
        ["王秀英", "13800138000", "A类"],
        ["李涛", "13800138001", "意向"],
    )
    kinds = table(
        ["姓名", "电话", "客户类型"],
        ["王秀英", "13800138000", "精准"],
        ["李涛", "13800138001", "普通"],
    )
    assert guess("leads", others).fields == ("name", "phone", "")
    assert guess("leads", kinds).fields == ("name", "phone", "kind")


def test_a_column_of_customers_is_of_firms_or_of_people_as_its_cells_say():
    firms = table(["客户名称", "电话"], ["丽华火锅店", "13800138000"])
    people = table(["客户名称", "电话"], ["王秀英", "13800138000"])
    assert guess("leads", firms).fields == ("company", "phone")
    assert guess("leads", people).fields == ("name", "phone")


def test_what_every_row_needs_and_no_column_has_is_missing():
    assert guess("leads", table(["姓名", "备注"], ["王秀英", "想开店"])).missing == ["phone"]
    assert guess("people", table(["姓名", "角色"], ["王芳", "经理"])).missing == ["login"]
    assert guess("presence", table(["账号", "日期"], ["wang", "2026-03-01"])).missing == ["present"]
    assert guess("leads", []).missing == ["phone"]
