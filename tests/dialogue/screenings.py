"""Three people who are screened, and how they answer what they are asked."""

from __future__ import annotations

from tests.dialogue.on_phone import Deed, Screening

WRITE, SPEAK, TAP, NUMBER = (
    lambda words, how=how: Deed(how, words) for how in ("write", "speak", "tap", "number")
)
DOCTOR = Screening(
    WRITE("我博士，签了五年全职合同，在福山能评什么"),
    {
        "您打算以哪种方式来": WRITE("都没有"),
        "关于参评资格": WRITE("1"),
        "职称": SPEAK("没有职称"),
        "从事医疗卫生工作吗": TAP("不是"),
        "最高的是哪一级": WRITE("没有得过奖"),
        "下面哪些符合您": WRITE("0"),
        "牵头实施有产业化潜力": NUMBER("3"),
        "专项资金多少": TAP("不清楚"),
    },
)
FOUNDER = Screening(
    SPEAK("我在福山自己办企业，占股40%，能报独立创业吗"),
    {
        "关于企业的技术": WRITE("1、2"),
        "什么时候成立": WRITE("2024年3月成立，同时来的福山，实际投入了300万"),
        "技术水平达到哪一级": WRITE("国际先进"),
        "第一大股东": NUMBER("1"),
        "下面哪些符合您": WRITE("都没有"),
        "最高的是哪一级": WRITE("没有"),
        "专项资金多少": WRITE("没有"),
        "学历": SPEAK("博士，没有职称"),
        "职称": WRITE("没有职称"),
        "主要创办人": TAP("是"),
    },
)
INSURED = Screening(
    WRITE("我在威海创业，人才创业保险我够不够条件"),
    {
        "哪一级重点人才工程": SPEAK("国家级"),
        "首次在威海市创办企业": TAP("是"),
        "什么时候入选": WRITE("2021年5月"),
        "一事一议": NUMBER("2"),
    },
)
