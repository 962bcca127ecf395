"""词表: the words that rules look for. Finance offices add to them and take from them."""

from dataclasses import dataclass, field, fields

from xladdin.domain.grades import GRADED_WORDS
from xladdin.domain.units import UNIT_WORDS
from xladdin.rules.word_kinds import AboutWords, WordList, WordTable
from xladdin.rules.word_kinds import about_words as _about

__all__ = ["AboutWords", "WordList", "WordTable", "Words", "word_lists"]


@dataclass(frozen=True, eq=False)
class Words:
    """Every list of words that a rule reads, with the words that are used unless a user changes."""

    graded_words: WordList = field(
        default_factory=lambda: WordList(GRADED_WORDS),
        metadata=_about("分级用语", "R02 R09", "可以衡量的定性指标值，如 优、良、达标、国家一级"),
    )
    unit_words: WordList = field(
        default_factory=lambda: WordList(UNIT_WORDS),
        metadata=_about("计量单位", "R02 R03 R04", "跟在数值后面的计量单位"),
    )
    unit_facts: WordTable = field(
        default_factory=lambda: WordTable.of(
            ("在职人数", "在职人数 在职人员 在职职工 在编在职人数 在编在职人员"),
            ("在编人数", "在编人数 在编人员 编制人数"),
            ("实有人数", "实有人数 实有人员 现有人数"),
            ("办公人数", "办公人数 办公人员"),
            ("教职工人数", "教职工人数 教职工"),
            ("专任教师人数", "专任教师人数 专任教师"),
            ("在校学生人数", "在校学生人数 在校学生 在校生人数 在校生"),
            ("在园幼儿人数", "在园幼儿人数 在园幼儿"),
            ("公务用车数量", "公务用车 公务车辆"),
            ("床位数", "编制床位 开放床位 实有床位"),
            ("办公面积", "办公面积 办公用房面积"),
            ("人口", "户籍人口 常住人口"),
        ),
        metadata=_about("单位基本事实", "W07", "在一个单位的各张项目表里应当一致的数，如 在职人数"),
    )
    unit_kinds: WordTable = field(
        default_factory=lambda: WordTable.of(
            ("人", "人 名 位 员"),
            ("人次", "人次"),
            ("户", "户 农户 家庭 个家庭"),
            ("层", "层"),
            ("栋", "栋 幢"),
            ("间", "间"),
            ("辆", "辆"),
            ("棵", "棵 株"),
            ("村", "村 个村 行政村 个行政村"),
            ("社区", "社区 个社区"),
            ("平方米", "平方米 平米 平方 m2"),
            ("亩", "亩"),
            ("公顷", "公顷 ha hm2"),
            ("米", "米 m 延米 延长米"),
            ("公里", "公里 千米 km"),
            ("公斤", "公斤 千克 kg"),
            ("吨", "吨 t"),
        ),
        metadata=_about("计量单位类别", "W07", "计量单位数的是什么；类别不同的不会是同一个数"),
    )
    basis_synonyms: WordTable = field(
        default_factory=lambda: WordTable.of(
            (
                "满意度调查",
                (
                    "满意度调查 满意度调查表 满意度调查问卷 满意度问卷调查 满意度问卷 "
                    "满意度调查结果 问卷调查 调查问卷 问卷调查结果 调查问卷结果"
                ),
            ),
            ("合同约定", "合同约定 合同规定 合同要求 合同"),
            ("历史经验", "历史经验 历年经验 往年经验 以往经验"),
            ("历史数据", "历史数据 历年数据 往年数据 以往数据"),
            ("三定方案", "三定方案 三定规定"),
        ),
        metadata=_about("依据的同义写法", "W09", "说的是同一依据的几种写法，不带书名号和引号"),
    )
    capital_project_words: WordList = field(
        default_factory=lambda: WordList.of(
            "建设工程 改造工程 修缮工程 维修工程 装修工程 安装工程 道路工程 桥梁工程 管网工程 "
            "绿化工程 水利工程 配套工程 加固工程 土建工程 房建工程 基建工程 基建 基本建设 "
            "基础设施建设 新建 改建 扩建 改扩建 迁建 重建 修缮 大修 购置"
        ),
        metadata=_about("工程基建、修缮、购置项目", "S04", "项目名称以此结尾的，应当设成本指标"),
    )
    soft_project_words: WordList = field(
        default_factory=lambda: WordList.of(
            "队伍 体系 制度 机制 文化 文明 作风 廉政 党 人才 信用 品牌 法治 素质 能力 组织"
        ),
        metadata=_about("不是工程的“建设”", "S04", "此词之后的“建设工程”等，不当作工程基建"),
    )
    completion_words: WordList = field(
        default_factory=lambda: WordList.of(
            "完成 完工 竣工 验收 交付 结束 投入使用 支付 发放 到位"
        ),
        metadata=_about("完成时间用语", "S12", "三级指标或描述中表示事情办完的词"),
    )
    payment_rate_words: WordList = field(
        default_factory=lambda: WordList.of("支付率 付款率 支付比例 付款比例 支出率"),
        metadata=_about("支付率用语", "S12", "三级指标中表示应付款已付多少的词"),
    )
    wage_words: WordList = field(
        default_factory=lambda: WordList.of(
            "工资 薪酬 劳务派遣 劳务人员 派遣人员 公益岗 公益性岗位 保安 保洁 临聘 临时人员 "
            "聘用人员 编外人员 辅警 协管员 人员经费"
        ),
        metadata=_about("工资类项目", "S13", "项目名称中有此词的，支出按月发生"),
    )
    total_words: WordList = field(
        default_factory=lambda: WordList.of("总 合计 共计"),
        metadata=_about("合计行用语", "S14 S16 S21", "三级指标中有此词的成本行是合计，不再相加"),
    )
    no_total_words: WordList = field(
        default_factory=lambda: WordList.of("总工会 总队 总站 总台 总局 总部 总署 总结"),
        metadata=_about("不表示合计的“总”", "S14 S16 S21", "含“总”字但不是合计的词"),
    )
    unit_price_words: WordList = field(
        default_factory=lambda: WordList.of("单价 单套 单位成本 人均 户均 均价 每"),
        metadata=_about("单价用语", "S14 S16 S21", "名称或描述中有此词（每年除外）的成本是单价"),
    )
    yuan_price_words: WordList = field(
        default_factory=lambda: WordList.of("工资 补助 补贴 津贴 标准 价格"),
        metadata=_about("以元计的标准", "S14 S16 S21", "三级指标中有此词、以元计的成本是单价"),
    )
    total_cost_words: WordList = field(
        default_factory=lambda: WordList.of(
            "总成本 总费用 总共费用 总支出 总经费 总金额 总开支 总花费 总额 总计 合计 共计"
        ),
        metadata=_about("总成本用语", "S15", "成本行以此为名的，指标值应等于预算数"),
    )
    general_verbs: WordList = field(
        default_factory=lambda: WordList.of(
            "保障 服务 覆盖 涉及 涵盖 接通 完成 惠及 受益 补助 补贴 资助 发放 支持"
        ),
        metadata=_about("笼统的动词", "S17", "三级指标以此开头的，比较数字时不看这个词"),
    )
    earlier_year_words: WordList = field(
        default_factory=lambda: WordList.of(
            "结转 结余 余款 尾款 欠款 欠付 未付 续建 质保 上年 往年 清算 补发 追加 决算 审计 评价"
        ),
        metadata=_about("以前年度事项", "S18", "项目名称中有此词的，可以写以前的年份"),
    )
    empty_goal_words: WordList = field(
        default_factory=lambda: WordList.of("用于 费用 经费 支出 资金 相关 有关 进行 开展"),
        metadata=_about("不算共同内容的词", "S20", "目标和指标只共有这些词的，不算有对应"),
    )
    measurable_words: WordList = field(
        default_factory=lambda: WordList.of(
            "合格 达标 达到 优秀 优良 良好 优于 领先 通过 符合 标准 健全 齐全 全覆盖 完成 已 无 "
            "未发生 不发生 不出现 杜绝 零事故 零投诉 零差错 零违规 零发生 零伤亡 零死亡 零舆情 "
            "零容忍 零增长 不低于 不高于 不超 上年 去年 往年 同比 环比 基期"
        ),
        metadata=_about("可衡量的说法", "R09", "含有此词的定性指标值能判断做到了没有"),
    )
    inverse_words: WordList = field(
        default_factory=lambda: WordList.of(
            "投诉 事故 故障 违规 违纪 违法 犯罪 发案 火灾 险情 灾害 受灾 伤亡 死亡 发病 患病 感染 "
            "复发 中毒 流失 损失 损耗 损坏 破损 报废 丢失 漏损 漏水 漏电 泄漏 缺陷 差错 错误 误差 "
            "失误 偏差 偏离 逾期 延误 延期 超期 超时 拖欠 欠款 欠费 欠薪 结余 结转 闲置 空置 空缺 "
            "能耗 电耗 水耗 变质 不合格 不达标 不满意 差评 返工 返修 返贫 辍学 失业 贫困 污染 排放 "
            "噪声 噪音 隐患 风险 负债 债务 纠纷 信访 上访 诉讼 败诉 舆情 病害 虫害 撂荒 抛荒 中断 "
            "停电 停水 停机 宕机 拥堵 时限 工期 波动 自付 自负 淘汰 退回 退货 重复率"
        ),
        metadata=_about("以少为好的事", "R07 R12 R22", "名称中有此词的指标，数值越小越好"),
    )
    remedy_words: WordList = field(
        default_factory=lambda: WordList.of(
            "减少 降低 下降 压减 减轻 缩短 避免 挽回 处理 办理 办结 处置 排查 检查 整改 整治 化解 "
            "查处 修复 维修 抢修 排除 治理 消除 防治 防控 防范 预防 监测 检测 监管 管控 调解 受理 "
            "回访 解决 应对 预警 发现 抽查 上报 报告 宣传 培训 演练 应急 救援 救助 理赔 赔付 认定 "
            "鉴定 打击 侦破 破案 审理 审结 调查 回收 清理 清收 清偿 盘活 保险 覆盖 达标"
        ),
        metadata=_about(
            "应对用语", "R07", "与“以少为好的事”同在名称中的，数值越大越好，如 投诉处理率"
        ),
    )
    limited_words: WordList = field(
        default_factory=lambda: WordList.of(
            "控制 限额 上限 限制 限度 编制 编外 聘用 临聘 借调 精简 压缩 压减 减少 降低 下降 缩短 "
            "节约 节省 节能 三公 接待 出国 出境 公务用车 公车 会议 发文 用电 用水 用油 用纸 用气 "
            "用能 耗材 消耗 能源 占比 比例 比重 成本 费用 执行率 支出率 支付率 使用率 变更 增支 "
            "超支 加班 等候 等待 案件 浓度 含水 含量 沉降 吸水 离职 剖宫产 抗生素 抗菌 耗 误 漏 错 "
            "坏 废 死 退 违 不"
        ),
        metadata=_about("可以有上限的事", "R07", "名称中有此词的指标，可以用 ≤"),
    )
    least_costs: WordList = field(
        default_factory=lambda: WordList.of(
            "节约 节省 节支 降低 下降 压减 减少 标准 补助 补贴 补偿 奖 工资 薪 待遇 津贴 投入 投资 "
            "配套 收入 收益 募集 筹集 拨付 发放 到位"
        ),
        metadata=_about("可以有下限的成本", "R07", "成本指标中有此词的，可以用 ≥，如 最低补助标准"),
    )
    name_units: WordTable = field(
        default_factory=lambda: WordTable.of(
            ("层", "楼层数 楼层数量 层数"),
            ("人、名、位、员、口", "人数 人员数 人员数量"),
            ("人次、人、次", "人次 人次数"),
            ("次、场、回、遍、轮、趟、期、批、届、班、起、例、件、宗、条、篇、天", "次数"),
            ("户、家", "户数"),
            ("%、‰、‱、百分点、千分点、倍、成", "率 满意度 比例 比率 占比 百分比"),
            (
                "元、万元、角、美元、欧元、港元、%、倍",
                "费用 工资 价格 单价 金额 经费 造价 成本",
            ),
            (
                "平方米、亩、平方公里、平米、平方、m2、平方千米、km2、公顷、hm2、ha、顷、平方厘米、cm2",
                "面积",
            ),
            ("公里、千米、km、米、m、里、延米、延长米、海里", "里程"),
            (
                "日、月、小时、年、季度、周、星期、旬、天、时、分钟、分、秒",
                "时限 期限 时长 工期 天数",
            ),
        ),
        metadata=_about("名称与单位", "R05", "三级指标以此词结尾的，指标值用这些单位，用顿号分开"),
    )
    unit_spellings: WordTable = field(
        default_factory=lambda: WordTable.of(
            ("%", "百分比 百分之 百分 百分号"), ("万元", "万"), ("Mbps", "M 兆")
        ),
        metadata=_about("单位写法", "R23", "不规范的单位，以及应当怎样写"),
    )
    price_words: WordList = field(
        default_factory=lambda: WordList.of("工资 薪酬 单价 标准 补助 补贴 津贴 劳务费"),
        metadata=_about("要写口径的金额", "R17", "三级指标中有此词的，单位要写明每月、每人或每次"),
    )
    goal_verbs: WordList = field(
        default_factory=lambda: WordList.of(
            "保障 确保 保证 提高 提升 大幅 促进 加强 增强 减少 降低 改善 推进 推动 巩固 优化 维护 "
            "实现"
        ),
        metadata=_about("目标用语", "R11", "三级指标以此开头又没有量词的，疑似是目标"),
    )
    class_words: WordTable = field(
        default_factory=lambda: WordTable.of(
            (
                "时效指标",
                "及时 按时 准时 按期 如期 时限 期限 时长 工期 时效 年内 当年 提前 按月 按季",
            ),
            (
                "质量指标",
                "合格 达标 准确 正常 完好 优良 优秀 精准 精确 规范 质量 正确 获奖 引用 论文 专利",
            ),
            ("成本指标", "费用 价格 单价 成本 造价 工资 经费 支出 预算 标准"),
            ("服务对象满意度指标", "满意"),
            ("数量指标", "人数 人次 次数 户数 场次 数量 面积 里程 个数 台数 件数 套数"),
        ),
        metadata=_about("归类用语", "R12", "说明一行指标属于哪个二级指标的词"),
    )
    own_staff: WordList = field(
        default_factory=lambda: WordList.of(
            "派遣人员 公益岗人员 公益岗 公益性岗位人员 办公人员 专家 保安 保洁 临聘人员 聘用人员 "
            "编外人员 劳务人员 临时人员 协管员"
        ),
        metadata=_about("领取报酬的人", "R21", "一般不是项目的服务对象"),
    )
    people_served: WordList = field(
        default_factory=lambda: WordList.of(
            "群众 企业 学生 家长 居民 市民 村民 农户 患者 病人 用户 游客 公众 社会 市场主体 当事人 "
            "办事 项目方 服务对象 受益"
        ),
        metadata=_about("服务对象", "R21", "名称或描述中有此词的，不算只问领取报酬的人"),
    )
    vague_bases: WordList = field(
        default_factory=lambda: WordList.of(
            "历史经验 工作计划 三定方案 合同约定 工作要求 财务数据 工作需要 工作需求 工作实际 "
            "实际工作 实际情况 实际需要 实际需求 年度计划 年度工作计划 计划 合同 合同规定 合同要求 "
            "历史数据 历年数据 往年数据 往年经验 历年经验 以往经验 上级要求 文件要求 文件规定 "
            "相关文件 有关文件 相关规定 有关规定 相关要求 有关要求 部门职责 单位职责 工作职责 "
            "岗位职责 工作安排 预算 预算安排 项目计划"
        ),
        metadata=_about("笼统的依据", "R18 R19", "只写了这些词的依据，查不到出处"),
    )
    survey_words: WordList = field(
        default_factory=lambda: WordList.of(
            "问卷 调查 调研 测评 测验 评价 评议 回访 走访 座谈 访谈 打分 评分 投票 统计 反馈 抽样 "
            "热线"
        ),
        metadata=_about("调查用语", "R19", "满意度的依据中有此词的，是调查得来的"),
    )
    name_labels: WordList = field(
        default_factory=lambda: WordList.of(
            "联系人 经办人 收款人 领款人 户主 户名 姓名 申请人 受益人 受助人 负责人 法定代表人 "
            "法人代表 承包人 监护人 承租人 出租人"
        ),
        metadata=_about("姓名前的用语", "D07", "后面跟冒号和个人姓名的用语，如 联系人：张三"),
    )
    surnames: WordList = field(
        default_factory=lambda: WordList.of(
            "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 "
            "曹 彭 曾 肖 田 董 潘 袁 蔡 蒋 余 于 杜 叶 程 魏 苏 吕 丁 任 卢 姚 沈 钟 姜 崔 谭 陆 "
            "范 汪 廖 石 贾 韦 夏 付 傅 邹 熊 白 孟 秦 邱 侯 江 尹 薛 闫 阎 段 雷 龙 黎 史 陶 贺 "
            "毛 郝 顾 龚 邵 覃 武 钱 戴 严 莫 孔 汤 常 温 康 施 牛 樊 葛 邢 欧阳 司马 上官 诸葛"
        ),
        metadata=_about("常见姓氏", "D07", "用来辨认个人姓名的姓氏"),
    )
    placeholder_words: WordList = field(
        default_factory=lambda: WordList.of("无 暂无 待定 待填 待填写 待补充 未定 NULL NONE N/A"),
        metadata=_about("占位用语", "C13", "整格只有这个词的，等于没有填；字母写大写"),
    )
    spending_words: WordList = field(
        default_factory=lambda: WordList.of(
            "用于 支付 付款 偿还 缴纳 发放 补助 补贴 补偿 资助 救助 慰问 奖励 购置 购买 采购 "
            "租用 租赁 聘用 聘请 雇用 委托 开展 举办 组织 实施 建设 新建 改造 修建 修缮 维修 "
            "维护 保养 养护 更新 印刷 制作 编制 开发 升级 运维 安装 检测 培训 宣传 治理 整治 "
            "绿化 保障 费用 经费 开支 支出"
        ),
        metadata=_about("资金用途用语", "C09", "资金用途中说明钱怎么花的词；一个都没有的作提示"),
    )
    clipped_ends: WordList = field(
        default_factory=lambda: WordList.of(
            "正常运 安全运 稳定运 平稳运 有序运 有效运 高效运 顺利运 良好运 健康运 正常开 顺利开 "
            "有序开 顺利进 有序进 顺利实 有效实 全面实 稳步推 有序推 扎实推 持续推 等费 工作经 "
            "专项经 办公经 业务经 项目经 活动经 培训经 专项资 项目资 财政资 补助资 基础设 配套设 "
            "队伍建 能力建 体系建 制度建 作风建 文化建 营商环 办公环 生态环 人居环 工作效 社会效 "
            "经济效 工作质 服务质 工程质 工作人 人民群 满意程"
        ),
        metadata=_about("不完整的词尾", "C09 C20", "一句话以此结尾的，疑似漏了最后一个字"),
    )
    reduplications: WordList = field(
        default_factory=lambda: WordList.of(
            "人人 天天 年年 月月 日日 时时 刻刻 处处 事事 件件 样样 种种 家家 户户 村村 个个 "
            "条条 项项 层层 级级 步步 次次 场场 代代 点点 滴滴 刚刚 常常 往往 渐渐 慢慢 仅仅 "
            "每每 频频 屡屡 早早 远远 大大 多多 好好 深深 紧紧 牢牢 稳稳 满满 整整 足足 单单 "
            "轻轻 微微 静静 默默 悄悄 匆匆 纷纷 统统 通通 明明 恰恰 偏偏 万万 区区 寥寥 比比 "
            "等等 看看 想想 试试 说说 谈谈 听听 走走 谢谢 双双 两两 重重 累累 鼎鼎 济济 勃勃 "
            "腾腾 迢迢 忡忡 仆仆 彬彬 汹汹 洋洋 油油 晶晶 灿灿 甸甸 彤彤 乎乎 堂堂 凛凛 冲冲 "
            "翩翩 奕奕 炯炯 绵绵 滚滚 滔滔 荡荡 茫茫 苍苍 沉沉 闪闪 熊熊 隆隆 轰轰 朗朗 琅琅 "
            "盈盈 亭亭 潺潺 依依 悠悠 皑皑 历历 昭昭 碌碌 耿耿 津津 孜孜 循循 谆谆 娓娓 欣欣 "
            "蒸蒸 兢兢 业业 楚楚 巍巍 爸爸 妈妈 爷爷 奶奶 公公 婆婆 姥姥 叔叔 伯伯 舅舅 哥哥 "
            "姐姐 弟弟 妹妹 太太 宝宝 娃娃 星星 猩猩 狒狒 蝈蝈 蛐蛐 饽饽 馍馍 泡泡 框框 杠杠 "
            "道道 圈圈 某某 哈哈 啦啦"
        ),
        metadata=_about("叠词", "C20", "本来就重叠的字，不算多写"),
    )
    use_openers: WordList = field(
        default_factory=lambda: WordList.of("购置 购买 采购 支付 缴纳 发放 偿还"),
        metadata=_about("用途开头用语", "C12", "以此开头又没有数量和效果的目标，疑似是资金用途"),
    )
    effect_words: WordList = field(
        default_factory=lambda: WordList.of(
            "保障 确保 保证 保持 保护 提高 提升 改善 促进 满足 实现 达到 达标 增强 增进 增加 "
            "扩大 推动 推进 带动 优化 完善 健全 方便 便利 便于 解决 缓解 降低 减少 减轻 消除 "
            "防止 防范 预防 避免 杜绝 遏制 规范 巩固 加强 加快 加大 助力 维持 稳定 正常 顺利 "
            "顺畅 畅通 有效 有序 及时 按时 按期 足额 满意 受益 惠及 从而 以便 使得 完成 全覆盖 "
            "有力 营造 形成 发挥 激发 培育 丰富 弘扬"
        ),
        metadata=_about("效果用语", "C12", "绩效目标中说明效果的词"),
    )
    general_words: WordList = field(
        default_factory=lambda: WordList.of(
            "用于 费用 经费 支出 资金 预算 项目 单位 部门 年度 工作 业务 任务 活动 情况 相关 有关 "
            "各项 进行 开展 保障 保证 确保 提高 提升 加强 加大 力度 完成 推进 推动 促进 落实 实施 "
            "实现 继续 持续 进一步 做好 更好 提供 改善 完善 健全 优化 规范 合理 及时 顺利 有序 "
            "正常 有效 充分 切实 积极 全面 运转 运行 服务 管理 建设 发展 水平 能力 质量 效率 程度 "
            "满意 满意度 群众 需求 要求 标准 制度 机制 体系 组织 重点 基本 日常 稳定 支付 目标 "
            "绩效 指标"
        ),
        metadata=_about(
            "不算共同内容的词（分项绩效目标）", "D05", "项目和分项绩效目标只共有这些词的，不算有关"
        ),
    )


def word_lists() -> dict[str, AboutWords]:
    """What there is to say about each field of ``Words``, in their order."""
    return {item.name: item.metadata["about"] for item in fields(Words)}
