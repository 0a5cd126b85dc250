"""Numbers that name a person never get further than the door; figures of the policies do."""

from __future__ import annotations

import pytest

from bot.masking import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我电话13912345678，帮我看看", "【电话号码已隐去】，帮我看看"),
        ("打 +86 139-1234-5678 找我", "打 【电话号码已隐去】 找我"),
        ("座机0535-6356789", "【电话号码已隐去】"),
        ("身份证37060219900307123X，博士", "【证件号码已隐去】，博士"),
        ("证号 370602 19900307 1234", "【证件号码已隐去】"),
        ("老证370602900307123", "老【证件号码已隐去】"),
        ("卡号6222 0216 0600 1234 567", "【银行卡号已隐去】"),
        ("邮箱 zhang.san@example.com.cn", "【邮箱已隐去】"),
        ("护照E12345678，博士", "【证件号码已隐去】，博士"),
        ("139.1234.5678", "【电话号码已隐去】"),
        ("号码1 3 9 1 2 3 4 5 6 7 8", "号码【电话号码已隐去】"),
        ("手机一三九一二三四五六七八", "【电话号码已隐去】"),
        ("微信号 zhang_san88，加我", "【账号已隐去】，加我"),
        ("加QQ号：123456789", "加【账号已隐去】"),
        ("１３９１２３４５６７８是我手机", "【电话号码已隐去】是我手机"),
    ],
)
def test_masked(text: str, masked: str) -> None:
    assert mask(text) == (masked, True)


@pytest.mark.parametrize(
    "text",
    [
        "占股35%，实缴150万元",
        "2021年3月15日注册，合同5年",
        "烟福发〔2017〕23号第十一条",
        "营业收入12345678元",
        "2017-03-01 到 2022-09-30",
        "专利号 201810123456.7 行不行",
        "我是博士②，５０万",
        "我有一千三百九十二万",
        "一三五班的学生",
        "微信上能办吗，QQ呢",
        "微信公众号在哪",
        "通行证怎么办",
    ],
)
def test_figures_stay(text: str) -> None:
    assert mask(text) == (text, False)
