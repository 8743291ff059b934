"""The words of reports, as data: kinds, meanings, words.

`WORDS` has kinds of words; each kind has meanings, and each meaning its words, parted by blanks. A rule asks a token
for its kind, and for its meaning where some words of a kind are told apart from the rest (whose meaning is empty):
`token.means("sum", "added")` is true of 合计 and not of 共. Where a meaning is a figure it is the beginning of the ids
of the form: `denied` for a group of rows, `denied.third_party` for one of them. A word stands once. Whoever adds a
verb adds it to one line here, and every rule knows it; of two words that begin alike the longer one is read.

Ordinary words are not understood where something is counted: they are parts of a token `other`. Those with a meaning,
and measure words that no number stands before (`unit`), are the `words` of that token, for rules that ask (`opened`).
"""

from collections.abc import Mapping


def _each_with_each(first: str, second: str) -> str:
    """The words made of one of `first` and one of `second`, all parted by blanks, with one behind the last."""
    return "".join(f"{one}{other} " for one in first.split() for other in second.split())


WORDS: Mapping[str, Mapping[str, str]] = {
    # -- applications ---------------------------------------------------------------
    "receive": {
        "of_all": "受理 受理量 受理了 登记 登记受理 收办",
        "this": "新收到 新收 新受理 新接收 新接到",
        "": "收到 收悉 收到数量 接收量 接收数量 收件量 收件数 收件数量 接收 接到 接获 接受 受到 接件 收件 新增 收受 接收到 收到了 接收了",
    },
    "answer": {
        "finished": "办结 答复 回复 审结 办复 完结 办毕 了结 办理完毕 办理完成 办理完结 办理结束 处理完毕 处理完成 处理完结"
        " 答复完毕 答复完成 回复完毕 完成答复 完成办理 完成回复 作出答复 做出答复 予以答复 给予答复 书面答复 书面回复"
        " 审批办结 办结答复 办理答复 办理回复 答复办结 答复处理 办理办结 出具答复 结办 办完 反馈 在办结 实办 实办结 实际办结 实际答复 办结量 答复量 办结数量 答复数量 办结总量 答复总量",
        "": "办理 处理 在办理 承接办理 办理量 办理数 办理数量 办件量",
    },
    "carry": {
        "": "结转 转结 转接 接续 延续 遗留 转入 转至 转到 跨年度 跨年 顺延 顺延至 留待 留转 推迟至 延至 延期至 接转 结余 结存 滚存"
        " 移转 带入 积存 续转 结转来 结转过来 结转下来 转结来 遗留下来 余留 余留下来 结转受理 结转办理 延续来 留到 留至 留待至 跨年办理 跨年度办理 转下来 结转件 结转量 结转数 结转数量 遗留件 积压 积压到 积压至"
    },
    "turn": {"": "转 延 跨 移"},
    "open": {
        "": "未办结 尚未办结 未答复 尚未答复 未完成答复 尚未完成答复 未完成办理 尚未完成办理 未办理完毕 尚未办理完毕 正在办理 正在处理 正在办理中 尚在办理 尚在办理中 仍在办理 仍在办理中"
        " 在办件 待办 待办件 在办理中 办理中 尚未到期 未到期 未届答复期 未到答复期限 未到法定答复期限 未到法定期限 未到法定办理期限 未到办理期限 尚未到法定答复期限 尚未到答复期限 未到答复期 尚在答复期限内 仍在办理期限内"
        " 尚在办理期限内 尚在法定办理期限内 尚在办理期内 处于办理期限内 未完结 待答复 待办结 待办理 尚在处理 未满答复期限"
        " 还在办理 尚在法定期限内 还在办理中 正在审查 未处理完毕 尚未处理完毕 尚未完结 在办 尚在办 仍在办 未回复 尚未回复 还未答复 还未办结 暂未答复 暂未办结 尚未办理 尚未处理 仍未办结 未届满 期限未届满 期限未到 期限尚未到 答复期限未到 答复期限尚未届满 办理期限未到 期限未满 尚未届满 答复期限未届满 办理期限未届满 未办完 尚未办完 待下年答复 待下年回复 待下年办理 待下年度答复 待下年度回复 待下年度办理 待下一年度答复 待下一年度办理 待次年答复 待次年办理 待明年答复 待明年办理"
    },
    "due": {
        "in_time": "应办结 应答复 应办结件 应答复件",
        "": "应办 应办件 应办数 应办件数 应办总数 应办总量 应办理 应办理件 应办理数 应办理总数 应处理 待办总数 待办总量 待办件总数 待办理总数 待办总件数 在办总数",
    },
    "carry_next": {"": "再行办理 再行答复 继续审查 继续办理 继续处理 继续答复"},
    "request": {
        "": "政府信息公开申请 信息公开申请 依申请公开申请 依申请公开件 依申请公开事项 依申请公开案件 依申请公开信息 依申请公开政府信息"
        " 依申请公开政府信息件 依申请政府信息公开 依申请信息公开 依申请公开政府信息申请 政府信息依申请公开 信息依申请公开"
        " 依申请公开办件 依申请公开办理件 依申请公开答复件 依申请件 依申请 依申请公开业务"
        " 政府信息公开申请件 政府信息公开申请事项 政府信息公开申请案件 政府信息公开申请量 政府信息公开申请书"
        " 政府信息公开的申请 信息公开的申请 公开政府信息申请 公开政府信息的申请 公开信息申请 公开信息的申请 公开申请 公开申请件 公开的申请"
        " 申请公开政府信息 申请公开信息 申请公开件 申请公开事项 申请政府信息公开 申请信息公开 申请公开 政府信息申请 政务信息公开申请 政务公开申请"
        " 信息公开申请件 信息公开申请事项 信息公开申请量 信息公开申请书 政府信息公开类申请 信息公开类申请"
        " 环境信息公开申请 政府环境信息公开申请 警务信息公开申请 公安信息公开申请 依申请公开数量 依申请公开量 政府信息公开申请数量"
        " 政府信息公开申请总数 政府信息公开申请总量 政府信息公开申请数 依申请公开申请数量 申请公开政府信息事项 申请的政府信息 申请公开的政府信息 申请获取的政府信息 依申请公开申请件 依申请公开申请事项"
        " 政府信息公开依申请 政府信息公开依申请公开 政府信息公开依申请件 依申请类政府信息 政府信息公开事项申请 依申请政府信息公开件 依申请政府信息公开事项 依申请公开工单 获取政府信息申请 获取政府信息的申请"
        " 政府信息申请公开 政府信息依申请 政府信息依申请件 政府信息申请公开件 政府信息公开诉求 信息公开诉求 政府信息公开申请公开 依申请公开的政府信息 依申请公开的信息 政府信息公开申请项目 政府信息公开申请信件 依申请公开信件 依申请公开来信 依申请公开诉求 依申请信息 政府信息公开申请办件 政府信息公开申请事件"
        " 要求公开政府信息的申请 要求公开信息的申请 要求获取政府信息的申请 要求公开相关政府信息的申请 获取政府信息公开的申请 依申请公开政府信息的请求 申请政府信息公开请求 申请公开政府信息请求 公开政府信息的请求 政府信息公开的请求 政府信息公开请求 信息公开请求 依申请公开政府信息信件 政府信息公开申请来信 公开政务信息申请 公开政务信息的申请 公开政府政务信息的申请 获取政务信息的申请 依申公开事项 依申公开件 依申公开申请 依申请公开内容 依申请公开政务信息 依申请公开函件 依申请公开事件 依申请公开信函 政府信息公开申请信函 依申请公开函 政府信息公开申请函 信息公开申请函"
    },
    "request_open": {"": "依申请公开"},
    "request_short": {
        "": "申请 申请件 申请书 申请事项 申请量 申请总量 申请数 申请总数 申请数量 申请案件 申请信息 申请信件 申请函 申请公文"
    },
    # -- those who apply ---------------------------------------------------------------
    "applicant": {
        "natural_person": "自然人 公民 个人 公民个人 个人申请者",
        "enterprise": "商业企业 企业 商业企业法人 企业法人 公司",
        "research_institute": "科研机构 科研单位 科研院所",
        "public_interest_org": "社会公益组织 公益组织 社会团体 社会组织 社会公益",
        "legal_service": "法律服务机构 律师事务所 律所 法律服务",
        "other_org": "其他申请人 其他机构 其他类申请人 其他组织",
        "organisations": "法人或其他组织 法人和其他组织 法人或者其他组织 法人及其他组织 法人、其他组织 法人与其他组织 法人或组织 法人和组织"
        " 法人组织 法人单位 法人 单位法人 企事业单位 企业和其他组织 企业或其他组织 机构",
        "people": "单位和个人 单位或个人 单位及个人 群众 公众 社会公众 市民 居民 村民 当事人 申请人 社会 社会各界 申请主体 人民群众 企业群众 企业和群众 办事群众 业主 各类申请人 各申请人 申请者 公民法人"
        " 举报人 投诉人 信访人 利害关系人 各类主体 各界 相对人 外界 辖区群众",
    },
    # -- outcomes of applications ------------------------------------------------------
    "outcome": {
        "granted": "已同意 予以公开 同意公开 准予公开 予公开 属于公开范围 决定公开 已予公开 依法公开 完全公开"
        " 提供公开 予以提供 同意提供 予以全部公开 全文公开",
        "told_before": "已主动公开 告知已主动公开 已主动公开告知 属于主动公开 属于已主动公开 属于主动公开范围 属于已主动公开范围 已主动公开范围 告知获取方式 告知获取途径",
        "partial": "部分公开 部份公开 部分予以公开 予以部分公开 区分处理 区分处理后公开 同意部分公开 部分同意公开 部分答复 作区分处理 部分提供 部分公开答复",
        "denied": "免予公开 拒绝 已拒绝 拒绝公开 不予公开 不予以公开 不同意公开 不公开 决定不予公开 不予同意公开",
        "denied.state_secret": "属于国家秘密 国家秘密 涉及国家秘密 属国家秘密 涉国家秘密 涉国家秘密信息",
        "denied.forbidden_by_law": "其他法律行政法规禁止公开 法律行政法规禁止公开 法律、行政法规禁止公开 其他法律、行政法规禁止公开",
        "denied.security_stability": "三安全一稳定 危及三安全一稳定 “三安全一稳定” 危及“三安全一稳定”",
        "denied.third_party": "保护第三方合法权益 第三方合法权益 属于保护第三方合法权益 涉及第三方合法权益 损害第三方合法权益 第三方不同意 第三方不同意公开 涉及商业秘密 涉及个人隐私 涉商业秘密 涉个人隐私 涉第三方商业秘密 涉及第三方商业秘密 涉第三方个人隐私 涉及第三方个人隐私 涉第三方合法权益 涉第三方权益 涉及第三方权益",
        "denied.internal_affairs": "属于三类内部事务信息 三类内部事务信息 内部事务信息 属于内部事务信息 属内部事务信息 属三类内部事务信息"
        " 三类内部事务 内部管理信息 属于内部管理信息",
        "denied.deliberative": "属于四类过程性信息 四类过程性信息 过程性信息 属于过程性信息 属过程性信息 属四类过程性信息",
        "denied.enforcement_file": "属于行政执法案卷 行政执法案卷 行政执法案卷信息 属于行政执法案卷信息 属行政执法案卷信息 属行政执法案卷 执法案卷信息 属于执法案卷 属执法案卷 执法案卷类 执法案卷类信息 行政执法案卷类 行政执法案卷类信息",
        "denied.admin_inquiry": "属于行政查询事项 行政查询事项 行政查询 属行政查询事项 行政查询途径 属于行政查询",
        "unavailable": "无法提供 不能提供 无法公开 不予提供 未能提供",
        "unavailable.not_held": "本机关不掌握相关政府信息 不掌握相关政府信息 不掌握相关信息 本机关不掌握 不掌握该政府信息 不掌握该信息 不掌握 属本机关不掌握 属于本机关不掌握"
        " 本机关不掌握相关信息 本机关不掌握的信息 为本机关不掌握的信息 不掌握信息 未掌握 未掌握相关信息 属本机关不掌握相关政府信息 属于本机关不掌握相关政府信息 我局不掌握 本单位不掌握 本机关未掌握 非本机关掌握 非本机关掌握信息 非本机关掌握的信息 非本机关掌握的政府信息"
        " 不掌握政府信息 不掌握申请信息 不掌握所申请信息 非本部门掌握 非本单位掌握 非我局掌握 本部门不掌握 我单位不掌握 我委不掌握 我镇不掌握 我街道不掌握 本局不掌握"
        " 不属于本机关掌握 不属于本单位掌握 不属于本部门掌握 不属于本机关掌握的信息 非本机关所掌握",
        "not_existing": "信息不存在 政府信息不存在 不存在 申请信息不存在 所申请信息不存在 告知信息不存在",
        "unavailable.needs_creation": "没有现成信息需要另行制作 没有现成信息 需另行制作 需要另行制作 无现成信息需另行制作 没有现成信息需另行制作 没有现成信息且需另行制作 无现成信息需要另行制作 需要加工分析",
        "unavailable.still_unclear": "补正后申请内容仍不明确 补正后仍不明确 申请内容仍不明确 申请内容不明确 补正后内容仍不明确 内容不明确",
        "not_processed": "不予处理 不予以处理 不作处理 不再处理 不予受理处理",
        "not_processed.petition": "信访举报投诉类申请 信访投诉举报类申请 信访举报投诉类 信访、举报、投诉类申请 信访、投诉、举报类申请 信访、举报、投诉类 信访、投诉、举报类"
        " 信访举报投诉 信访投诉举报 信访投诉类申请 举报投诉类申请 投诉举报类申请 信访投诉类 投诉举报类 举报投诉类 信访、投诉类 信访、举报类 信访、举报、投诉等申请 信访类申请 信访举报投诉类申请事项 信访举报类申请 信访举报类",
        "not_processed.repeated": "重复申请 重复类申请 重复性申请",
        "not_processed.publication": "要求提供公开出版物 公开出版物",
        "not_processed.vexatious": "无正当理由大量反复申请 大量反复申请",
        "not_processed.reconfirmation": "要求行政机关确认或重新出具已获取信息 要求确认或重新出具已获取信息 确认或重新出具已获取信息 要求重新出具已获取信息 重新出具已获取信息",
        "other_handling": "其他处理 其它处理 作其他处理 另行处理 作其它处理 其他情形处理 按其他情形处理 其他方式处理 作出其他处理 按其他处理 其他类处理 其他处理情况 其他处理情形",
        "other_handling.not_corrected": "申请人无正当理由逾期不补正 逾期不补正 申请人逾期不补正 逾期未补正 无正当理由逾期不补正 申请人逾期未补正 申请人无正当理由逾期未补正",
        "other_handling.fee_unpaid": "申请人逾期未按收费通知要求缴纳费用 逾期未按收费通知要求缴纳费用 逾期未缴费 逾期不缴费 逾期不缴纳费用 逾期未缴纳费用",
        "withdrawn": "撤回 主动撤回 撤销 主动撤销 申请人撤回 申请人主动撤回 自行撤回 撤回申请 撤销申请 撤案 自愿撤回",
        "not_information": "不属于本行政机关公开 不属于本行政机关 不属于本行政机关公开范围 不属于本机关职责范围 不属于我局职责范围 不属于本单位职责范围 不属于本部门职责范围 不属于我单位职责范围 不属于我委职责范围 不属于我镇职责范围 不属于本机关职权范围 不属于政府信息 非政府信息 不是政府信息 不属于政府信息公开范围 告知其他途径 不属于本机关公开 不属于本机关 非本机关 不属于本机关公开范围",
    },
    "open_word": {"": "公开"},
    "others": {"": "其他 其它"},
    "thing": {"": "案件 事项 件 函件 事宜 业务"},
    "results": {"": "在办结件 办理结果 处理结果 答复结果 办结件"},
    # -- reviews -------------------------------------------------------------------------
    "review": {
        "reconsideration": "行政复议 复议 行政复议案件 复议案件 行政复议申请 复议申请 行政复议案 行政复议件 复议件 复议案 行政复议答复 行政复议答复通知 行政复议答复通知书 行政复议答复案件",
        "litigation": "行政诉讼 诉讼 行政诉讼案件 诉讼案件 行政应诉 行政应诉案件 应诉案件 被诉讼 起诉 提起诉讼 行政诉讼案 涉诉 行政诉讼件 被起诉 被诉 行政起诉 起诉件 诉讼件 诉讼案 起诉案件 行政诉讼请求",
        "litigation_direct": "未经复议直接起诉 未经复议直接提起 未经复议直接提起诉讼 未经复议直接提起行政诉讼 未经行政复议直接起诉 直接提起行政诉讼 直接起诉 直接提起诉讼 未经复议直接诉讼 未经复议提起诉讼 未经复议直接起诉案件 直诉 直诉案件 直接诉讼 径行起诉 未经复议径行起诉 未经复议起诉 径直起诉 未经复议径直起诉 未经复议而直接起诉 直接向法院起诉 直接向人民法院起诉 直接提起的诉讼 直接提起的行政诉讼 未先行复议 未先申请复议 未经行政复议直接提起诉讼",
        "litigation_after_reconsideration": "复议后起诉 复议后又起诉 复议后再次起诉 复议后又提起诉讼 复议后又提起行政诉讼 经复议后又起诉 复议后继续起诉 复议后提起诉讼 复议后提起行政诉讼 经复议后起诉 复议后诉讼 复议后诉 经复议起诉 经复议诉讼 先复议后起诉 复议之后起诉 复议之后提起诉讼 经行政复议后起诉 行政复议后起诉 复议后再起诉 经复议再起诉 复议再起诉 经复议后再起诉 复议后提起诉讼案件 经复议后提起行政诉讼 经复议提起诉讼 经复议提起行政诉讼 经行政复议起诉 经复议而起诉 经复议后提起 经复议提起 经复议后提起诉讼 复议后提起 复议之后提起 经复议后诉 经复议维持后起诉 经复议维持后又起诉 经复议维持后又向法院起诉 经复议维持后向法院起诉 经复议维持后提起诉讼 不服复议决定而起诉 不服复议决定起诉 不服复议决定提起诉讼 不服复议决定提起行政诉讼 先行复议 已先行复议 先经复议",
    },
    "verdict": {
        "upheld": "维持 结果维持 予以维持 被维持 获维持 获得维持 决定维持 判决维持 维持率 维持原判 维持原答复 维持原告知 维持原处理 维持原决定 维持原行政行为 维持原具体行政行为 复议决定维持 维持决定",
        "corrected": "纠正 结果纠正 被纠正 纠错 被纠错 予以纠正 败诉 纠错率 纠正率 败诉率 被撤销 撤销原 变更 确认违法 责令重新答复 责令履行 责令重新作出 被责令 撤销重作 责令限期答复 确认违法或责令重新答复 被改变 被责令重新答复 责成重新答复 责成重新作出答复 要求重新答复 要求重新作出答复 判令重新答复 被判令重新答复 判令限期答复 判令履行 判令重新作出 被责令限期答复 被责令履行 被确认违法 被判决撤销 判决撤销 判决撤销原 被判决撤销原 撤销原答复 被撤销原答复 被依法撤销 复议决定撤销 复议决定纠正 复议决定变更 予以撤销 予以变更 撤销决定",
        "other": "其他结果 结果为其他 其它结果 结果其他",
        "dismissed": "驳回诉讼请求 驳回原告诉讼请求 驳回原告的诉讼请求 判决驳回原告诉讼请求 判决驳回原告的诉讼请求 判决驳回诉讼请求",
        "won": "胜诉 胜诉率",
        "vague": "驳回 终止 调解 和解 结案 裁定驳回 判决驳回 驳回起诉 驳回申请 驳回复议申请 驳回复议请求 驳回原告起诉 裁定驳回起诉 驳回申请人复议请求 驳回申请人的复议请求 驳回申请人的行政复议请求 驳回行政复议请求 驳回行政复议申请 驳回诉求 驳回请求 不予受理 未予受理 不受理 已审结 审结的 判决 已判决 宣判 已宣判 裁决 已裁决 已结案",
        "pending": _each_with_each(
            "正在 尚在 仍在 还在",
            "审理 审理中 审理之中 复议 行政复议 诉讼 行政诉讼 复议中 行政复议中 诉讼中 行政诉讼中",
        )
        + _each_with_each(
            "尚未 还未 仍未", "审结 结案 判决 裁决 宣判 开庭 审理完毕 审理终结 作出判决 作出决定 作出裁决"
        )
        + _each_with_each("待 等待 尚待", "审结 审理 开庭 宣判 判决")
        + "未审结 未结案 未决 未开庭 未宣判 未裁决 未审理完毕 未审理终结 没有审结 还没有审结"
        " 审理中 在审理中 审理之中 在审理之中 审理阶段 在审 在审理 正在审 尚在审 仍在审 还在审 待审",
    },
    "party": {"": "原告 起诉人 原告方 复议申请人"},
    "in_court": {
        "instance": "一审 二审 再审",
        "always": "审理 复议决定 复议决定书 作出复议决定 作为复议机关 作为行政复议机关 本级复议机关 履行复议职责 为被告 被告 裁判",
        "": "备案 出庭 指导 承办 立案 听证 开庭 旁听 出庭应诉 办理行政复议 办理复议",
    },
    "review_body": {
        "reconsideration": "复议机关 复议机构 复议工作机构 行政复议工作机构 行政复议机关 行政复议机构",
        "litigation": "法院 人民法院 中级人民法院 各级法院 审判机关 司法机关",
    },
    "caused": {
        "": "因政府信息 因政府信息公开 因信息公开 因政府信息公开工作 因依申请公开 因政府信息公开申请 因信息公开申请 涉及政府信息公开 涉及信息公开 涉政府信息公开 政府信息公开工作 因申请 因答复不当 因此 由此 为此"
        " 由政府信息公开 由信息公开 由依申请公开 针对政府信息公开 就政府信息公开 政府信息公开领域 政府信息公开方面 信息公开领域 信息公开方面 政府信息公开类 与政府信息公开有关 政府信息公开引发 关于政府信息公开 政府信息公开相关"
        " 由于政府信息公开 因公开政府信息 因信息公开工作 因政务公开 因政务公开工作 因依申请公开工作 因政府信息依申请公开 有关政府信息公开 有关政府信息公开事务 关于政府信息公开事务 因政府信息公开问题 因信息公开答复不当 因政府信息公开答复不当 因依申请公开答复不当 因申请答复不当 因信息公开办理不当 因政府信息公开办理不当 因依申请公开办理不当"
    },
    "happen": {
        "brought_about": "引起 引发 导致 产生 引致 造成 诱发",
        "": "发生 出现 被申请 被提起 提起 被 存在 形成 被公民提起 被申请人 新增发生 发现 接受过 收到过 进入 发生过 申请过 应对 被举报 投诉 举报 被投诉",
    },
    # -- the second table ------------------------------------------------------------------
    "document": {
        "normative_documents": "行政规范性文件 规范性文件 政府规范性文件 市政府规范性文件 县政府规范性文件 区政府规范性文件 部门规范性文件 政策规范性文件 行政规范性文件类 政府行政规范性文件 省政府行政规范性文件 市政府行政规范性文件 县政府行政规范性文件 区政府行政规范性文件 州政府行政规范性文件 部门行政规范性文件 行政机关规范性文件",
        "rules": "规章 政府规章 省政府规章 市政府规章 地方政府规章 部门规章",
    },
    "issue": {
        "": "制发 制定 制定发布 制定印发 印制 制定出台 制定公开 出台 印发 新制定 新制发 新发布 新印发 新出台 颁布 制定并公开 制定并发布 制定并印发 制发公布 制定公布 本年制发 新增制发 制定实施 起草印发 制作 制作公开 新发 新出 新颁布 新公布 新制作 本年新制作"
    },
    "repeal": {
        "lapsed": "宣布失效 宣告失效 失效 到期失效 期满失效 自动失效 自然失效",
        "": "废止 到期废止 期满废止 清理废止 清理废止失效 清理废止和失效 清理废止、失效 停止执行 停止施行 废止失效 宣布废止 宣布废止失效 宣布废止和失效 宣布废止或失效 宣布失效和废止 宣布失效或废止 失效和废止 失效或废止 废止或失效 废止和失效 废止、失效 废止和宣布失效 废止或宣布失效 宣告废止",
    },
    "in_force": {
        "": "现行有效 现行有效性 有效 目前有效 继续有效 现行有效的 保留有效 保有有效 保有 现有效 现存有效 存量有效 仍然有效 有效存续 存续有效"
    },
    # In the words of the form of 2019: what was public at the end of the year.
    "in_public": {"": "对外公开总数 对外公开总数量 对外公开总量 对外公开总数为 对外公开总数量为"},
    "decision": {
        "licences": "行政许可 行政许可决定 行政许可决定书 行政许可事项 行政许可处理决定 行政许可类 行政许可审批 行政许可审批决定 行政许可文件 行政许可文书 行政许可审批决定书 行政许可处理事项 许可决定 许可决定书",
        "penalties": "行政处罚 行政处罚决定 行政处罚决定书 行政处罚案件 行政处罚文件 行政处罚文书 行政处罚处理决定 行政处罚处理事项 处罚决定 处罚决定书",
        "coercive_measures": "行政强制 行政强制决定 行政强制决定书 行政强制措施 行政强制处理决定 行政强制执行 行政强制处理事项 强制决定 强制决定书 采取行政强制措施 采取行政强制",
        "fees": "行政事业性收费 行政事业性费用 行政事业性收费金额 行政事业性收费项目 征收行政事业性收费 征收行政事业性费用 收缴行政事业性收费 行政事业性收费收入 行政事业性收费总额",
    },
    "decide": {
        "granted": "准予 核发 颁发 发放 批准 核准",
        "set": "下发",
        "": "作出 做出 实施 作出了 开具 出具 处理决定 决定数量 处理决定数量 下达 收取 收缴 征缴 发出 准予及不予 准予和不予 准予与不予 准予或不予",
    },
    "publish": {
        "out": "发布 公布 公开发布 对外发布 对外公布",
        "open": "主动公开 公开信息 集中规范公开 集中公开 集中统一公开 统一公开 统一集中公开 集中规范统一公开 集中统一发布 集中发布 统一对外公开 对外公开 主动对外公开 对外主动公开",
        "up": "公示 展示 推送 刊登 登载 刊发 上传 晒出",
        "": "转发 转载 更新 录入 归集 报送 编发 发布解读 解读 删减 清理 备案审查 梳理 审查 审核 上网 移交 配套 收录到 评估 修订 修改 汇编 起草",
    },
    # -- other things that offices count ----------------------------------------------------
    "other_thing": {
        "information": "政府信息 信息 各类信息 政务信息",
        "paper.report": "总结 工作总结",
        "event": "培训 会议 评议 检查 通报",
        "talk": "访谈",
        "serial": "公报",
        "text": "稿件 动态 动态信息 留言 网民留言 图文 视频 新闻",
        "media": "栏目 媒体 专栏",
        "money": "信息处理费 处理费 收费 缴费",
        "": "规范性文件库 行政规范性文件库 政策文件库 规范性文件数据库 非规范性文件 非行政规范性文件 制修订 来电 来访 群众来信 人民来信 来信来访 群众工单 工单 热线 提案 议案 建议 建议提案 人大建议 政协提案 信访 信访件 咨询 咨询件 投诉件 举报件 解读材料 许可申请 行政许可申请 救助 补贴 仲裁 "
        " 意见 目录 诉求 群众诉求 公文 文件 服务事项 查询 登记资料 证明 告知书 答复书 决定书 通知书 网民 粉丝 主办件 协办件 案卷 人大代表建议 代表建议 委员提案 来函文件 政策文件 舆情"
        " 救济 民生热线 便民热线 政务热线 法律援助 公租房 不动产登记 依申请公开目录 文书 问题 隐患 事件 计划总结 规划总结 统计数据 统计信息",
    },
    "by_topic": {
        "involves": "涉及 主要涉及",
        "against": "针对",
        "": "关于 有关 内容为 主要为 主要是 超期 逾期 延期 延长 延期答复 延长答复 补正 提前 即时 即日 当日 批次 类 方面 领域 涉 集中在 要求公开 所询事项 所询内容 申请内容 申请事项有 所申请内容 内容集中 事项集中 问题集中 多与",
    },
    "way": {
        "": "纸质 纸质申请 门户网站 政府门户网站 市政府门户网站 县政府门户网站 区政府门户网站 省政府门户网站 政府网站 市政府网站 县政府网站 区政府网站 省政府网站 互联网 互联网渠道 网络渠道 信函渠道 政务网 邮政快递 特快专递 网络 官网 依申请公开系统 依申请公开平台 政府信息依申请公开系统 政府信息依申请公开平台 网上 在线 信函 邮寄 寄送 当面 现场 邮件 电子邮件 邮箱 传真 平台 网站 渠道 窗口 邮递 书面 线上 线下 信件 来人 快递 微信 公众号 网页 申请系统 电话 转办 网站平台 网络平台 当场 网上平台 政务平台 邮政 挂号信 EMS 网上申请 网络申请 信函申请 当面申请 现场申请 邮寄申请 书面申请 在线申请 邮件申请 传真申请 来信申请 网站申请 线上申请 线下申请 平台申请 窗口申请 来信"
    },
    "all_ways": {
        "": "方式 途径 形式 等渠道 等方式 等途径 等形式 各种渠道 各渠道 多种渠道 线上线下 多种方式 各种方式 各类渠道 等多种渠道 等多种方式 等多种形式 等各种渠道"
    },
    # -- whose, when -------------------------------------------------------------------------
    "part": {
        "for_others": "协助 配合 代为 代理 代办 代拟 协办 会办 受托 受委托 受省政府委托 受市政府委托 受县政府委托 受区政府委托 代表省政府 代表市政府 代表县政府 代表区政府 代省政府 代市政府 代县政府 代区政府",
        "": "联合 会同 协同 下属 所属 局属 厅属 委属 直属 下级 基层单位 本级 机关本级 市本级 县本级 区本级 省本级 州本级 旗本级 镇本级 局本级 委本级 厅本级 市直 县直 区直 省直 分中心 派出机构 站所 部分单位 二级机构 非执法单位 部分科室 一些单位 一些部门 多数单位 多数部门 个别单位 有关单位 部分部门 个别部门 有关部门 相关部门 各镇 各乡 各街道 各镇街 各乡镇 各部门 各单位 各县 各区 各地 各科室 各区县 各县区 各市县 各市 各县市 各委办局 各职能部门 区属 县属 市属 各分局 各地区 市两级 县两级 区两级 乡两级 镇两级 街两级 道两级 村两级 区三级 县三级 乡三级 镇三级 街三级 道三级 村三级 二级单位 直属单位 下属单位 基层 公共企事业单位 企事业单位公开 辖区内单位",
    },
    "whole": {
        "": "全省政府系统 全市政府系统 全县政府系统 全区政府系统 全省 全市 全县 全区 全州 全盟 全旗 全系统 各级 辖区 全域 全镇 全乡 全街道 全局 全委 全厅 全办 全国 本系统 全行业"
    },
    # Those who enforce the law for an office; what is named before them is a part of their name.
    "team": {
        "": "执法队 执法大队 执法中队 执法办 执法办公室 执法局 执法所 执法中心 综合执法队 综合执法大队 综合执法中队 综合执法办 综合执法办公室 综合执法局 综合执法所 综合执法中心"
        " 行政执法队 行政执法大队 行政执法中队 综合行政执法队 综合行政执法大队 综合行政执法中队 综合行政执法办 综合行政执法办公室 综合行政执法局 综合行政执法所 综合行政执法中心"
    },
    "own": {
        "": "我局 我委 我办 我厅 我镇 我乡 我街道 我区 我县 我市 我省 我州 我旗 我单位 我机关 我中心 我院 我校 我馆 我站 我部 我署 我队 我分局 我街 我所 我会 我盟"
        " 本局 本委 本办 本厅 本镇 本乡 本街道 本区 本县 本市 本省 本州 本旗 本单位 本机关 本中心 本部门 本院 本校 本馆 本站 本分局 我们 我处 本处 本行政机关 局机关 委机关 我司"
    },
    "when": {
        "this": "年底前 年末前 年底之前 本年 本年度 今年 全年 全年度 年内 当年 年度内 该年度 当年度 一年来 今年以来 本年以来 一年以来 年初以来 本年度以来 报告期内 本年内 本报告期 过去一年 本报告年度",
        "last": "上年 加上年 加上年度 上年度 上一年 上一年度 去年 去年度 往年 上年末 前一年 前一年度 前年 前两年 历年 上年同期 去年同期 上一年同期 上年度同期 以前年度",
        "next": "下年 下年度 下一年 下一年度 次年 次年度 明年 来年 翌年 下个年度 明年度",
        "start": "年初",
        "span": "上半年 下半年 近年来 近年 近两年 近三年 近五年 历史 季度 一季度 二季度 三季度 四季度 第一季度 第二季度 第三季度 第四季度 前三季度 截至目前 截止目前 目前为止 历年来 以来",
    },
    "until": {"": "截至 截止 截止到 截至到 累计至"},
    "compare": {"month": "环比", "": "持平 较 比 相比 同比 相较 比较 较之"},
    "more": {
        "": "净增 多出 升幅 增速 攀升 扩大 增长 上升 增加 提高 增幅 上涨 增 增多 多 升高 增长了 增加了 上升了 提升 多了 增幅达 增幅为 涨幅 增长率 增长率为 增长率达"
    },
    "less": {
        "": "净减 压减 压降 精简 压缩 缩减 缩短 下降 减少 降低 降幅 下跌 减 减幅 下降了 减少了 少 少了 下滑 回落 降 下降率 下降率为 降幅为 降幅达 减幅为 减少率 减少率为 压减率 压减率为 压降率 精简率 压缩率 缩减率"
    },
    "share": {
        "each": "分别占 分别占比 分别占总数 分别占全部 分别占到 占比分别为 占比分别是 占比分别 占比各为 占比依次为 比例分别为 比例分别是 依次占",
        "": "占 占比 占比为 占总数 占总量 占到 约占 所占比例 占全部 占总件数 占全年 比例为 占比达",
    },
    "rate": {
        "answer": "办结率 答复率 回复率 办理率 处理率 办复率 公开答复率 答复办结率 回复办结率 办理答复率",
        "disclose": "公开率",
        "granted": "同意公开率 予以公开率",
        "papers": "主动公开率 公文主动公开率 公文公开率 文件公开率",
        "in_time": "按时办结率 按期办结率 按时答复率 按期答复率 及时办结率 及时答复率 法定期限办结率 限时办结率 按时办理率 按期办理率 按时回复率 限时答复率 按期回复率 法定期限答复率 及时回复率",
    },
    # -- how clauses hang together --------------------------------------------------------------
    "no": {
        "zero": "零",
        "": "未涉及 没有涉及 无人 未能 并非 不涉及 无一 无一例 无一件 无一起 没有一例 没有一件 没有一起 未有一例 未 没有 没 无 尚未 并未 暂无 未曾 未有 暂未 尚无 从未 从没有",
    },
    # What says that counts are none of the report's: those behind 不含, or of the clauses that the others close.
    "apart": {
        "leading": "不含 不包括 不包含 未包括 未包含 不包括在 不含在",
        "": "剔除 剔减 核减 扣减 去除 去重 不在其列 不在此列 不在其内 不在此内 不在其中 不计在内 未计在内 不包括在内 不包含在内 不统计在内 未统计在内 不计算在内 未计算在内 不列在内 不计入 未计入 没有计入 不计在 不列入 未列入 没有列入"
        " 不纳入 未纳入 没有纳入 不属于本表 不属本表 不属于本报告 不属于统计范围 不属于填报范围 不属统计范围 不属填报范围 不在统计范围 不在填报范围 不在本表 不在本报告 不在本年度报告 另行统计 另计 另行计算 另行计入 另行列报 另行报告 另行填报"
        " 另行编报 另行公布 另作统计 另作报告 单独统计 单独计算 单独报告 单独填报 单独编报 单独编制 单独公布 单列 单独列报 不作统计 不做统计 不予统计 未作统计 不统计 不重复统计 不重复计算 不重复计入 不参与统计 自行统计 自行报告 自行填报 自行编报 自行公布 各自统计 各自报告 各自公布 分别报告 分别编报",
    },
    "average": {"": "平均 日均 月均 周均 季均 篇均 条均 场均 期均"},
    "one_of": {"": "前者 后者 前一件 后一件"},
    "all": {
        "done": "均已 都已 已全部 已均 全部已 已经全部",
        "": "均 都 全部 悉数 皆 全 全部都 全都 均为 全部为 都是 均是 全部是 均系 均由 都由 全部由 都为 所有 逐一 全数 百分之百 一律 全部均 清一色 清一色为 清一色是 无一例外 无一例外均为 全系 皆为 皆系 皆由 全为 全由",
    },
    "some": {
        "most": "大部分 大多 大多数 绝大部分 绝大多数 多数",
        "": "部分 个别 少数 少量 有些 一部分 少部分 小部分",
    },
    "done": {"": "并已 已 已经 现已 业已 已于"},
    "of_which": {
        "": "其中 其中包括 其中包含 这其中 其中有 在主动公开的信息中 在主动公开信息中 在公开的信息中 在公开信息中 在主动公开的政府信息中 在主动公开政府信息中 在公开的政府信息中 在公开政府信息中 在已公开的信息中 在发布的信息中 在公开内容中 主动公开信息中 主动公开的信息中 公开的信息中 公开信息中 主动公开政府信息中 主动公开的政府信息中 公开的政府信息中 所公开信息中 已公开信息中 发布信息中 发布的信息中"
    },
    "rest": {"": "其余 其余的 剩余 余下 余 其他的 剩余的 其余均"},
    "made_of": {
        "all": "按内容 按渠道 按类别 按主题 按来源 按栏目 按载体 分布情况为 分布情况 具体情况为 具体情况如下 具体如下 分类如下 具体分为 细分为 类别为 分别来自 分为 即 计有 具体为 具体是 构成为",
        "some": "内有 包括 包含 含 主要有 主要包括 内含 具体包括 涵盖",
    },
    "each": {"bare": "分别", "": "分别为 分别是 分别有 分别计 各为 依次为 依次是"},
    "and_so_on": {"": "等 等等 等事项 等情形 等原因 等情况 等类 等类型 等内容"},
    "except": {"": "除 除了 扣除 除去 另除"},
    "besides": {"": "外 以外 之外"},
    "more_over": {"and": "并", "": "另 另有 此外 同时 另外 加上 叠加 加 连同 还有 再加 合并"},
    "has": {"": "只 仅 仅有 只有 有 尚有 仍有 共有 现有"},
    "sum": {
        "added": "合计 总计 小计 合共 之和 相加 总和",
        "counted": "共 共需 共需要 共计 累计 一共 总共",
        "": "总数 总量 数量 总数为 计 累计共 共为 数 件数 总",
    },
    "about": {
        "over": "超 逾 超过 突破 超出 累计超",
        "under": "近 将近 不足 不到 近乎 接近",
        "": "约 大约 约为",
    },
    # Parts of a whole, how many times as much by which something has grown (times), or to which (to).
    "portion": {
        "1/2": "一半 半数 二分之一",
        "1/3": "三分之一",
        "2/3": "三分之二",
        "1/4": "四分之一",
        "3/4": "四分之三",
        "1/5": "五分之一",
        "2/5": "五分之二",
        "3/5": "五分之三",
        "4/5": "五分之四",
        "1/6": "六分之一",
        "1/10": "一成 十分之一",
        "2/10": "两成 二成",
        "3/10": "三成",
        "4/10": "四成",
        "5/10": "五成",
        "6/10": "六成",
        "7/10": "七成",
        "8/10": "八成",
        "9/10": "九成",
        "times 1": "一倍",
        "times 2": "两倍 二倍",
        "times 3": "三倍",
        "times 4": "四倍",
        "times 5": "五倍",
        "to 2": "翻一番 翻了一番 翻番 翻了番",
        "to 4": "翻两番 翻了两番 翻二番",
    },
    "in_time": {
        "": "按时 按期 及时 如期 在法定期限内 在法定时限内 在规定期限内 在规定时限内 在规定时间内 在法定时间内 法定期限内 法定时限内 规定期限内 规定时限内 规定时间内 按时限 按期限 在期限内 在时限内 期限内 时限内 按法定期限 按法定时限 按照法定期限 按照法定时限 按照规定时限 按规定时限 按规定期限 在法定答复期限内 法定答复期限内 按规定时间 在规定的时间内 在规定的期限内 在规定的时限内 在法定工作日内 在法定期限 在法定时限 在法定期间内 限时 依时 当期 按照规定时间 于法定期限内 于规定期限内 第一时间 在答复期限内 在办理期限内 按法定时间 按时按要求 按时保质 按照时限要求 按时限要求 按期限要求 于法定时限内 在期内 工作日内"
    },
    "plan": {"will": "将", "paper.plan": "计划", "aim": "争取", "": "拟 下一步 打算 力争 下步 接下来"},
    "goes_on": {"main": "重点", "": "进一步 继续 着力 要 工作安排 工作打算 工作思路 展望"},
    # -- words that are none of all these, though a word of one character stands in them: 参加, 档案 -----------
    "ordinary": {
        # What is made for a year, by when: points and plans before it, a report and accounts behind it.
        "paper.points": "要点",
        "paper.task": "任务",
        "paper.plan": "方案 实施方案 工作方案 分工方案",
        "paper.list": "决策事项目录 决策目录 决策事目录 民生实事 民生实事项目 民生实事项",
        "paper.budget": "预算 预决算",
        "paper.accounts": "决算",
        "paper.report": "年度报告 年报",
        "report": "报告",
        "paper.notice": "通知",
        # What is done about it: verbs that set it, follow it, carry it out or look back on it.
        "set": "编制 拟定 草拟 编印",
        "follow": "遵照 参照 紧扣 围绕 结合 细化 对标 对表",
        "carry_out": "落实 贯彻 贯彻落实 执行 开展 推进 推动 做好 抓好 部署 安排 组织 谋划",
        # What is counted, by the measure words with which it is (`COUNTED_WITH`).
        "act": "召开 举办 举行 参加 参训 主办 轮训 邀请 抽查 巡查 督查 走访 会商 自查 约谈 演练 督办 测评 考核 排查 督导 调研 学习 宣传 征集 调查 辅导 授课 研讨 座谈 接待 整改",
        "event": "座谈会 推进会 调度会 专题会 例会 发布会 新闻发布会 听证会 宣讲会 培训会 活动 政府开放 集中学习",
        "talk": "宣讲 讲座 直播",
        "watch": "播放 播出 点击 浏览 访问 阅读 点赞 下载 观看 关注",
        "read": "访问量 浏览量 阅读量 点击量 播放量 观看量 转发量 点赞量 下载量 关注量 访问人数 浏览人数 阅读人数 关注人数 观看人数 访问次数 点击次数 阅读次数 播放次数 点击数 阅读数",
        "serial": "栏更新 培训班 简报 专刊 快报",
        "copies": "手册 读本 画册 资料 问卷 提示函 督办函 宣传单 明白纸 宣传册 海报 折页 归档",
        "text": "推文 图解 作品 文章 撰写 发表 发文 简讯 报道 微博 下架 资讯 公告 要闻",
        "body": "单位 部门 学校 医院 乡镇 街道 社区 科室 区县 县区",
        "channel": "账号 专区 新媒体 微信群 二维码 查阅点 查阅场所",
        "board": "显示屏 电子屏 公示栏 公开栏 宣传栏 展板",
        "device": "电脑 查询机 一体机 终端 打印机 自助机",
        "staff": "专人 工作人员 专职人员 兼职人员 联络员 信息员 监督员 专职 兼职",
        "people": "人员 党员 学员 队员 干部 职工 代表 师生 学生 骨干",
        "banner": "横幅 标语",
        "set_up": "开设 设立 设置 建成 配备 安装",
        "money": "费用 收入",
        "remember": "综合 综观 纵观 通观 回顾 回望 审视 盘点 反思 剖析 分析 过去 虽然 尽管 虽",
        "": "会办公室 发文件 移送 移动 推移 移民 档案 档案馆 更加 加强 加大 加快 加工 加入 附加 添加 加密 追加 加盖 加班 转变 转型 转移 转化 流转 转让 好转 运转 转换 转业 扭转 延伸 拖延 跨部门"
        " 跨省 跨区域 跨越 跨层级 条件 软件 硬件 附件 零件 证件 要件 构件 急件 较大 较好 较为 较多 较高 对比 比赛 评比 比重 增强 增值 增补 增设 递增 多样 多元 许多 诸多 多媒体"
        " 多部门 多次 减轻 减税 减免 精减 减排 减灾 少年 缺少 不少 降级 降本 占地 侵占 抢占 余额 业余 富余 当即 含义 含量 等级 平等 等待 同等 高等 等额 排除 解除"
        " 消除 除尘 清除 除险 删除 免除 外部 内外 外来 外观 外商 涉外 外包 户外 海外 境外 外国 外籍 外语 仅仅 有力 有序 拥有 国有 有限 有利 有机 有害 有毒 有偿 有待 有益 具有"
        " 有声 有奖 富有 含有 公有 私有 特有 原有 稀有 共享 共同 共治 共识 共产党 共青团 中共 共性 公共资源 公共服务 公共卫生 公共交通 公共文化 公共安全 统计 设计 审计 会计 预计"
        " 计算机 计生 计量 计入 估计 数据 数字 次数 人数 参数 指数 数智 基数 系数 岁数 票数 分数 总体 总书记 总局 汇总 总队 总理 总站 总工会 总经理 总编 总值 约束 节约 预约 集约"
        " 契约 违约 特约 制约 签约 公约 近距离 靠近 附近 临近 就近 超时 超标 超前 超市 超限 将军 拟稿 虚拟 模拟 拟任 主要 重要 必要 要素 纪要 概要 摘要 要害"
        " 首要 的确 目的 尤其 其次 场所 派出所 研究所 事务所 住所 所在 厕所 地方 土地 地区 基地 地址 工地 地质 地震 耕地 当地 落地 属地 实地 用地 地图 地名 地点 地铁 内地 草地"
        " 湿地 林地 绿地 异地 阵地 经济 经营 经验 经费 经办 财经 经信 经常 经济社会 既定 过程 不过 过度 过硬 过渡 过户 过关 实时 时效 随时 小时 时代 时事 定时 临时 时段 时刻 时政"
        " 故障 事故 变故 后续 今后 后台 售后 后勤 落后 滞后 事后 后期 前后 后果 最后 作风 合作 协作 运作 创作 作用 动作 操作 作废 写作 著作 属性 附属 归属 金属 家属 案例"
        " 答案 案由 预案 草案 非法 非常 是非 非遗 非公 非税 曾经 之间 之一 之家 得当 取得 值得 获得 得分 得益 难得 他人 底数 到底 月底 兜底 底线 彻底 底册 末端 周末"
        " 来源 未来 原来 往来 再次 再造 再生 再教育 归还 基本 文本 版本 资本 样本 成本 本地 本职 本科 本质 到位 直到 到场 签到 迟到 正在 在职 在建 现状 实现 体现 展现 呈现"
        " 现代 兑现 表现 现金 现任 未成年 未成年人 无障碍 无人机 无纸化 无线 无偿 无证 无缝 没收 均衡 人均 都市 首都 全程 全过程 安全 健全 完全 全覆盖 全科 全媒体 全员 全文"
        " 齐全 全力 全民 全方位 全生命周期 零距离 零碎 零售 清零 被动 类似 同类 种类 分类 人类 归类 中心 集中 中国 中央 中医 中介 中小学 中学 中型 中队 中小企业 中层 中级 高中 初中 居中"
        " 投入 深入 纳入 融入 介入 出入 入口 入驻 入户 入库 入学 列入 行为 认为 为民 为期 系统 联系 体系 关系 系列 是否 凡是 理由 事由 自由 从事 服从 从严 从业 及格"
        " 普及 危及 和谐 和平 就业 成就 造就 就医 就地 方向 向导 导向 走向 面向 对口 对接 对照 相对 核对 绝对 面对 对账 对策 与会 参与 赋予 授予 以往 可以 足以 难以"
        " 得以 于是 低于 高于 对于 位于 便于 处于 用于 至于 基于 了解 为了 地理 地位 而且",
    },
    # -- words that add nothing to what is counted -------------------------------------------------
    "plain": {
        "and": "和 及 与",
        "or": "或",
        "of": "的",
        "is": "为 系 是",
        "by": "由 来自 出自",
        "mostly": "占多数 占大多数 占绝大多数 占绝大部分 占大部分 占主体 居多 为主体 为主",
        "from": "从 自",
        "because": "因 由于 为由",
        "to": "至 到 入",
        "toward": "对 向 就",
        "through": "通过",
        "among": "中 里 当中 之中",
        "made": "提出 提交 递交 寄来 所提",
        "in": "在",
        "who_applied": "申请人为",
        "follow": "按照 按 根据 依据 依照",
        "finish": "完成",
        "content": "内容",
        "money": "总额 金额 总金额 收费额 收费总额 收费金额 费用总额 收取金额",
        "disclosure": "政府信息公开 信息公开 政务公开",
        "in_name": "名义",
        "item": "一是 二是 三是 四是 五是 六是 七是 八是 九是 十是",
        "by_instance": "复议后 经复议 未经复议",
        "government": "政府",
        "": "两者 二者 三者 四者 答复时限 答复流程 答复程序 答复规范 办理时限 办理流程 办理程序 某 某某 行政法规 公共 新的 按规 按规定程序 按照有关要求 按有关要求 按有关规定 按照有关规定 按照相关规定 按相关规定 按照相关要求 按相关要求 进行了 给予了 予以了 了 达 确定 或者 以及 其 所 地 并且 而 也 于 以 采取 采用 经 经由 依法 依规 依法依规 依法按程序 依法依程序 严格 规范 妥善 认真 高效 合理 全面 同步"
        " 提起的 各类 各种 总的 此类 该类 上述 但 既 需 需要 以上 全部的 相关 情况 工作 结果 办理情况 数目 本级政府 主动 积极 过 内 时 该 这些 任何 每件 要求 规定 格式 程序 年度 未经 按规定 按要求 按照要求 按照规定 依规定 故 统计期 统计期间"
        " 实际 经审查 经研究 经认真研究 经审核 经核查 经查询 经查 经核实 经检索 经办理 最终 决定 后 以书面形式 书面形式 予以 给予 归入 归为 得到 进行 达到 达到了 均达 高达 保持在 完毕 作 属于 属 原因 情形 情形的 条例规定 法定 期限 时限 时间 类申请 类型 类别 自行 机关 案 等的 非 已有 曾 之 得 他 告知 公开工作 全流程 另一 按条例 按照条例 条例 工作日 顺利 范畴 有关规定 法律规定 法定程序 规定程序 规定格式 且 未满 年末 年底 期末 底 末 来 又 再 先后 同期 陆续 一并 立即 随即 即可 即将 尚在 仍 尚 还 目前 现 当前 直接 本 针对性 作为 算上 正式 合法合规 合规 准确 圆满 逐件 逐条 稳妥 细致 耐心 依程序 按程序 依法按时 公正 予 者 不服 不满 不满意 视为放弃 视为放弃申请 视为撤回申请 亦 亦系",
    },
}


