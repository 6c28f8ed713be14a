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
no-dialog = 系统没有提供文件选择窗口。可以把文件拖到窗口里，或在命令行中给出路径。
job-failed = 后台处理出错，结果可能不完整。已写的批注不受影响。
samples-failed = 示例报告无法写入用户文件夹：{ $words }
settings-unreadable = 设置文件 { $path } 无法读取，暂用默认设置，文件保持不变：{ $words }
settings-not-kept = 设置未能写入 { $path }：{ $words }
keys-keep-note = 保留正在写的批注
keys-scroll = 滚动当前窗
about-version = 校勘 Jiaokan { $version }
about-what = 并排审阅多份报告的桌面程序。只指出哪里相同，判断由审阅人作出。不使用网络。
about-licences = 程序按 MIT 或 Apache-2.0 许可。字体：Noto Sans SC（SIL OFL 1.1）。图标：Phosphor（MIT）。
