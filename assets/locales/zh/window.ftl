# The window.
menu-file = 文件
menu-edit = 编辑
menu-view = 视图
menu-go = 查看
menu-help = 帮助
action-open-files = 打开报告…
action-open-folder = 打开文件夹…
action-open-review = 打开审阅文件…
action-open-samples = 打开示例报告
action-save = 保存审阅
action-save-as = 审阅另存为…
action-quit = 退出
action-undo = 撤销
action-redo = 重做
action-copy = 复制所选文字
action-note = 写批注
action-clear-choice = 取消选择
action-next-finding = 下一处发现
action-previous-finding = 上一处发现
action-other-place = 另一处
action-one-pane = 单窗
action-two-panes = 双窗对照
action-next-pane = 切换到另一窗
action-toggle-library = 显示报告与章节
action-toggle-findings = 显示发现与批注
action-toggle-furniture = 隐藏网页附带文字
action-toggle-phrases = 显示套话
action-zoom-in = 放大
action-zoom-out = 缩小
action-zoom-reset = 实际大小
action-theme-system = 跟随系统外观
action-theme-light = 浅色
action-theme-dark = 深色
action-keys = 快捷键
action-about = 关于校勘
undo-step = 撤销：{ $step }
redo-step = 重做：{ $step }
close = 关闭
cancel = 取消
dismiss = 知道了

# The library and the outline.
library = 报告
library-empty = 还没有打开报告。把文件或文件夹拖到窗口里，或按 Ctrl+O。
outline = 章节
outline-empty = 这份报告没有可识别的章节标题。
length = { $characters } 字
share-within = 文内重复 { $share }
share-across = 与他文相同 { $share }
undecodable = { $count } 处无法解码
note-count = 批注 { $count }
show-in-pane = 在{ $pane }窗显示
reread = 重新读取文件
close-report = 移出列表
encoding-tip = 文字编码
encoding-guessed = 编码是按内容推断的。若有乱码，可在此改选。
encoding-automatic = 自动识别

# Panes and marks.
pane-reading = 正在读取…
pane-empty = 在左侧列表中点选一份报告，显示在这里。
pane-close = 关闭此窗
ruler = 全文位置
mark-same = 相同
mark-near = 近似
mark-within = 文内重复
mark-phrase = 套话
finding-same = 连续 { $characters } 字相同，共 { $places } 处
finding-near = 约 { $characters } 字近似，共 { $places } 处
finding-within = 连续 { $characters } 字在文内重复，共 { $places } 处
finding-phrase = { $characters } 字通用表述，共 { $places } 处
mark-button = 第 { $number } 条：{ $what }
exact-by-letter = 逐字相同
exact-but-for = 文字相同，空格、全半角或标点写法有 { $count } 处不同
mark-click = 点击后，另一处显示在{ $pane }窗
mark-click-second = 点击后，另一处显示在第二窗
place-here = 本文第 { $line } 行
place-there = { $title }  第 { $line } 行
places-more = 另有 { $count } 处
places-all = { $places } … 共 { $count } 处
line = 第 { $line } 行

# Findings.
findings = 发现
findings-empty = 没有发现重复的段落。套话不计在内。
findings-wait = 正在比对…
phrases-show = 显示 { $count } 条套话
phrases-hide = 隐藏 { $count } 条套话
position-tip = 当前第几条发现，共几条

# Notes.
notes = 批注
notes-empty = 还没有批注。选中一段文字，或选一条发现，按 N 写批注。
note-new = 新批注
note-edit = 编辑批注
note-go = 转到原文
note-delete = 删除
note-resolve = 标为已解决
note-reopen = 重新打开
note-keep = 保留批注
note-keep-tip = 保留批注 [{ $key }]
note-hint = 写下意见…
note-body = 批注内容
note-marker = 批注 { $number }
note-about = 「{ $quote }」 { $title }
note-needs-a-place = 请先选中一段文字，或选一条发现，再写批注。
note-reattach-needs-a-selection = 请先选中这条批注应指的文字。
note-text-not-open = 这条批注所在的报告没有打开，或原文已找不到。
category = 类别
category-duplicate = 重复
category-structure = 结构
category-figures = 数据
category-wording = 表述
category-question = 疑问
category-praise = 肯定
severity-info = 提示
severity-minor = 轻微
severity-major = 较重
severity-critical = 严重
state-moved = 原文已移位
state-uncertain = 位置待确认
state-orphan = 原文未找到
status-resolved = 已解决