# Verbs of one character, with kind and meaning, that are read only where they are a word of their own before a number.
SHORT_VERBS = {"收": ("receive", ""), "办": ("answer", ""), "共收": ("receive", "")}

# Short names of decisions, which are such only where two of them, or one and a full one, stand before their numbers.
SHORT_DECISIONS = {"许可": "licences", "处罚": "penalties", "强制": "coercive_measures", "强制措施": "coercive_measures"}  # fmt: skip


def _words(text: str) -> tuple[str, ...]:
    """Words parted by blanks."""
    return tuple(text.split())


# What may stand behind reviews that there were none of, and adds nothing: 没有引发行政复议问题.
NOTHING_MORE = _words("问题 事件 请求 纠纷 纠纷问题 现象 政府信息 信息 事务")
# What is said of reviews that a court or a reviewing body is through with.
CLOSED_CASES = _words("已审结 已结案")

# What may stand behind a thing that there was none of: 没有收到申请的情况.
AS_A_FACT = _words("的 情况 情形")
# With what words a condition begins, and with which one it ends.
IF, WHEN = _words("如 若 倘 假如 凡 一旦 无论 不论"), "时"

# Characters by which a word that is not known may deny something.
DENYING = _words("不 未 无 没 非")
# Words for how many applications there were in all.
ALL_REQUESTS = frozenset(_words("申请量 申请总量 申请数 申请总数 申请数量"))
# Verbs behind 其中 that count all of those received or handled, and not some of them.
TOLD_APART = _words("新收 办结")

