"""Each rule with texts that it must speak to and texts that it must leave alone."""

from django.test import SimpleTestCase

from hall.review.plain_speech import check

# rule: (texts with the stretch that the hint marks, texts without a hint of this rule)
TABLE = {
    "ritual-opening": (
        [
            ("为深入贯彻落实上级精神，我镇开会", "为深入贯彻落实"),
            ("在县委的坚强领导下", "在县委的坚强领导下"),
        ],
        ["为了孩子，请慢一点开", "在老车站门口等"],
    ),
    "meeting-talk": (
        [("会议指出，要这样", "会议指出"), ("副市长莅临现场", "莅临")],
        ["晚上七点开会，家长都来", "他指出了两个错字"],
    ),
    "political-phrase": ([("要提高政治站位", "提高政治站位")], ["下一站是政治学院站"]),
    "slogan": ([("要狠抓落实", "狠抓落实"), ("筑牢森林防火防线", "筑牢森林防火防线")], ["抓到一个小偷"]),
    "empty-praise": ([("工作取得显著成效", "取得显著成效")], ["修好了三盏路灯"]),
    "inflated-word": ([("推动高质量发展", "高质量发展")], ["质量不好可以退"]),
    "paper-phrase": ([("现印发给你们", "现印发给你们")], ["表格印好了，来窗口拿"]),
    "empty-verb": (
        [
            ("对学校进行了检查", "进行了检查"),
            ("予以处罚", "予以处罚"),
            ("组织开展全面排查", "组织开展全面排查"),
        ],
        ["比赛进行到第三天", "检查了三所学校"],
    ),
    "passive": (
        [("被列入名单", "被列入"), ("由交警支队负责", "由交警支队负责")],
        ["被子晒好了", "由东往西开"],
    ),
    "row-of-titles": (
        [("市委书记李某、市长石某、副市长王某出席会议", "市委书记李某、市长石某、副市长")],
        ["局长接电话，问有什么事", "找书记和主任签字"],
    ),
    "banner-row": (
        [
            ("统一思想，提高认识，加强领导", "统一思想，提高认识，加强领导"),
            ("抓宣传、促落实、建机制", "抓宣传、促落实、建机制"),
        ],
        ["武珞路、雄楚道、民院路停水", "新春愉快，身体健康，阖家欢乐", "糖醋排骨、梅菜扣肉、酿豆腐"],
    ),
    "turned-words": (
        [("推动制度化、规范化、长效化", "制度化、规范化、长效化")],
        ["天气变化大，文化馆闭馆", "老化的线路换新了，绿化带也补种了"],
    ),
    "numbered-slogan": (
        [("落实“三个到位”", "三个到位"), ("推进“五清一改”和“1+1+9”", "“1+1+9”")],
        ["带三个证件", "骑“二八”车"],
    ),
    "counted-points": (
        [("一是加强巡查；二是加强宣传", "一是"), ("一要提高认识；二要落实责任", "二要")],
        ["要带两样：一是身份证；二是户口本", "一要小心"],
    ),
    "long-clause": (
        [("关于开展全市重点行业领域安全生产大检查工作情况的阶段性汇报材料以及下步打算的补充说明", "关于")],
        ["明早八点停水，下午六点来水"],
    ),
    "long-sentence": ([("我们去看了现场，" * 14, "我们去看了现场")], ["我们去看了现场。" * 14]),
    "piled-nouns": (
        [("加强安全生产隐患排查整治工作", "安全生产隐患排查整治工作")],
        ["安全的生产，查到隐患就改"],
    ),
    "shouting": (
        [("停水了！！！", "！！！"), ("真的吗？！", "？！"), ("真的吗?!", "?!")],
        ["停水了！真的吗？"],
    ),
    "missing-when": (
        [("停水通知：沿江路一带停水，抢修电话0762-5553110", "停水")],
        ["沿江路明早8点停水，咨询供水公司5553110"],
    ),
    "missing-where": (
        [("招聘会本周六上午举行，提供六百个岗位，电话5553110", "招聘会")],
        ["招聘会本周六上午在人民广场举行，提供六百个岗位"],
    ),
    "missing-who": (
        [("沿江路明早8点停水，请提前储水，电话5553110", "停水")],
        ["供水公司：沿江路明早8点停水，请提前储水"],
    ),
    "missing-contact": (
        [("供水公司：沿江路明早8点停水，请提前储水", "停水")],
        ["沿江路明早8点停水，有事打热线12345"],
    ),
    "empty-title": (
        [
            ("【重要通知】\n明早停水", "重要通知"),
            ("我市召开防汛工作会议\n会上说了三件事。", "我市召开防汛工作会议"),
        ],
        ["【明早8点停水】\n沿江路一带", "停水了"],
    ),
}


class RuleTests(SimpleTestCase):
    def test_each_rule_speaks_where_it_should(self):
        for rule, (speaks, _silent) in TABLE.items():
            for text, stretch in speaks:
                with self.subTest(rule=rule, text=text):
                    quotes = [hint.quote for hint in check(text).hints if hint.rule == rule]
                    self.assertTrue(any(stretch in quote for quote in quotes), check(text).hints)

    def test_each_rule_is_silent_where_it_should(self):
        for rule, (_speaks, silent) in TABLE.items():
            for text in silent:
                with self.subTest(rule=rule, text=text):
                    self.assertNotIn(rule, [hint.rule for hint in check(text).hints])


class SuggestionTests(SimpleTestCase):
    def test_what_is_suggested_reads_well_in_its_place(self):
        for text, better in {
            "对沿街商铺进行全面检查": "对沿街商铺全面检查",
            "予以处罚": "处罚",
            "停水了！！": "停水了！",
            "为进一步方便大家": "为了方便大家",
            "多措并举清理垃圾": "用几种办法清理垃圾",
            "召开防汛专题会议": "专门开防汛会",
            "加强隐患排查整治工作": "加强隐患排查整治的工作",
        }.items():
            with self.subTest(text):
                hint = next(hint for hint in check(text).hints if hint.suggestion)
                self.assertEqual(text[: hint.start] + hint.suggestion + text[hint.end :], better)


class NoticeTests(SimpleTestCase):
    def test_talk_about_a_notice_is_no_notice(self):
        for text in [
            "昨晚抢修停水的小区，现在水来了，放掉头一桶浑水再用",
            "停电时冰箱少开门，冻好的菜能放四个小时",
        ]:
            with self.subTest(text):
                self.assertEqual(check(text).hints, ())

    def test_what_a_notice_leaves_out_never_makes_it_officialese(self):
        self.assertEqual(check("停水通知：因抢修临时停水，请提前储水备用").score, 0)

    def test_a_few_words_are_no_notice_yet(self):
        self.assertEqual(check("明天停水").hints, ())