# The status bar and questions.
status-no-notes = 没有需要保存的批注
status-unsaved = 有未保存的修改（批注 { $notes } 条）
status-saved = 已保存 { $time } · { $name }
status-opened = { $name }
status-read-only = 只读：{ $name }
status-selected = 已选 { $characters } 字
activity-reading = 正在读取 { $done } / { $all }
activity-analysing = 正在比对
activity-saving = 正在保存
question-close = 关闭前保存批注吗？
question-replace = 打开另一份审阅前保存批注吗？
question-text = 有未保存的批注。不保存就会丢失。
question-save = 保存
question-discard = 不保存
question-stay = 返回

# The empty window.
welcome-what = 并排阅读多份报告，看清哪里重复、怎样构成，并留下批注
welcome-drop = 也可以把文件或文件夹拖到这里
welcome-drop-now = 松开即可打开
welcome-local = 所有内容只在本机处理，不会上传

# What failed, and help.
one-review-at-a-time = 一次只能打开一份审阅文件，已打开第一份。
job-failed = 后台处理出错，结果可能不完整。已写的批注不受影响。
samples-failed = 示例报告无法写入用户文件夹：{ $words }
settings-unreadable = 设置文件 { $path } 无法读取，暂用默认设置，文件保持不变：{ $words }
settings-not-kept = 设置未能写入 { $path }：{ $words }
keys-keep-note = 保留正在写的批注
keys-scroll = 滚动当前窗
about-version = 校勘 Jiaokan { $version }
about-what = 并排审阅多份报告的桌面程序。只指出哪里相同，判断由审阅人作出。不使用网络。
about-licences = 程序按 MIT 或 Apache-2.0 许可。字体：Noto Sans SC（SIL OFL 1.1）。图标：Phosphor（MIT）。
prompt-open = 打开报告
prompt-review = 打开审阅文件
prompt-save = 保存审阅
prompt-why = 系统没有提供文件选择窗口，请输入文件或文件夹的路径。
prompt-path = 路径
prompt-done = 确定

# Panes.
pane-splitter = 窗格分隔线
pane-name = { $pane }窗
pane-drag = 按住拖动，可调换窗格位置
action-three-panes = 三窗对照
action-four-panes = 四窗对照
action-previous-pane = 切换到上一窗
action-pane-left = 窗格左移
action-pane-right = 窗格右移
action-link-scrolling = 联动滚动
action-select-all = 全选本窗文字

# Going about.
action-back = 后退
action-forward = 前进
action-next-section = 下一节
action-previous-section = 上一节
action-go-to-line = 转到行…
go-to-range = 《{ $title }》共 { $count } 行
go-to-line-number = 行号
go-to-no-such-line = 没有这一行
action-palette = 命令面板
palette-hint = 输入命令、报告或章节名称的一部分
palette-none = 没有相符的命令、报告或章节。
palette-report = 报告
palette-section = 章节

# Findings: filter, groups, verdicts.
menu-panes = 窗格
menu-findings = 审阅
action-filter = 筛选发现
filter-hint = 筛选：类型:近似 字数:>30 报告:2 …
filter-clear = 清除筛选
filter-menu = 常用筛选
filter-unknown = “{ $word }”不是可用的筛选词，列表未变。
filter-open = 未定的
filter-open-term = 结论:未定
filter-confirmed = 已确认的
filter-confirmed-term = 结论:确认
filter-dismissed = 已排除的
filter-dismissed-term = 结论:排除
filter-near = 近似文字
filter-near-term = 类型:近似
filter-same = 与他文相同
filter-same-term = 类型:相同
filter-within = 文内重复
filter-within-term = 类型:文内
filter-long = 100 字以上
filter-long-term = 字数:>100
filter-without-note = 尚无批注的
filter-without-note-term = 批注:无
findings-none-match = 没有符合筛选的发现。
group-several = 三份及以上报告
action-group-none = 不分组
action-group-reports = 按报告分组
action-group-kind = 按类型分组
action-confirm = 确认
action-dismiss = 排除
verdict-confirmed = 已确认
verdict-dismissed = 已排除
verdict-by = { $verdict } · { $author }
verdict-reason = 理由（可不填）
action-finding-text = 发现的纯文本…
copy = 复制