# The kinds of words for applications.
REQUESTS = frozenset({"request", "request_open", "request_short"})
# Words for those who apply, whoever they are; 居民 and 群众 are some of them.
WHO_APPLIES = frozenset(_words("申请人 申请者 申请主体 当事人"))
# Kinds of words that tell of something else than of applications.
OTHER_MATTERS = {"other_thing", "by_topic", "document", "decision", "publish", "review", "rest", "verdict", "share", "rate", "no", "except"}  # fmt: skip
# Kinds of words that may stand beside a count of applications without naming them: 受理9件.
BESIDE_A_COUNT = {
    "plain", "sum", "has", "of_which", "more_over", "comma", "done", "all", "in_time", "each", "when", "own", "whole",
    "and_so_on", "year", "part", "stop", "about", "until", "day", "month", "receive", "answer", "results",
}  # fmt: skip

# What tells that documents of others, or of earlier years, are among those that were made public.

# What tells that not all that was decided is published.
NOT_ALL_PUBLISHED = _words("不予公示 不公示 不公开 不予公开 应公示 应公开 待公开 待公示 双公示 另有 其余")
# The principle of the law, which tells of nothing that was not published.
PRINCIPLE = "不公开为例外"
# What is done with the papers of other years, which does not date what becomes of them: 梳理2019年以来的文件，废止3件.
LOOKED_OVER = frozenset(_words("清理 梳理 审查 评估"))
# What is done to documents that stay in force.
CHANGED = frozenset(_words("修改 修订"))
# What is counted where offices are: 3个乡镇.
OFFICES_COUNTED = _words("单位 部门 乡镇 镇 街道 科室 机关 区县 县区")
# How the four parts of a year are named together.
SEASONS = frozenset(_words("各季度 各个季度 四个季度"))
# What makes a number that of one of several: 每月公开信息10条.
OF_EACH = _words("每")
# What tells of all cases of an office, or of those that have nothing to do with public information.
OF_OTHER_CASES = _words("各类 民事 刑事 信息公开无关 为被申请人")
# What makes reviews, or what is said of all, those of one kind only: 未发生因超期答复引发的行政诉讼, 到期的申请均已办结.
OF_ONE_KIND = _words("超期 逾期 不及时 不准确 不履行 未按 重大 群体性 集体 恶性 后续")
# What makes reviews those that came of a fault, 未发生因答复不当引起的行政复议, or of enforcement: 行政执法工作无行政复议.
OF_A_FAULT = _words("不当 违反 违规 失误 过错")
OF_ENFORCEMENT = _words("执法 行政处罚 行政许可 行政强制 行政检查")
ONLY_THOSE_DUE = _words("应于 应答复 应办结 应办理 到期 延期")
# What tells that some offices are spoken of, or an aim: 长期未收到申请的乡镇, 零复议的目标.
OF_A_FEW = _words("长期 常年 多年 目标 力求 确保 争取 以实现")
# What tells that something is not so: 非信息公开类.
NEGATING = _words("非 并非 不是 均非 不涉及 未涉及 没有涉及 不属于 不属")
# What makes reviews those of one kind unless it is listed beside them: 因投诉引发的行政复议.
COMPLAINTS = _words("投诉 举报 被投诉 被举报")
# Short names of the rows of a group of results, which are such only in brackets behind the group: 不予公开3件（第三方2件、案卷1件）.
SHORT_ROWS: Mapping[str, Mapping[str, str]] = {
    group: {name: f"{group}.{row}" for row, names in rows.items() for name in names.split()}
    for group, rows in {
        "denied": {
            "state_secret": "国家秘密 涉密 涉密信息 保密",
            "forbidden_by_law": "法律法规禁止 法律法规禁止公开 法律禁止公开",
            "third_party": "第三方 第三方权益 第三方合法权益 商业秘密 个人隐私 第三方商业秘密 第三方个人隐私 商业秘密和个人隐私 商业秘密、个人隐私 涉及第三方",
            "internal_affairs": "内部事务 内部信息 内部管理 内部管理信息",
            "deliberative": "过程性 过程信息 过程性文件",
            "enforcement_file": "执法案卷 案卷 案卷信息 行政执法",
            "admin_inquiry": "行政查询 查询 查询事项 行政查询事项",
        },
        "unavailable": {
            "not_held": "不掌握 不掌握信息 未掌握 本机关不掌握",
            "needs_creation": "另行制作 需制作 需另行制作 加工分析 需加工分析 没有现成信息",
            "still_unclear": "不明确 仍不明确 补正后不明确 补正不明确",
        },
        "not_processed": {
            "petition": "信访 信访投诉 信访举报 信访诉求 投诉举报 举报投诉 信访投诉举报 信访事项",
            "repeated": "重复 重复申请 重复提出",
            "publication": "出版物 公开出版物",
            "vexatious": "反复申请 大量反复申请 大量反复",
            "reconfirmation": "重新出具 确认信息 重新确认",
        },
        "other_handling": {
            "not_corrected": "逾期未补正 逾期不补正 未补正 不补正",
            "fee_unpaid": "逾期未缴费 未缴费 不缴费",
        },
    }.items()
}
# Parts of verbs that say that nothing is left.
FINISHED = _words("办结 完毕 办理完 办完 办理完成 处理完成 办毕 结束 完结 办复 审结 了结")
# Words for what was not done in its time.
OVERDUE = frozenset(_words("超期 逾期"))
# Parts of words for how something is done, which do not say that it has come to its end: 均已按程序办理.
MANNERS = _words("程序 流程 规定 要求 规范")
# How a rule begins by which something was done, and how it ends: 按照《条例》规定, 依据有关要求.
BY_A_RULE = _words("按照 依照 遵照 根据 依据 按 依 严格按照 严格依照")
A_RULE = _words("规定 要求 程序 流程 精神 条款 》")
# Parts of words for the time within which something was to be done.
LIMITS = _words("期限 时限 时间 日内 期内 期间")

