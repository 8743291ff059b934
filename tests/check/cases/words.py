"""FMT107 to FMT110, X605 and X608: periods, numbers, years and slips; and how a text is named."""

from ndbg.check import Severity
from ndbg.report import Outline, Prose
from tests.check.case import HEADINGS, TITLE, Case, saying

_NUMERALS = (*"一二三四五六七八九十", *(f"十{one}" for one in "一二三四五六七八九"), "二十")


def _headings(to: int, then: str) -> str:
    """Paragraphs （一）公开。 up to a number, and one more."""
    return "\n".join(f"（{numeral}）公开。" for numeral in (*_NUMERALS[:to], then))


CASES = (
    Case(
        "FMT107",
        "the period of another year",
        "“一、总体情况”写的统计期限是“2023年1月1日起至2023年12月31日”，应是2024年1月1日至2024年12月31日",
        prose="本报告数据的统计期限自2023年1月1日起至2023年12月31日止。",
    ),
    Case(
        "FMT107",
        "a period cut short",
        "“一、总体情况”写的统计期限是“2024年1月1日至2024年11月30日”，应是2024年1月1日至2024年12月31日",
        prose="所列数据的统计期限为2024年1月1日至2024年11月30日。",
    ),
    Case(
        "FMT108",
        "one left out",
        "“一、总体情况”的小标题（三）前面跳了号，按顺序应是（二）",
        prose="（一）公开。\n（三）申请。",
    ),
    Case(
        "FMT108",
        "one twice",
        "“一、总体情况”的小标题（二）重复，按顺序应是（三）",
        prose="（一）公开。\n（二）申请。\n（二）管理。",
    ),
    Case(
        "FMT108",
        "two the wrong way round",
        "“一、总体情况”的小标题（三）前面跳了号，按顺序应是（二）\n"
        "“一、总体情况”的小标题（二）排错了顺序，按顺序应是（四）",
        prose="（一）公开。\n（三）申请。\n（二）管理。",
    ),
    Case(
        "FMT108",
        "one in the wrong place of the second list",
        "“一、总体情况”的小标题（三）前面跳了号，按顺序应是（二）\n"
        "“一、总体情况”的小标题（二）排错了顺序，按顺序应是（四）",
        prose="（一）公开。\n（二）申请。\n下面是措施。\n（一）学习。\n（三）检查。\n（二）培训。",
    ),
    Case(
        "FMT108",
        "the tenth left out",
        "“一、总体情况”的小标题（十一）前面跳了号，按顺序应是（十）",
        prose=_headings(9, "十一"),
    ),
    Case(
        "FMT108",
        "the eleventh left out",
        "“一、总体情况”的小标题（十二）前面跳了号，按顺序应是（十一）",
        prose=_headings(10, "十二"),
    ),
    Case(
        "FMT108",
        "the twentieth left out",
        "“一、总体情况”的小标题（二十一）前面跳了号，按顺序应是（二十）",
        prose=_headings(19, "二十一"),
    ),
    Case(
        "FMT108",
        "the twenty-first left out",
        "“一、总体情况”的小标题（二十二）前面跳了号，按顺序应是（二十一）",
        prose=_headings(20, "二十二"),
    ),
    Case(
        "FMT108",
        "a line left out",
        "“一、总体情况”里的序号“4.”前面跳了号，按顺序应是“3.”",
        prose="1.公开。有序。\n2.申请。有序。\n4.平台。有序。\n5.监督。有序。",
    ),
    Case(
        "FMT108",
        "an item left out",
        "“一、总体情况”里的序号“四是”前面跳了号，按顺序应是“三是”",
        prose="存在问题：一是解读少，二是更新慢，四是人手紧。",
    ),
    Case(
        "FMT109",
        "no number",
        "“一、总体情况”的“公开条”漏了数字，请补上",
        prose="全年共公开条，其中文件3条。",
    ),
    Case(
        "FMT109", "no measure word", "“一、总体情况”的“申请3”漏了量词，请补上", prose="收到申请3，均已答复。"
    ),
    Case(
        "FMT109",
        "an item of a list without its number",
        "“一、总体情况”的“发布篇”漏了数字，请补上",
        prose="公开信息383条，微信公众号发布篇，官方微博发布250条。",
    ),
    Case(
        "FMT109",
        "a result without its number",
        "“一、总体情况”的“维持件”漏了数字，请补上",
        prose="行政复议6件，维持件、纠正1件。",
    ),
    Case(
        "FMT109",
        "an item of a list without its measure word",
        "“一、总体情况”的“发布210”漏了量词，请补上",
        prose="公开信息383条，微信公众号发布210，官方微博发布250条。",
    ),
    *(
        Case("FMT109", f"no number: {prose}", f"“一、总体情况”的“{shown}”漏了数字，请补上", prose=prose)
        for shown, prose in (
            ("播放次", "村村通大喇叭、短视频播放次。"),
            ("发放册", "免费发放册，群众反响好。"),
            ("学校家", "检查单位12家、学校家。"),
            ("显示屏块", "安装公开栏6处，更换显示屏块。"),
            ("座谈会次", "召开座谈会次，征集意见18条。"),
        )
    ),
    *(
        Case("FMT109", f"no measure word: {prose}", f"“一、总体情况”的“{shown}”漏了量词，请补上", prose=prose)
        for shown, prose in (
            ("公众号3", "撤并公众号3，注销微博2个。"),
            ("查询机2", "办事大厅配备查询机2，设咨询窗口1个。"),
            ("发放500", "制作政策手册2种，发放500。"),
            ("参训120", "举办业务培训班2期，参训120。"),
        )
    ),
    Case(
        "FMT110",
        "a blank in the name of the agency",
        "机关名称里还有没替换的“××”，请写全称",
        report={"agency": "××市档案局"},
    ),
    Case(
        "FMT110",
        "a prompt",
        "“一、总体情况”里还有没替换的“（此处填写）”，请写上实际内容",
        prose="（此处填写）",
    ),
    Case(
        "FMT110",
        "how to write",
        "“一、总体情况”里还有没替换的“【填写说明：500字以内】”，请写上实际内容",
        prose="【填写说明：500字以内】",
    ),
    Case("FMT110", "a blank name", "“一、总体情况”里还有没替换的“××”，请写上实际内容", prose="由××处负责"),
    Case(
        "FMT110", "letters for a name", "“一、总体情况”里还有没替换的“XX”，请写上实际内容", prose="由XX处负责"
    ),
    Case(
        "FMT110", "a blank year", "“一、总体情况”里还有没替换的“20××”，请写上实际内容", prose="20××年的工作"
    ),
    Case(
        "FMT110",
        "a blank year in letters",
        "“一、总体情况”里还有没替换的“20XX”，请写上实际内容",
        prose="20XX年的工作",
    ),
    Case("FMT110", "underscores", "“一、总体情况”里还有没替换的“____”，请写上实际内容", prose="公开____条"),
    Case(
        "FMT110",
        "spaces to be written in",
        "“一、总体情况”里还有没替换的一串空格，请写上实际内容",
        prose="公开   条",
    ),
    Case(
        "FMT110",
        "a marker",
        "“一、总体情况”里的 {{本年新收}} 还没有内容可填，请先填好表格或“数据”里的这一项",
        prose="新收{{本年新收}}件",
    ),
    *(
        Case(
            "FMT110",
            f"a name in {braced}",
            f"“一、总体情况”里的 {braced} 要写两层花括号：{{{{本年新收}}}}",
            prose=f"新收{braced}件",
        )
        for braced in ("{本年新收}", "｛本年新收｝", "{{本年新收}", "{{{本年新收}}}", "{｛本年新收}}")
    ),
    *(
        Case(
            "FMT110",
            f"{braced} in a finished document",
            f"“一、总体情况”里还有没替换的“{braced}”，请写上实际内容",
            prose=f"新收{braced}件",
            report=saying(Outline((TITLE,), HEADINGS)),
        )
        for braced in ("{{本年新收}}", "{本年新收}")
    ),
    Case(
        "FMT110",
        "half a marker",
        "“一、总体情况”里还有没替换的“{{”，请写上实际内容",
        prose="新收{{本年新收件",
    ),
    Case(
        "FMT110",
        "a blank digit of the year",
        "“一、总体情况”里还有没替换的“202X”，请写上实际内容",
        prose="202X年的工作",
    ),
    Case("FMT110", "stars", "“一、总体情况”里还有没替换的“***”，请写上实际内容", prose="由***局负责"),
    Case("FMT110", "circles", "“一、总体情况”里还有没替换的“〇〇”，请写上实际内容", prose="〇〇局报送"),
    Case("FMT110", "boxes", "“一、总体情况”里还有没替换的“□□”，请写上实际内容", prose="共□□件"),
    Case(
        "FMT110", "empty brackets", "“一、总体情况”里还有没替换的“（ ）”，请写上实际内容", prose="共（ ）件"
    ),
    Case(
        "FMT110",
        "dots for a number",
        "“一、总体情况”里还有没替换的“……”，请写上实际内容",
        prose="公开信息……条",
    ),
    Case(
        "FMT110",
        "what to write there",
        "“一、总体情况”里还有没替换的“（单位名称）”，请写上实际内容",
        prose="（单位名称）印发",
    ),
    *(
        Case(
            "FMT110",
            f"an instruction: {said}",
            f"“一、总体情况”里还留着填写说明“{said}”，请删去",
            severity=Severity.WARNING,
            prose=f"予以公开4件{said}，部分公开5件。",
        )
        for said in (
            "（注：应与表三一致）",
            "（数据须与第三部分保持一致）",
            "（请各科室如实填写）",
            "（请简述本年度做法和成效）",
            "（根据实际情况增删）",
            "（据实填报，不得空白）",
            "（此段可删减）",
            "（如无，请填“0”）",
            "（注意：不得留空）",
            "（简要说明主要措施）",
            "（待补充）",
            "（数据待核实）",
            "（请核对）",
            "（备注：请办公室提供数据）",
            "（此段待综合科补充）",
            "（请对照上年报告逐项说明）",
            "（若没有，请删除）",
            "（定稿后删去此段）",
            "（以上为范文）",
            "（沿用上年表述）",
            "（字数不少于300字）",
            "（简要概述，500字左右）",
            "【数据】",
            "（仿宋_GB2312三号字）",
            "(标题：黑体，二号，居中)",
            "（区分处理的，只计这一情形，不计其他情形）",
        )
    ),
    Case(
        "FMT110",
        "an instruction without brackets",
        "“一、总体情况”里还留着填写说明“此处填写本单位特色工作”，请删去",
        severity=Severity.WARNING,
        prose="公开信息12条。此处填写本单位特色工作。",
    ),
    Case(
        "FMT110",
        "a blank day",
        "“一、总体情况”里还有没替换的“×”，请写上实际内容\n“一、总体情况”里还有没替换的“×”，请写上实际内容",
        prose="截至×月×日",
    ),
    Case(
        "FMT110",
        "three of them",
        "“一、总体情况”里的 {{某数}} 还没有内容可填，请先填好表格或“数据”里的这一项\n"
        "“一、总体情况”里还有没替换的“××”，请写上实际内容\n"
        "“一、总体情况”里还有没替换的“__”，请写上实际内容",
        prose="××处公开__条，{{某数}}件",
    ),
    Case(
        "FMT110",
        "a blank before the first section",
        "引言里还有没替换的“××”，请写上实际内容",
        report={"preface": Prose("由××处编制。")},
    ),
    Case(
        "FMT110",
        "a blank beside a table",
        "“三、收到和处理政府信息公开申请情况”表格以外的文字里还有没替换的“××”，请写上实际内容",
        report=saying(Outline((TITLE,), HEADINGS, beside={"三": Prose("注：由××处统计。")})),
    ),
    Case(
        "FMT113",
        "the document before the one in force",
        "“一、总体情况”说依据国办公开办函〔2019〕60号，2024年度的报告应依据国办公开办函〔2021〕30号",
        prose="本报告按照国办公开办函〔2019〕60号要求编制。",
    ),
    Case(
        "X605",
        "last year's work",
        "“一、总体情况”写“2023年，我局认真做好政府信息公开工作”，报告年度是2024年，请核对年份",
        prose="2023年，我局认真做好政府信息公开工作。",
    ),
    Case(
        "X605",
        "last year's work, told in one breath",
        "“一、总体情况”写“2023年主动公开政府信息12条”，报告年度是2024年，请核对年份",
        prose="2023年主动公开政府信息12条。",
    ),
    Case(
        "X605",
        "what last year was to bring",
        "“一、总体情况”写“2023年我局将继续做好公开工作”，报告年度是2024年，请核对年份",
        prose="2023年我局将继续做好公开工作。",
    ),
    Case(
        "X605",
        "the whole of last year",
        "“一、总体情况”写“2023年全年公开信息12条”，报告年度是2024年，请核对年份",
        prose="从数据看，2023年全年公开信息12条。",
    ),
    Case(
        "X605",
        "what came in, in a later clause",
        "“一、总体情况”写“2023年收到政府信息公开申请1962件”，报告年度是2024年，请核对年份",
        prose="畅通渠道，2023年收到政府信息公开申请1962件。",
    ),
    Case(
        "X605",
        "carried over into the year itself",
        "“一、总体情况”写“结转至2024年”，报告年度是2024年，请核对年份",
        prose="21件结转至2024年继续办理。",
    ),
    Case(
        "X605",
        "carried over from the year before the last",
        "“一、总体情况”写“2022年结转”，报告年度是2024年，请核对年份",
        prose="2022年结转12件。",
    ),
    Case(
        "X605",
        "looking back on last year",
        "“一、总体情况”写“2023年的工作”，报告年度是2024年，请核对年份",
        prose="回顾2023年的工作，仍有不足。",
    ),
    Case(
        "X608",
        "a word twice",
        "“一、总体情况”的“重大政策的的出台”里“的的”重复了，请看一看",
        severity=Severity.WARNING,
        prose="重大政策的的出台。",
    ),
    Case(
        "X608",
        "a word of content twice",
        "“一、总体情况”的“全年公开公开信息”里“公开公开”重复了，请看一看",
        severity=Severity.WARNING,
        prose="全年公开公开信息12条。",
    ),
    Case(
        "X608",
        "a verb twice at the head of a clause",
        "“一、总体情况”的“目录，梳理梳理以县”里“梳理梳理”重复了，请看一看",
        severity=Severity.WARNING,
        prose="更新公开目录，梳理梳理以县政府名义制发的文件。",
    ),
    Case(
        "X608",
        "a noun twice behind its verb",
        "“一、总体情况”的“做好档案档案移交”里“档案档案”重复了，请看一看",
        severity=Severity.WARNING,
        prose="做好档案档案移交。",
    ),
    Case(
        "X608",
        "a noun twice at the end",
        "“一、总体情况”的“信息处理费处理费”里“处理费处理费”重复了，请看一看",
        severity=Severity.WARNING,
        prose="未收取信息处理费处理费。",
    ),
    Case(
        "X608",
        "several words twice",
        "“一、总体情况”的“19件，未发生未发生败诉”里“未发生未发生”重复了，请看一看",
        severity=Severity.WARNING,
        prose="行政诉讼19件，未发生未发生败诉。",
    ),
    Case(
        "X608",
        "a word twice before a number",
        "“一、总体情况”的“官方微博粉丝粉丝2.4万”里“粉丝粉丝”重复了，请看一看",
        severity=Severity.WARNING,
        prose="官方微博粉丝粉丝2.4万。",
    ),
    *(
        Case(
            "X608",
            f"{what} twice: {twice} in {prose}",
            f"“一、总体情况”的“{around}”里“{twice}”重复了，请看一看",
            severity=Severity.WARNING,
            prose=prose,
        )
        for what, found in (
            (
                "a word",
                (
                    ("加大加大", "加大加大宣传力度", "加大加大宣传力度。"),
                    ("共同共同", "各科室共同共同做好", "各科室共同共同做好公开。"),
                    ("信息信息", "政府信息信息公开", "重视政府信息信息公开。"),
                    ("抽查抽查", "进行了抽查抽查，结果", "对9个所进行了抽查抽查，结果通报。"),
                    ("行政诉讼行政诉讼", "发生行政诉讼行政诉讼2件", "全年发生行政诉讼行政诉讼2件。"),
                    ("信息公开信息公开", "完善信息公开信息公开平台", "完善信息公开信息公开平台功能。"),
                    ("专题专题", "召开专题专题会议", "召开专题专题会议5次。"),
                    (
                        "平台平台",
                        "政府信息公开平台平台和政务新媒体",
                        "改版政府信息公开平台平台和政务新媒体。",
                    ),
                    ("绩效绩效", "年度绩效绩效考核", "列入年度绩效绩效考核。"),
                    ("不不", "内容不不公开", "涉密内容不不公开。"),
                ),
            ),
            (
                "a character",
                (
                    ("条条", "建议4条条，均已", "采纳建议4条条，均已落实。"),
                    ("份份", "2万份份", "寄送材料2万份份。"),
                    ("务务", "重视政务务公开", "重视政务务公开。"),
                    ("解解", "做好政策解解读", "做好政策解解读。"),
                    ("业业", "组织，业业务培训", "认真组织，业业务培训覆盖各科室。"),
                    ("考考", "列入绩效考考核", "列入绩效考考核。"),
                    ("总总", "局长负总总责", "局长负总总责。"),
                ),
            ),
        )
        for twice, around, prose in found
    ),
    Case(
        "X608",
        "a sign twice",
        "“一、总体情况”的“解读，，回应关切”多写了标点，请看一看",
        severity=Severity.WARNING,
        prose="做好解读，，回应关切。",
    ),
    Case(
        "X608",
        "signs that clash",
        "“一、总体情况”的“解读，。”像是多写了标点，请看一看",
        prose="做好解读，。",
    ),
    *(
        Case(
            "FMT108",
            f"the first number twice: {prose}",
            f"“一、总体情况”{told}",
            prose=prose,
        )
        for told, prose in (
            (
                "的小标题（一）重复，按顺序应是（二）",
                "（一）存在的问题\n一是解读少；二是更新慢。\n（一）改进情况\n一是培训；二是通报。",
            ),
            (
                "里的序号“（一）”重复，按顺序应是“（二）”",
                "重点做好以下工作：（一）规范答复。编印范本。（一）丰富解读。制作图解。",
            ),
            ("里的序号“1.”重复，按顺序应是“2.”", "1.公开。有序。\n1.申请。有序。"),
            ("里的序号“一、”重复，按顺序应是“二、”", "一、问题。解读少。\n一、改进。开展培训。"),
            ("里的序号“一是”重复，按顺序应是“二是”", "2025年，一是增配人员，一是每月通报。"),
        )
    ),
    *(
        Case(
            "X608",
            f"{sign} without its other half in {prose}",
            f"“一、总体情况”的“{shown}”里“{sign}”没有另一半，请补上",
            severity=Severity.WARNING,
            prose=prose,
        )
        for sign, shown, prose in (
            ("《", "《条例规定，按月公开信息。", "按照《条例规定，按月公开信息。"),
            ("（", "（含重复留言2条，均已回复。", "答复留言9条（含重复留言2条，均已回复。"),
            ("“", "“一网通办，“最多跑一次”。", "推行“一网通办，“最多跑一次”。"),
        )
    ),
    *(
        Case(
            "X608",
            f"broken off: {prose}",
            f"“一、总体情况”的“{shown}”像是没有写完，请看一看",
            severity=Severity.WARNING,
            prose=prose,
        )
        for shown, prose in (
            ("各项工作取得了", "各项工作取得了。"),
            ("取得了明显的", "取得了明显的。"),
            ("逐条核对并", "逐条核对并；按月公开信息。"),
            ("按月公开信息和", "按月公开信息和。"),
            ("对来信依法予以", "对来信依法予以。"),
        )
    ),
    Case(
        "X608",
        "cut short within a word",
        "“一、总体情况”的“发生行政诉”里“行政诉”是“行政诉讼”的笔误，请看一看",
        severity=Severity.WARNING,
        prose="未发生行政诉。",
    ),
    Case(
        "X608",
        "a word twice that no list has",
        "“一、总体情况”的“及时梳理梳理政策文件”里“梳理梳理”重复了，请看一看",
        severity=Severity.WARNING,
        prose="及时梳理梳理政策文件。",
    ),
    Case(
        "X608",
        "already for on application",
        "“一、总体情况”的“办理已申请公开事项”里“已申请公开”是“依申请公开”的笔误，请看一看",
        severity=Severity.WARNING,
        prose="规范办理已申请公开事项。",
    ),
    *(
        Case(
            "X608",
            f"already for on application in {prose}",
            f"“一、总体情况”的“{around}”里“已申请公开”是“依申请公开”的笔误，请看一看",
            severity=Severity.WARNING,
            prose=prose,
        )
        for around, prose in (
            ("问题：已申请公开集中", "问题：已申请公开集中于征地。"),
            ("主动公开和已申请公开办理", "统筹主动公开和已申请公开办理。"),
            ("畅通已申请公开渠道", "畅通已申请公开渠道。"),
        )
    ),
    Case(
        "X608",
        "no end",
        "“一、总体情况”有一段以“解读政策”结尾，没有句末标点，请看一看是不是没写完",
        prose="全年公开信息，回应关切，解读政策",
    ),
    *(
        Case(
            "X610",
            f"{word} in the report of {agency}",
            f"“一、总体情况”写“{word}”，报告机关是{agency}，请看一看是不是别的机关的文字",
            prose=f"{word}重视政务公开工作。{word}按月公开信息。",
            report={"agency": agency},
        )
        for word, agency in (
            ("我镇", "云溪县水利局"),
            ("本乡", "云溪县人民政府"),
            ("我街道", "云溪市教育局"),
            ("我局", "云溪县人民政府"),
            ("我局", "云溪县云山镇人民政府"),
            ("我县", "宁波市水利局"),
            ("我县", "宁波市鄞州区教育局"),
            ("我区", "苍南县水利局"),
        )
    ),
    *(
        Case(
            "X610",
            f"{word} beside {own} in the report of {agency}",
            f"“一、总体情况”写“{word}”，报告机关是{agency}，请看一看是不是别的机关的文字",
            prose=f"{own}重视政务公开工作。{word}按月公开信息。",
            report={"agency": agency},
        )
        for word, own, agency in (
            ("我厅", "我局", "云溪市水利局"),
            ("我委", "我厅", "某省水利厅"),
            ("本局", "我委", "云溪市卫生健康委员会"),
        )
    ),
    *(
        Case(
            "X610",
            f"{name} signs the report of {agency}",
            f"落款写“{name}”，报告机关是{agency}，请看一看是不是别的机关的文字",
            prose=f"没有需要报告的事项。\n{name}{below}",
            section="六",
            report={"agency": agency},
        )
        for name, below, agency in (
            ("云水市民政局", "", "云溪市民政局"),
            ("云水市公安局", "（盖章）\n2025年1月20日", "云溪市民政局"),
            ("云溪县云水乡人民政府", "", "云溪县云山镇人民政府"),
        )
    ),
    Case(
        "X610",
        "a namesake begins the report and signs it",
        "“一、总体情况”写“云水市民政局”，报告机关是云溪市民政局，请看一看是不是别的机关的文字",
        prose="云水市民政局2025年认真公开信息。",
        report={"agency": "云溪市民政局"},
    ),
)