# Search.
action-search = 搜索
action-next-hit = 下一个搜索结果
action-previous-hit = 上一个搜索结果
search-hint = 在全部报告中搜索
search-only-here = 仅本窗
search-only-here-tip = 只在当前窗格的报告中搜索
search-regex = 正则表达式
search-close = 关闭搜索
search-hits = 搜索结果
search-busy = 正在搜索…
search-none = 没有找到
search-count = { $count } 处
search-at = 第 { $number } 处，共 { $count } 处
search-more = 超过 { $count } 处
search-pattern-wrong = 正则表达式有误：{ $words }

# Settings.
action-settings = 设置…
settings-looks = 外观
settings-language = 界面语言
settings-theme = 明暗
settings-reading = 阅读
settings-size = 正文字号
settings-line-height = 行高（字号的倍数）
settings-findings = 发现
settings-min-length = 最短文字
settings-min-length-unit = 字，短于此不列

# Two reports row by row, and the matrix.
compare = 逐段比对
compare-wait = 正在比对…
compare-close = 关闭比对
compare-swap = 左右对调
compare-show-panes = 在窗格中并排查看
compare-note = 为此行写批注
compare-folded = { $count } 段相同，点击展开
compare-moved-tip = 移到了别处。再点一次，转到另一处。
row-equal = 相同
row-changed = 有改动
row-moved = 移动
row-only-left = 仅左侧有
row-only-right = 仅右侧有
compare-similarity = 相同 { $share }
compare-count-changed = 改动 { $count } 段
compare-count-years = 其中仅年份不同 { $count } 段
compare-count-moved = 移动 { $count } 段
compare-count-removed = 仅左侧 { $count } 段
compare-count-added = 仅右侧 { $count } 段
action-compare = 逐段比对两份报告
action-next-difference = 下一处不同
action-previous-difference = 上一处不同
action-hide-equal-rows = 折叠相同段落
action-matrix = 相同程度总览
matrix = 相同程度总览
matrix-what = 每格：行的报告有多少文字也在列的报告里；对角线：文内重复。点击一格，并排查看。
matrix-close = 关闭总览
matrix-empty = 打开两份以上报告后，这里显示彼此相同的程度。
matrix-cut = 只列出相同最多的 { $count } 份报告。
matrix-own = 《{ $left }》文内重复 { $share }
matrix-cell = 《{ $left }》的 { $share } 也在《{ $right }》中；反过来为 { $back }
recent-reviews = 最近的审阅

# How alike the places of a near passage are.
near-figures = 仅数字不同，共 { $count } 处
near-similarity = 相似度 { $similarity }，{ $count } 处改动
near-kept = 第一处有 { $first } 的文字也在另一处；另一处有 { $second } 也在第一处