# Measure words by what they may count: cases of the third and fourth table, or anything else.
DOCUMENT_UNITS = frozenset(_words("篇 部"))
CASES = frozenset(_words("件次 件 宗 起 份 封 条 个 例 项 笔"))
OTHER_UNITS = _words(
    "人次 批次 场次 版次 篇次 条次 户次 家次 亿元 万元 元 次 期 场 篇 人 名 家 部 户 批 张 册 辆 处 类 种 台 幅 版 部门 轮 堂 课时 位 段 组 套 只 万 块 本 封 通 站 所 字 幢"
)
# Measure words that offices do not tell apart.
ALIKE = ({"条", "篇"}, {"条", "条次"}, {"次", "篇次"}, {"次", "场次"}, {"场", "场次"}, {"次", "件次"}, {"件", "件次"})  # fmt: skip
# What follows a number and makes it no count: 3个月, 20个工作日.
NO_COUNT = _words(
    "部分 个工作日 个百分点 个月 个小时 工作日 小时 个自然日 个方面 月 日 号 时 点 分钟 天 周年 年 级 倍 条第 款 位数"
)
# What follows a number and its unit and makes it an uncertain one: 3件以上.
MORE = _words("以上 左右 以内 余 多 之多")
# Units of times, which are no counts: 0.8秒, 5个工作日.
TIMES = _words("个工作日 工作日 个小时 小时 分钟 秒 天 个月")
# Rates of what is found to be wrong, and with what words that is told: 抽查620份，发现11份，差错率1.8%.
FAULTS = frozenset(_words("差错 错误 错漏 问题 瑕疵"))
# Words for faults, and lists of them, that are put right one by one.
FAULTS_FOUND = (*FAULTS, *_words("隐患 台账 台帐 错别字 错敏词 错链 清单"))
# What tells that something of other times is counted too.
FROM_OTHER_TIMES = _words("上年 往年 去年 上年度 历年 以前 遗留 延续 累计 结转 此前 剩余")
FOUND = _words("发现 查出 检出 查实 检查出 抽查出")
# What tells of what there was before: 较年初的8万人增长7.5%.
AT_FIRST = frozenset(_words("年初 原来 起初 期初 改版前 整合前 清理前 原 最初"))
# What tells of all the years before, and not of the last one.
EARLIER_YEARS = frozenset(_words("历年 往年 前两年 以前年度"))
# What makes a number how many times as much, or a difference of two percentages.
TIMES_OVER, POINTS = "倍", "个百分点"
# What stands before a number that counts nothing: 第3条, 每一件.
NOT_COUNTED = _words("无 未 每 任 同 某 这 那 哪 第 逐 首 上一 下一 任何 没有 另一 每一")