UNEVALUATED = (
    Case("FMT107", "no year", "报告的年度", report={"year": 0}),
    Case("FMT113", "no year", "报告的年度", report={"year": 0}),
    Case("X605", "no year", "报告的年度", report={"year": 0}),
)

# Texts that look like what is left of a form and are not.
WHOLE_TEXTS = (
    "开展“1+X”新闻发布会2场，打造“3×24小时”服务。",
    "印发《关于{某事}的通知》。",
    "网站为http://www.example.gov.cn/a_b，共10 000次访问。",
    "XXL号、MAX系列、X光机。",
    "某某同志、某单位提出建议。",
    "网址http://a_b__c.gov.cn/x__y，编号XXII，文件Xx。",
    "刊物12种（注：含上年移交的），数据与表三一致（含附注）。",
    "目录（可请扫描二维码查阅）、指南（请登录政府门户网站查看）均已更新。",
    "答复书（自行修改3处）、栏目（根据实际情况调整的2个）、申请（申请人自行补充材料）分别登记。",
    "在三号楼（一号窗口）受理，宋体碑刻（仿制）展出。",
)

# How offices call themselves and where they are, with the names of the offices.
OWN_NAMES = (
    ("我市", "云溪县水利局"),
    ("我省", "云溪县水利局"),
    ("我县", "云溪县水利局"),
    ("我县", "云溪县云山镇人民政府"),
    ("我县", "云山镇人民政府"),
    ("我县", "云溪市生态环境局云山分局"),
    ("我县", "云溪市云山生态环境局"),
    ("我县", "云溪经济开发区管理委员会"),
    ("我镇", "云溪经济开发区管理委员会"),
    ("我镇", "云山镇人民政府"),
    ("我街道", "云山街道办事处"),
    ("我办", "云溪县人民政府"),
    ("我办", "云山街道办事处"),
    ("我局", "云溪市卫生健康委员会"),
    ("我局", "云溪市人民政府（云溪市数据局）"),
    ("我区", "云溪市水利局"),
    ("我区", "宁波市水利局"),
    ("我区", "宁波市鄞州区水利局"),
    ("我市", "宁波市鄞州区水利局"),
    ("我县", "云山市水利局"),
    ("本局", "云溪市水利局"),
    ("我镇", "镇云市水利局"),
    ("我镇", ""),
)