# Files on disk, and stopping.
reading-stopped = 已停止读取，{ $count } 份报告未打开。
analysis-stopped = 已停止比对。按 F5 重新读取任一报告，会再次比对。
stop = 停止
changed-on-disk = 文件已更改
changed-bar = { $count } 份报告的文件已更改。重新读取后，批注会重新定位。
changed-reread = 重新读取
whole-page = 显示页面的其余文字
pane-format = { $format }，共 { $pages } 页
# Checks and parts in the window.
mark-check = 检查
mark-alone = 点击选中此条
filter-check = 仅检查
filter-check-term = 类型:检查
filter-without-check = 不含检查
filter-without-check-term = -类型:检查
parts = 组成部分
parts-absent = 缺 { $count } 项
part-at = { $part }：{ $state }，第 { $line } 行
part-nowhere = { $part }：{ $state }
settings-general = 常规
settings-checks = 检查
settings-checks-numbering = 编号与标题
settings-checks-figures = 数字与日期
settings-checks-names = 名称
settings-checks-text = 文字
settings-checks-reset = 恢复默认
settings-check-hint = 提示，未必有误
settings-profile = 应有部分
settings-profile-shipped = 法治政府建设年度报告（自带）
settings-profile-choose = 选择清单文件…
settings-profile-default = 用自带清单
prompt-profile = 打开清单文件
profile-unreadable = 无法读取清单文件 { $path }。文件可能已移走或改名，请在设置中重新选择。
profile-faulty = 清单文件 { $path } 第 { $line } 行第 { $column } 列有误：{ $words }。改好后重新比对即可；在此之前不显示组成部分。
# 批注的列表、编辑、恢复、保存状态。
notes-none-match = 没有符合条件的批注。
notes-chosen = 已选 { $count } 条
notes-resolve = 标为已解决
notes-reopen = 重新打开
notes-delete = 删除所选批注
notes-add-tag = 加标签
notes-add-tag-button = 给所选批注加上标签
notes-tab-all = 全部 { $count }
notes-tab-orphans = 原文未找到 { $count }
notes-conflicts = 冲突 { $count }
note-order = 批注的顺序
note-order-written = 按写入先后
note-order-place = 按原文位置
note-order-severity = 按程度
note-order-changed = 按最近修改
note-order-author = 按审阅者
note-filter = 筛选批注
note-filter-hint = 筛选批注，如 程度:较重
note-filter-menu = 常用筛选
note-filter-clear = 清除筛选
note-filter-open = 未解决的
note-filter-open-term = 状态:未解决
note-filter-resolved = 已解决的
note-filter-resolved-term = 状态:已解决
note-filter-grave = 较重以上的
note-filter-grave-term = 程度:>=较重
note-filter-uncertain = 位置待确认的
note-filter-uncertain-term = 位置:待确认
note-filter-figures = 关于数据的
note-filter-figures-term = 类别:数据
note-filter-untagged = 没有标签的
note-filter-untagged-term = 标签:
note-filter-conflict-term = 标签:冲突
note-tags = 批注标签
note-tags-hint = 标签，用空格隔开
note-tag-remove = 去掉标签 { $tag }
note-written = { $author } · { $created }
note-written-changed = { $author } · { $created }，改于 { $modified }
note-uncertain = 报告有改动，这里是最可能的位置。请核对。
note-moved = 报告有改动，原文已在别处找到。
note-orphan = 报告中已没有这段文字。可选中应指的文字，重新定位。
note-confirm = 确认位置
note-reattach = 定位到选中的文字
note-reattach-place = 第 { $place } 处定位到选中的文字
note-markers = 此行有 { $count } 条批注
action-merge = 并入另一份审阅…
action-locate = 寻找移动过的报告…
action-severity-info = 程度：提示
action-severity-minor = 程度：轻微
action-severity-major = 程度：较重
action-severity-critical = 程度：严重
left-over-never-saved = 一份从未保存的审阅
left-over-review = “{ $file }”
left-over-changes = 上次未正常结束：{ $name }有 { $count } 项修改没有保存（{ $time }）。
left-over-changes-draft = 上次未正常结束：{ $name }有 { $count } 项修改和一条正在写的批注没有保存（{ $time }）。
left-over-draft = 上次未正常结束：{ $name }有一条正在写的批注没有保存（{ $time }）。
left-over-restore = 恢复
left-over-discard = 放弃…
left-over-ask = 放弃后无法找回。确定放弃吗？
left-over-discard-sure = 放弃
left-over-keep = 留着
status-journalled = 未保存，已记入日志 { $time }
status-failing = 未保存，日志无法写入！请尽快保存
status-reviewer = 审阅者：{ $name }
settings-notes = 批注
settings-reviewer = 审阅者姓名
settings-autosave = 自动保存审阅文件
settings-autosave-after = 修改后多久保存
settings-seconds = 秒