# How the names of offices and places end.
OFFICES = _words(
    "委员会 办公室 办公厅 管委会 街道办事处 办事处 支队 大队 中心 局 委 办 厅 院 镇 乡 县 区 市 街道 新城 开发区 园区 政府 分局 公司 部门"
)
# What is done, and ends as the names of offices do.
NO_OFFICES = frozenset(
    _words("查办 督办 承办 协办 主办 经办 转办 领办 代办 催办 交办 会办 申办 补办 续办 共办 自办")
)
GOVERNMENT_OFFICES = _words("办公室 办公厅 府办 办")
GOVERNMENTS = _words("省 市 县 区 州 盟 旗 人民政府")
LOWEST = _words("镇 乡 街道 街道办事处 苏木 民族乡")
WHOLE_OF = {"全省": "省", "全市": "市", "全县": "县", "全区": "区", "全州": "州", "全盟": "盟", "全旗": "旗"}
WHOLE_OF_ANY = _words("全镇 全乡 全街道 全局 全委 全厅 全办 各级 辖区 全域")

# What departments are for, those together that often are one or follow one another: another one's name is none of theirs.
FIELDS = tuple(
    _words(alike)
    for alike in (
        "财政 金融 国资 国有资产", "民政 民族 宗教 民宗 社会工作", "教育 教体 体育 科技 科学 教科", "公安 消防", "司法", "人社 人力资源 社会保障 医保 医疗保障 就业", "审计", "统计", "税务",
        "自然资源 规划 国土 林业 林草 草原 园林 海洋", "生态环境 环保 环境保护", "住建 住房 城乡建设 房产 公积金 人防 城管 执法 交通 公路 建设 城市管理",
        "水利 水务", "农业 农村 畜牧 乡村振兴 扶贫 粮食", "发改 发展 改革 物价 能源 粮食 数据", "工信 工业 信息化 经信 科技 商务 招商 大数据 数据 投资",
        "文旅 文化 旅游 广电 文物 文体 体育", "卫健 卫生 疾控 老龄 中医药", "应急 安监 地震 消防", "市监 市场监管 市场监督 工商 质监 药监 药品 知识产权", "退役",
        "政务服务 审批 行政审批 数据", "信访", "档案 史志", "气象", "外事 侨务 侨联 港澳", "机关事务",
    )
)  # fmt: skip
# For what departments work that do so for all others: a 县档案局 may be told of in the report of any office.
FOR_ALL_OFFICES = _words(
    "财政 金融 司法 审计 统计 人社 人力资源 政务服务 审批 数据 信访 档案 史志 机关事务 外事 公安 消防 国资"
)
# What tells that a clause is about what is done with others, or about what they have.
WITH_OTHERS = _words(
    "联合 会同 协同 配合 协助 联动 共享 共建 转发 转载 链接 借鉴 学习 考察 交流 调研 对接 移送 转办 抄送 报送 并入 划转 移交 机构改革 采用 刊发"
)

