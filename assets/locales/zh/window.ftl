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