# The order of the library.
library-order = 报告的顺序
library-order-opened = 按打开先后
library-order-shared = 与他文相同最多的在前
library-order-within = 文内重复最多的在前
library-order-title = 按标题

# Exporting in the window.
action-export = 导出…
export-title = 导出审阅
export-as-docx = Word 文档（.docx）
export-for-docx = 批注标在报告原文上，可以继续修改、打印
export-as-html = 网页（.html）
export-for-html = 报告并排、批注在旁，浏览器打开即看
export-as-xlsx = Excel 工作簿（.xlsx）
export-for-xlsx = 批注、发现、报告的清单，可筛选、排序
export-as-md = Markdown（.md）
export-for-md = 纯文字，便于贴进邮件或别的文档
export-as-csv = CSV 表格（.csv）
export-for-csv = 一张表，给别的软件读入
export-as-jsonld = JSON-LD（.jsonld）
export-for-jsonld = W3C 网络批注，给程序交换
export-least-any = 全部
export-least = { $severity }以上
export-findings-standing = 除已排除的之外
export-findings-confirmed = 只要已确认的
export-findings-all = 全部，连同已排除的
export-findings-none = 不要，只导出批注
export-only-open = 只要还没有处理的
export-listed-only = 只要批注列表里筛出的 { $count } 条
export-reports-all = 全部报告
export-reports-shown = 正在显示的报告
export-preview = 将写出
export-preview-reading = 报告还在读取，读完就能导出。
export-preview-nothing = 没有可导出的报告。
export-preview-notes = { $notes } 条批注，关于 { $reports } 份报告。
export-preview-unknown = { $notes } 条批注，关于 { $reports } 份报告。报告还没有比较完，有哪些发现，导出时再查。
export-preview-both = { $notes } 条批注、{ $findings } 项发现，关于 { $reports } 份报告。
export-preview-word = { $notes } 条批注和 { $findings } 项已确认的发现，写成 Word 批注。未确认的发现不写进 Word。
export-preview-files = 共 { $count } 个文件：{ $original } 个复制原文件再加批注，{ $rebuilt } 个没有 .docx 原文件，按文字重新排版。
export-file-copied = ● { $title } — 原文件的副本
export-file-rebuilt = ○ { $title } — 重新排版
export-where = 导出到…
export-ending = -批注
prompt-export = 导出成哪个文件？
prompt-export-folder = 导出到哪个文件夹？
export-replace-title = { $count ->
    [1] 文件已经存在，要替换吗？
   *[other] { $count } 个文件已经存在，要替换吗？
 }
export-replace-more = ……还有 { $count } 个
export-replace = 替换
export-keep = 不替换，不导出
activity-exporting = 正在导出
activity-exporting-files = 正在导出（{ $done }/{ $all }）
export-show = 在文件夹中显示
export-no-file-manager = 打不开文件夹“{ $folder }”。请在文件管理器里自行打开。
export-done = 已导出到“{ $file }”。
export-done-kept = 已导出到“{ $file }”：批注加在原文件的副本里，格式保持原样。
export-done-rebuilt = 已导出到“{ $file }”：按报告的文字重新排版。
export-done-not-kept = 已导出到“{ $file }”：原文件里无法准确标出每条批注，改按报告的文字重新排版。
export-done-folder = 已导出 { $count } 个 Word 文件到“{ $folder }”：{ $kept } 个是原文件的副本，{ $rebuilt } 个按文字重新排版{ $replaced ->
    [0] {"。"}
   *[other] ；另有 { $replaced } 个的原文件里无法准确标出每条批注，也按文字重新排版。
 }
export-unread = 有 { $count } 份报告读不到，它们的批注仍已导出。
export-written-before = 在此之前已写出 { $count } 个文件。
export-stopped = { $count ->
    [0] 已停止导出，没有写出文件。
   *[other] 已停止导出，此前写出的 { $count } 个文件还在。
 }
export-error-own = “{ $file }”是这次审阅的报告或审阅文件本身，没有覆盖。请换一个文件名。