# Names of bodies that do not tell where they are: a branch may be a county's, a zone have towns of its own.
ZONES = _words(
    "分局 生态环境局 支局 开发区 新区 高新区 园区 景区 管理区 示范区 合作区 度假区 保护区 林区 矿区 自治区 管理委员会 管委会 农场 林场 （"
)

# With what verbs an office tells of its own work, and not of what it does for those below it.
DOING_ALONE = _words(
    "认真 严格 积极 持续 紧扣 紧跟 聚焦 立足 坚持 深入 扎实 着力 全面 不断 切实 及时 进一步 主动 始终 充分 高度重视 共收到 共接收 共受理 收到 接收 新收 受理 未收到 未接到 未发生 没有收到 没有发生 不存在 本年度 全年 累计"
    " 未收取 没有收取 未发出收费通知 没有发出收费通知 无其他需要报告 没有其他需要报告 没有需要报告 政务公开工作 政府信息公开工作 信息公开工作"
)
# What an office has of its own, and others do not write of: 县财政局门户网站, 县财政局政府信息公开指南.
OWN_AFFAIRS = _words(
    "门户网站 官方网站 部门网站 部门子网站 子网站 官网 网站 微信公众号 公众号 官方微信 官方微博 政务微博 政务新媒体 公报 政府信息公开 信息公开 政务公开 依申请公开"
)
# How its rules on public information are called.
OWN_RULES = _words("制度 指南 目录 办法 规定 细则 方案 领导小组 保密审查 审查 流程 年度报告 年报 管理")
# What leads to the name of a body with which, or under which, an office works.
BEFORE_BODIES = _words(
    "通过 依托 根据 按照 依据 利用 借助 登录 登陆 完善 修订 制定 更新 印发 编制 执行 落实 规范 推进 公布 发布 维护 优化 健全 明确 完成 配合 协助 年 年度 在 由 是 为 以 将 了 把 按 经"
)
# With what verbs an office tells what it does for its own work: 做好白沙镇政府信息公开工作.
FURTHERED = _words("做好 抓好 加强 强化 深化 改进 提升 提高 促进 推动 开展")
# What leads to the name of another one, or makes it one of several: 与望山县财政局, 南北两区.
BESIDE_BODIES = _words("和 与 及 对 到 于 向 从 同 比")
# What is learnt from others: 白沙镇信息公开经验.
LEARNT = _words("经验 做法 先进 示范 案例 观摩 交流 试点 现场会")
# What tells that a sentence is about what others do, or about what lies in several places.
OF_OTHER_PLACES = _words(
    "对口 协作 帮扶 支援 结对 跨省 跨域 通办 毗邻 来我 到我 向我 与我 对我 给我 赴 前往 一行 考察 借鉴 先进地区 兄弟 来函 移送 移交 转办 协同 区划 托管 代管 联合 会同 法院 检察 公司 会上 会议上 相比 对比"
)
# What is done for the office's own place, and what of it: 助力江岸区经济发展.
FOR_THE_PLACE = _words("助力 服务 服务于 促进 推动 推进 加快 支撑 赋能 保障 展示 对 为")
OF_THE_PLACE = _words("经济 社会 教育 高质量 发展 建设 现代化 营商环境 转型")
# What makes a place one of a kind, and not one with a name: 试点县, 脱贫县.
KINDS_OF_PLACES = _words(
    "建制 特色 试点 示范 脱贫 贫困 先进 民族 边境 农业 牧业 人口 百强 重点 牧区 产粮 革命 老区 帮扶 受援 结对 对口 协作 邻近 周边 兄弟 相关 有关 部分 个别 多数 沿海 沿边 山区 库区 中心 配合 会同 协助 督促 指导 协调 乡镇 镇街 基层 城乡 辖区 社区 部门 政府 其他 高新 经开 开发 管理 产业 工业 保税"
)

# Behind these the first of some names stands: 要求各部门、街道按照接收、登记两个环节办理.
ACCORDING = _words("按 依照 遵循 经过")
# With what words something else begins between two names: 教育、医疗领域建立公示、听证等2项制度.
DOES_MORE = _words(
    "建立 开设 设立 设置 增设 新增 新建 组织 举办 围绕 通过 利用 运用 完善 推进 开展 加强 落实 出台 印发 涉及 包括 涵盖 覆盖 依托 抽查 检查 选派 邀请 形成 打造 推出 构建 实行 采取 发布 进行 整合 聚焦 明确 确定"
)
# How documents are opened.
WAYS_TO_OPEN = _words("主动公开 依申请公开 不予公开 不公开")
# Where offices publish things.
CHANNELS = _words(
    "网站 网页 平台 公众号 服务号 订阅号 微信 微博 抖音 快手 视频号 头条 今日头条 新媒体 客户端 APP 报刊 报纸 日报 电视 电台 广播 公示栏 公告栏 公开栏 宣传栏 显示屏 电子屏 媒体 门户网 行业报 党报 晚报 期刊 杂志"
)
# What counts those who read, not what was published.
READING = _words("阅读 点击 浏览 访问 播放 粉丝 关注 点赞 用户")
# What one thing is made of: each part is named by one of these words, and there is no other.
TOLD_APART_AS = tuple(
    _words(names)
    for names in (
        "原创 转发", "原创 转载", "人大 政协", "公文类 非公文类", "公文类 非公文", "代表 委员", "建议 提案", "线上 线下", "网上 网下",
        "转办 自办", "直接 转派", "直接 转办", "采纳 解释", "主办 会办", "主办 协办", "国内 国外", "城区 农村", "城市 农村", "城镇 农村", "当场 会后", "现场 会后",
        "优秀 良好 合格", "优秀 良好 一般", "主动公开 依申请公开 不予公开", "主动公开 依申请公开 不公开", "立行立改 限期整改",
        "已整改 正在整改", "男 女", "党内 党外", "集中 分散", "专职 兼职", "上半年 下半年",
    )
)  # fmt: skip

# How a total names how many numbers it adds up: 两网共340条, 三个渠道总计900条.
SEVERAL: Mapping[int, tuple[str, ...]] = {
    many: tuple(
        f"{numeral}{thing}"
        for numeral in numerals
        for thing in _words(
            "网 号 级 馆 端 项 类 种 者 处 家 个 轮 批 场 次 大类 大渠道 大平台 个渠道 个平台 个网站 个账号 个栏目 个载体"
            " 个途径 个方面 种渠道 种方式 种途径 类渠道 类平台 类信息 类载体 类账号 个公众号 个部分 部分 块 条渠道 条途径"
        )
    )
    for many, numerals in ((2, "两二"), (3, "三"), (4, "四"), (5, "五"), (6, "六"), (7, "七"))
}

# What tells before them that a total is that of some numbers of a list only, or of another one: 前两类合计708件.
SOME_OF_THEM = _words("前 后 其 另 余 首 末 各 每 除")

# Levels by which people and places of a town or county are told apart.
LEVELS = frozenset(
    _words(
        "省 市 县 区 乡 镇 村 社区 街道 村居 村社区 省级 市级 县级 区级 乡级 镇级 村级 社区级 街道级 机关 本级 乡机关 镇机关 街道机关 县直 市直 区直"
        " 乡镇 县直部门 市直部门 区直部门 县级部门 市级部门 区级部门"
    )
)

# What is never rightly written twice in a row; behind each what may stand before and behind it all the same:
# 目的的确, 了了解.
DOUBLED = {
    "公开": ("务", "栏指目平专制办事内范方渠形条年电服流机比数质程标依主职义透查"), "信息": ("", "化员技安系平中网采管科处股室资产共"), "申请": ("", "人书表者函量件材渠方程主条"),
    "受理": ("", "点窗机范人部"), "收到": ("", ""), "办理": ("", "结流情机人时期进程要方率"), "答复": ("", "书意率时期口内函"), "办结": ("", "率时"), "发布": ("", "会平渠机制"),
    "编制": ("构", "说办部"), "组织": ("会党团类民益级", "部"), "规范": ("", "性化"), "更新": ("", "率频量时"), "落实": ("", "情"), "推进": ("", "会"), "结合": ("", "部"), "通过": ("", "率"),
    "依法": ("", "治行"), "年度": ("0123456789", ""), "明确": ("", ""), "推动": ("", "力"), "提升": ("", "行"),
    **dict.fromkeys(
        _words(
            "各项 制定 加强 加大 增强 强化 深化 完善 开展 展开 进一步 及时 主动 提高 优化 根据 按照 依托 没有 全部 坚持 推行 推广 建立 建成 增设 开设 设立 健全 加快 做好"
            " 拓展 拓宽 畅通 定期 积极 认真 切实 不断 逐步 严格 梳理 不得 未发生 全面 统筹 重新 纳入 指定 第一时间 充分 持续 深入 实行 推送 其中 总数 合计 围绕 确保 发挥 印发 召开 举办"
            " 广泛 共同 专职 兼职 专题 有序 有效 稳步 扎实 大力 充实 压实 夯实 聚焦 紧扣 立足 按时 按期 同步 已经 尚未 关于 以及 针对 更加 征求 听取 配备 启动 牵头"
        ),
        ("", ""),
    ),
}  # fmt: skip
# Words that the dictionary (`ndbg.text.words`) lacks.
NOT_IN_DICTIONARY = _words(
    "认不出 汇办 绿道 开栏 仍在 还在 尚在 多层次 等次 公示期 培训期 缺项 发放册 印发份 祥和 亲和 外在 拆并 整并 退文 通稿 独办 仍为 可研"
    " 警营 海渔 浙里 冀时 甘快 津心 作了 深读 导读 荐读 研读 报稿 荐稿 核稿 编稿 用稿 来文 报件 咨政 督政 述政 亮码 扫码 赋码 政银 校地 盯办 跟办 快办 提级 晒单 亮单 亮灯"
)
# Set phrases of reports: words that no dictionary has.
SET_PHRASES = tuple(
    _words(
        "政府信息公开 政务公开 信息公开工作 政府信息公开条例 依申请公开 主动公开 不予公开 予以公开 部分公开 公开指南 公开目录 公开属性 公开内容 公开事项 公开力度 公开质量 政务公开分工"
        " 政府信息管理 信息处理费 监督保障 平台建设 责任追究 社会评议 门户网站 政府网站 政务新媒体 微信公众号 公众号 新媒体 行政复议 行政诉讼 行政许可 行政处罚 行政强制 行政执法"
        " 行政机关 行政应诉 规范性文件 政策文件 政策解读 解读材料 解读形式 解读回应 年度报告 年度考核 绩效考核 考核指标 考核内容 考核体系 业务培训 专题培训 培训班 信息发布 保密审查"
        " 审核机制 审查机制 审查制度 会商机制 工作机制 长效机制 协调机制 联动机制 考核机制 反馈机制 领导小组 组织领导 分管领导 主要领导 主要负责 负责同志 负责人 专人负责 专职人员"
        " 兼职人员 工作人员 经办人员 业务骨干 责任落实 责任分工 责任到人 责任清单 第一责任人 直接责任人 一把手 负总责 亲自抓 具体抓 长任组长 记任组长 任副组长 人员变动 变动频繁"
        " 人员流动 力量不足 人手不足 贯彻落实 决策部署 重点领域 重点工作 中心工作 社会关切 群众关切 回应关切 互动交流 在线访谈 领导信箱 新闻发布会 营商环境 便民服务 政务服务"
        " 公共服务 公共企事业单位 建议提案 人大代表 政协委员 政协提案 提案办理 依法依规 及时准确 动态调整 动态更新 三审三校 先审后发 档案馆 图书馆 短视频 互联网 二维码 留言板"
        " 法定期限 法定时限 答复期限 答复文书 答复质量 申请渠道 申请登记 登记审核 信函申请 当面申请 意见建议 征求意见 自然人 国家秘密 商业秘密 个人隐私 知情权 参与权 监督权 满意度"
        " 满意率 办结率 答复率 合格率 法治政府 依法行政 常态化 规范化 标准化 制度化 精细化 信息化 数字化 旗县市区 县市区 乡镇街道 直属单位 下属单位 所属单位 职能部门 全覆盖"
        " 全流程 全过程 整改到位 整改落实 自查自纠 问题整改 监督检查 督促检查 督查考核 日常监测 数据安全 无障碍 适老化 集约化 栏目设置 专栏专题 专题专栏 内容保障 内容更新 上网信息"
        " 涉密信息 敏感信息 个人信息 无责任追究 未发生责任追究 不存在的 力度不够 不够及时 不够深入 不够丰富 不够主动 有待加强 有待提高 存在问题 存在的问题 改进措施 改进情况 下一步"
        " 进一步 历史文件 文件汇编 档案移交 台账管理 归口管理 分级分类 查阅场所 查阅点 电子显示屏 公示栏 宣传栏 明白纸 办事指南 办事流程 权责清单 财政预算 财政预决算 重大项目"
        " 公共资源 生态环境 食品药品 社会救助 乡村振兴 养老服务 稳岗就业 义务教育 医疗卫生 政务公开分工方案 各县市区 第三方评估 书记任组长 人员变动频繁 人员调整频繁 听取汇报 定期通报"
        " 工作专班 工作合力 齐抓共管 层层落实 层层抓落实 统一发布 审核把关 限时办结 限期整改 立行立改 年度计划 实施方案 工作方案 工作要点 任务分解 任务清单 考核细则 检查指导"
        " 跟踪问效 工作流程 发展环境 建章立制 查漏补缺 人民政府 政府门户网站 人民共和国 习近平新时代 公开领导小组"
    )
)
# How words begin that are said twice: 逐项逐项, 一件一件.
REPEATED = _words(
    "一 逐 每 个 层 件 条 步 半 越 又 再 研究 讨论 商量 考虑 琢磨 很 许多 好 几 大 千 等等 彼此"
)
# Single characters behind which a word begins.
BOUND = frozenset("的了和及与对把被并在为将已未均都就也还各因由向从以等")
# With what words the name of an office or a field of work ends, and another name or a sentence begins:
# 人民政府|政府网站, 生态环境|环境信息, 社会组织|组织培训.
MEETING = frozenset(
    _words(
        "政府 中心 委员会 委员 会议 办公 中国 常委 公司 分局 办公室 机构 部门 单位 网站 平台 街道 社区 学校 医院 法院 法人 社会 国家 人民 群众 企业 环境 健康 卫生 旅游 资源 安全 交通"
        " 城市 市场 食品 药品 土地 生物 基金 工作 项目 活动 行业 党委 党组 村民 居民"
    )
)
# Those of them that are verbs too, so that the second may tell what the first does: 社会组织组织培训.
MEETING_AT_WORK = frozenset(
    _words(
        "领导 代表 组织 服务 管理 监督 监管 审批 保障 运输 生产 规划 建设 教育 就业 统计 审计 发展 改革 执法 应急 救助 培训 考核"
    )
)
# What makes a name of the word before it, so that a name begins with it: 保障保障性住房, 发布发布会预告.
ENDING_NAMES = _words(
    "性 化 期 办 区 栏 会 局 组 员 部 房 处 科 站 点 率 费 者 类 表 册 单 台 库 厅 委 室 号 群 网 所 院 书 班 卡 证 人 长 队 牌 对象 电话 材料 机构 机关 事项 平台 强国 改革 方案 要点 办法 细则 制度 报告 计划 意见 规定 总结 台账 清单 目录"
)
# What may stand right before a number with these measure words, by kind or meaning, 网站28家, 播放96次, so that one
# without a number has lost it.
COUNTED_WITH: Mapping[str, frozenset[str]] = {
    unit: frozenset(counted.split())
    for units, counted in (
        ("次", "act event talk carry_out watch read publish"),
        ("轮 场次 批次", "act event talk carry_out"),
        ("场", "act talk carry_out"),
        ("期", "talk serial"),
        ("篇", "publish text information other_thing document"),
        ("条", "publish text information content other_thing"),
        ("份", "copies issue set granted other_thing document"),
        ("册", "copies issue set granted"),
        ("家", "way body media"),
        ("个", "way body media channel other_thing"),
        ("处", "board channel"),
        ("块", "board"),
        ("台", "device"),
        ("幅", "banner copies"),
        ("人次", "people read"),
        ("名", "people staff"),
    )
    for unit in units.split()
}
# What nouns end with a character that is a measure word too, by the character before it: 文件, 头条, 现场.
NOUNS_ENDING: Mapping[str, str] = {
    "件": "文案邮信条附要急证软硬稿零函事物构组元部批密抄办交诉访请送阅签转来收发", "条": "头词链金线面教信例法", "篇": "长短首末开全通终名佳新", "个": "各几哪这那一整某每逐多单数两",
    "次": "档班层场批人首多每逐名此本上下依再历频两屡数户件条篇版架车席主几年其", "份": "年月身股省县备", "场": "街乡镇市现广会农林牧机考立入到球商战职赛操停车卖剧登渔",
    "期": "定周到长短延同日学近假前后汛分逾限工中初任预早晚星暑寒按时如往本当首缓过旺淡疫适宽效示上下播座", "户": "用农客门账商散大住租困入到逐开落", "项": "事逐各单选专强弱义款奖立",
    "册": "手名画注图", "家": "国专大商企行独买卖店住管作画", "名": "姓署签知著域排报实提冠点命更", "宗": "正大同",
}  # fmt: skip
# What 余 is a part of, where it does not stand behind a number: 其余条款, 业余.
ENDING_WITH_OVER = frozenset("其剩业多结盈节残富空有尚所年月周天日岁课之工冗扶新几数")
# Verbs right behind which a measure word, and what is counted with it, stands only where the number is lost: 召开次会议.
BEFORE_MEASURES = frozenset(_words("act carry_out publish open_word issue set receive answer set_up"))
# What is counted so: kinds and meanings; not 公开条例.
COUNTED_BEHIND = frozenset(
    _words(
        "event talk text information other_thing document request media channel board device staff copies body"
    )
)
# Signs that do not follow one another.
CLASHING = _words("，。 、。 。， 、， ，、 ，， 。。 、、")
# How a clause ends that breaks off within a word: 未发生行政诉。
CUT_SHORT = _words(
    "信息公 申请公 工作人 领导小 意见建 收取信息处理 收取任何信息处理 年度报 法定期 公众满 微信公 新闻发 管理办 规章制"
)
# Words that end no clause: what leads on to other words, and verbs with 了 whose object is missing: 工作取得了。
LEADING_ON = frozenset("和与及对把被并在将已未向从以于且或而但")
LEADING_ON_TO = _words("以及 并且 或者 而且 按照 依照 根据 关于 由于 为了 予以 给予")
LACKING_OBJECT = _words(
    "取得了 得到了 起到了 作出了 做出了 给予了 具有了 建立了 制定了 印发了 开展了 组织了 举办了 召开了"
)
# What citizens have the right to, in lists of rights: 知情权、参与权和监督权.
RIGHTS_TO = _words("知情 参与 表达 监督 获知")
# What 依申请 is taken for by its sound. It is one of these by what stands around it: what is done to an applicant's way of
# getting information (规范, 受理) before it, or what that way has (流程, 工作) behind it, but not what was applied for.
SOUNDING_ALIKE = _words("已申请 以申请")
MISSPELT_BEFORE = _words(
    "受理 收到 办理 答复 办结 接到 接收 处理 回复 规范 推进 推动 主动公开和 主动公开、 主动公开与 主动公开及 公开和 做好 加强 优化 完善 畅通 健全 落实 执行 强化 细化 明确 开展 抓好 提升 提高 改进 拓宽 有关 关于 主动公开"
)
MISSPELT_BEHIND = _words(
    "工作 件 事项 情况 办理 受理 答复 申请 方面 制度 渠道 流程 平台 机制 窗口 栏目 服务 集中 数量 程序 时限 类 ："
)
# What the way has, where the word for it is cut short: 优化已申请工作流程.
HAD_BY_REQUESTS = _words("工作 流程 渠道 平台 机制 程序 制度")
# Behind 的, which may else lead to what was applied for: 已申请公开的受理.
DONE_TO_REQUESTS = _words("受理 办理 答复 登记 审查 处理 流程 程序 渠道 时限 工作 管理 接收 回复 规范")
# Names of three words. Where the middle one has only one of its characters, the name is misspelt: 政府信公开.
OF_THREE_WORDS = _words(
    "政府|信息|公开 行政|复议|案件 行政|复议|决定 行政|诉讼|案件 行政|处罚|决定 行政|许可|决定 行政|强制|措施 政府|门户|网站 公开|领导|小组 信息|公开|指南 信息|公开|目录"
    " 信息|公开|条例 信息|公开|申请 信息|公开|制度 监督|保障|情况 信息|管理|情况 社会|关切|问题 工作|领导|小组 卫生|健康|局 卫生|健康|委 自然|资源|局 应急|管理|局 生态|环境|局 人力|资源|和 交通|运输|局 农业|农村|局 行政|审批|局"
)
# Words as they are not written in reports, with what they stand for: other words that sound alike, and names cut short.
MISSPELLINGS: Mapping[str, str] = {
    "做为": "作为", "听正": "听证", "登陆网站": "登录网站", "登陆平台": "登录平台", "登陆系统": "登录系统", "接收监督": "接受监督", "接收社会监督": "接受社会监督",
    "接收群众监督": "接受群众监督", "反应问题": "反映问题", "反应情况": "反映情况",
    **{f"旅行{what}": f"履行{what}" for what in ("职责", "义务", "法定", "程序", "手续", "责任")},
    "信息的权力": "信息的权利", **{f"{what}解毒": f"{what}解读" for what in ("政策", "文件", "文字", "图文", "图片", "视频", "专家")}, "公式公告": "公示公告", "公式栏": "公示栏", "门户网战": "门户网站", "政府网战": "政府网站",
    **{f"{first}{char}{last}": f"{first}{word}{last}" for first, word, last in (name.split("|") for name in OF_THREE_WORDS) for char in word},
}  # fmt: skip
# What tells of an aim: 2025年更新不少于100条 in the report of 2024.
AIMED = _words("不低于 不少于 力争 争取")
AIMS = (*AIMED, *_words("不超过 目标 达到 实现 计划 拟"))
# Behind the name of a year: what makes it no year of work done, but one that is referred to.
REFERRED_TO = _words(
    "年度、 工作中存在的 提出的 指出的 反馈的 查摆出 发现的 受理的 收到的 考核 解决 整改 较 比 相比 同比 结转 转结 遗留 以来 召开的 印发的 制定的 报告 修订 施行 成立 结果公示 情况公示 结果公开 结果通报 结果和 情况和 结果已 情况已 — － ~ ～"
)
REFERRED_TO_RIGHT_BEHIND = _words("、 起 版 底 末")
# What stands right behind 将 where that tells of what will be done, and not what something is done with.
BEHIND_WILL = _words(
    "从 对 在 于 把 以 按 每 逐 再 至少 着重 加快 加大 增加 做好 做到 抓好 丰富 拓宽 细化 强化 编印 录制 围绕 通过 针对 结合 进一步 继续 持续 重点 着力 不断 切实 积极 认真 更加 逐步 全面 深入 大力 努力 建立 健全"
)
# Verbs that are said of what will be done right behind 将, unless one of these nouns makes a thing of them: 将推进情况公开.
ACTS_TO_COME = _words(
    "探索 推进 推动 组织 开展 举办 召开 开设 增设 增配 选派 选配 聘请 邀请 提升 提高 优化 完善 改进 规范 推行 实行 试行 开通 编制 制定 修订 更新 补充 充实 配备 配齐 扩大"
)
NOUNS_OF_ACTS = _words(
    "的 后 完成 情况 工作 频率 进度 进展 成果 成效 举措 措施 建设 领导 体系 任务 目标 机构 部门 单位 人事 单 表 稿 件 版 方案 计划 要求 标准 化 性 力度 水平 能力 率"
)
# Behind 将 and a thing: what is done with that thing, so that nothing is told of a time to come: 将公开工作纳入考核.
MADE_INTO = _words(
    "当作 摆在 摆上 放在 贯穿 转化 分解 结合起来 同步 统一 予以 进行 集中 移交 报送 延伸 下沉 相结合"
)
# With what words a report presents itself, and as what: 特编制2024年政府信息公开工作年度报告, 以下是2024年的主要工作.
PRESENTING = _words(
    "特编制 现将 现面向社会 现编制 特制定 特公布 现公布 特发布 现发布 特撰写 现撰写 现向社会公布 特向社会公布 以下是 以下为 下面是 现报告"
)
PRESENTED = _words("政府信息公开 政务公开 信息公开 工作 主要工作")
TELLING = _words("年度报告 年报 情况")  # what tells of a year, and not of what is to be done in it
PROBLEM_FOUND = _words("考核 测评 评估 指出 存在 问题 整改")
# What a sentence on a year's work speaks of.
WORK = _words(
    "信息公开 政务公开 依申请 信息处理费 公开信息 公开政府信息 以习近平 深入贯彻 认真贯彻 坚持以 共收到 新收 受理 主动公开"
)
# With what words a year's work is told, where a sentence begins with the year and a comma or an office.
DOING = _words(
    "认真 严格 积极 持续 秉持 围绕 紧扣 紧跟 聚焦 立足 本着 坚持 深入 扎实 着力 全面 不断 切实 及时 进一步 主动 落实 贯彻 按照 根据 结合 依托 通过 充分 高度重视"
    " 制定 修订 组织 开展 办理 发布 公开 公示 推进 推动 完善 加强 优化 规范 不存在 未发生 没有发生"
)
# What is done every year (培训, 自查), and verbs that say that it was.
EVENTS = _words(
    "培训 轮训 练兵 测试 学习 讲座 会议 例会 推进会 座谈会 发布会 培训会 研讨 座谈 访谈 调研 自查 检查 抽查 督查 督导 巡查 排查 评估 测评 评议 考核 演练 通报 宣传 开放日 活动 征集 调查 授课 辅导"
)
ACTS = _words("组织 举办 召开 开展 举行 参加 委托 承办 实施 邀请 培训 参训 轮训")
# Verbs with which the work of a year is counted, and units in which it is.
COUNTED_ACTS = _words(
    "组织 举办 召开 开展 举行 参加 参训 培训 轮训 学习 核验 审核 审查 接待 解答 回应 回复 推送 推文 发文 发布 更新 编发 刊发 转载 发放 受理 收到 收取 接收 答复 办理 办结 公开 退回 报送 新增 抽查 检查 排查 整改 通报 作出 制作 承办 主办 会办 协办"
)
# Units in which only what recurs is counted.
TIMES_DONE = frozenset(_words("次 期 场 场次 人次 批次 轮 班次"))
# How those who work for an office, and what it publishes in, are called.
BODIES = _words(
    "机关 单位 部门 系统 公众号 服务号 视频号 账号 微博 抖音 网站 平台 专栏 栏目 新媒体 小组 专班 办公室 办 科 室 中心 大厅 专区 窗口"
)
# What begins or is made once and lasts, so that it is told of in later years too.
DONE_ONCE = _words(
    "成立 挂牌 建成 上线 启用 开通 设立 设置 颁布 推出 合并 改版 改造 建设 划转 投入使用 命名 获评 荣获 评为 表彰 位列 位居 名列 签订"
)
# Papers are made once too, and counted in the year in which they were.
MADE_ONCE = _words("印发 出台 制定 修订")
# What tells that a thing of another year is told of for what became of it: 2023年收到2件，已于当年办结.
LOOKING_BACK = _words(
    "沿用 至今 现有 当年 当时 原计划 均已整改 已整改 已逐项 已全部整改 保留 今年 在本年 于本年"
)
# What tells of a year because it was judged, or because something began in it.
JUDGED = _words(
    "获评 荣获 评为 考核 评估 测评 考评 排名 位列 位居 名列 表彰 当选 机构改革 成立 挂牌 合并 划转 颁布 投入使用 上线 以前 之前 截至目前 至今"
)
# Papers that have the year of the report, or another one, in their name: 2024年部门预算.
PAPERS = _words("要求 任务 预算 决算 三公 要点 计划 方案 安排 报告 年报 总结 清单 目录")
# What is of one year by its nature and made in another one.
OF_A_YEAR = _words(
    "预算 决算 预决算 三公 审计 考核 评议 评估 测评 督查 要点 计划 年报 年度报告 工作报告 绩效 总结 统计公报 评价 评定 年鉴 排名"
)
# Verbs that say that it was made, and words with which another statement begins.
MAKING = _words("公开 发布 收到 受理 制定 制发 编制 办理 组织 举办 召开 开展 共 累计 我 本")
# What introduces the period of a report's figures, and not that of a contract or a survey.
PERIOD = _words(
    "统计期限 统计时间 统计期 统计时段 统计的起止 统计起止 统计周期 统计区间 统计范围 统计数据 报告期 报告期限 所列数据 数据统计 数据期限 数据的期限 数据起止 数据的起止"
    " 本报告数据 本报告的数据 本年度报告数据 本年度报告的数据 本报告期限 本报告的期限 报告内容涵盖 本报告统计 本报告的统计 本年度报告的期限 本年度报告的统计"
)
# What a sentence calls its figures behind the year that they are of: 以上为2024年1—12月的数据.
THESE_FIGURES = _words("数据 数字 统计数据")
# What makes a period that of a report, and not that of a budget, nor that of another year.
OF_THE_REPORT = _words("报告 数据 以上 上述 所列")
OF_THE_YEAR_BEFORE = _words("上一 上年 上期 去年")
# What tells that what is to be done in a year is followed no more, but looked back on: 2023年工作要点完成情况, 对照2023年工作要点验收.
BECAME_OF_IT = _words("情况 通报 总结 验收 考核 评估 评价 测评 完成 反馈 报告 未 销号 收官 中 结果 修订")
LOOKED_BACK = _words(
    "对照 回顾 总结 完成 检视 复盘 通报 评估 考核 督查 检查 继续 延续 沿用 修订 废止 上年 去年 未"
)
# What the work of a year that is looked back on falls short of.
SHORT_OF = _words("存在 问题 不足 短板 差距 薄弱 欠缺 有待 不够")
# What tells that it is others who found it, or that it is over.
FOUND_OR_OVER = _words(
    "考核 测评 评估 评议 评价 指出 整改 检查 督查 通报 反馈 巡察 巡视 审计 解决 得到 基础 已"
)
# Verbs of publishing, and what tells that papers of earlier years were published with or behind those of the year.
PUBLISHING = _words("公开 发布 公布 公示 晒出")
LATER_ON = _words("补充 补发 补录 历年 历史 往年 近年 整改 以来 审计")
# What there is none of in the year of a report: 2024年没有收取, 2024年信息处理费为零.
FEES = _words("处理费 收取 收费 需要报告 需报告 应报告 应当报告 其他事项")
# With what words a document is named that is followed, and what behind its name says that it no longer holds.
FOLLOWING = _words("根据 按照 依据 依照 遵照 按")
NO_LONGER = _words("同时废止 废止 停止 不再")

# What tells of a problem, and what of that which is done about it.
PROBLEM = _words(
    "问题 瑕疵 偏 较大 较多 较少 较低 较弱 较突出 欠缺 薄弱 压力 单薄 过于 过大 过多 过少 仅 现象 周期长 量大 需加强 需提升 需提高 需优化 反复 难 有待 尚待 还可提 还可加 仍可提 仍可加 提升空间 改进空间 优化空间 差距 短板 需进一步 还需 还要 仍要 还有 还存在 尚需 尚有 尚存在 仍需 仍有 仍存在 滞后 单一 偏低 偏少 偏慢 困难 中断 不 没 未 缺 欠 弱 漏 错"
)
MEASURE = _words(
    "举办 培训 组织 拟 目标 增至 扩大 压减 补充 力争 已选 已组织 已修 已制 已建 已完 已采 已对 已将 已开 已增 已调 已明 已上 已公开 已通 改进 下一步 措施 举措 努力 方向 对策 打算 计划 整改 下阶段 下一阶段 接下来 明年 来年 次年 翌年 新的一年 实行 推行 建立 开展 落实 着力 将 把 加强 加大 提升 完善 强化 优化 继续 今后 推进 健全 拓宽 拓展 规范 提高 深化"
)
# With what words measures begin, and what praises what has been done.
NEXT_BEGINS = _words("下一步 下一年 下年度 下步 今后 下阶段 下一阶段 接下来 明年 来年 次年 翌年 新的一年")
MEASURES_BEGIN = (*NEXT_BEGINS, *_words("改进 整改 对策 举措 措施 将 拟 计划"))
# What else stands in headings of plans, and what in those of problems.
HEADS_OF_PLANS = _words("打算 方向 展望 思路 设想 安排 计划 目标 工作重点")
HEADS_OF_PROBLEMS = _words("问题 不足 短板 差距 困难 薄弱")
PRAISE = _words(
    "重视 配合 更加 明显 显著 持续 不断 稳步 好评 较好 良好 圆满 顺利 取得 成绩 成效 有序 有力 扎实 全面 积极 认真 严格 完成 提升 提高 增强 丰富 优化 加强 完善 健全 规范 推进 落实 坚持 深入"
)
