# Why a review file could not be read or written, and what to do.
review-error-missing = 找不到审阅文件“{ $file }”。它可能已被移动或改名。
review-error-folder-missing = “{ $file }”所在的文件夹不存在。请另选位置。
review-error-folder = “{ $file }”是文件夹，不是审阅文件。请选择其中的文件。
review-error-name = Windows 上不能有名为“{ $file }”的文件，未保存。请换一个文件名。
review-error-not-a-file = “{ $file }”不是普通文件。请选择审阅文件。
review-error-too-large = “{ $file }”有 { $megabytes } MB，超过 { $limit } MB 的上限。请把审阅拆成几份。
review-error-not-utf8 = “{ $file }”第 { $line } 行不是 UTF-8 编码。请用文本编辑器另存为 UTF-8 后重新打开。
review-error-syntax = “{ $file }”第 { $line } 行第 { $column } 列无法理解：{ $words }。文件保持原样，请修正后重新打开。
review-error-schema = “{ $file }”的格式版本是 { $schema }，本程序不支持。请用更新版本的程序打开。
review-error-read-denied = 没有读取“{ $file }”的权限。请检查文件权限。
review-error-held = 另一个程序正打开着“{ $file }”，未读写。请在那个程序里关闭后再试。
review-error-write-denied = 没有在“{ $file }”所在文件夹写入的权限，未保存。请另存到别处。
review-error-protected = “{ $file }”设有写保护，未保存。请取消保护，或另存到别处。
review-error-read-only-disk = “{ $file }”所在的磁盘是只读的，未保存。请另存到别处。
review-error-disk-full = 磁盘已满，“{ $file }”未保存。请腾出空间后重试，或另存到别处。
review-error-changed = “{ $file }”已被其他程序修改，未保存。请重新打开，或另存到别处。
review-error-exists = “{ $file }”已存在，未保存。请先打开它，或换一个文件名。
review-error-not-a-review = “{ $file }”已存在，而且不是审阅文件，未保存。请换一个文件名。
review-error-not-understood = “{ $file }”以只读方式打开，未保存。请另存到别处。
review-error-in-use = “{ $file }”正由另一个窗口或另一台电脑编辑（{ $who }），未保存。请另存到别处。
review-error-in-use-unnamed = “{ $file }”正由另一个窗口或另一台电脑编辑，未保存。请另存到别处。
review-error-unwritable-path = 无法写下报告“{ $report }”的路径，“{ $file }”未保存。请给该报告改名后重新添加。
review-error-system = 系统无法读写“{ $file }”：{ $words }

# Why a review is read-only.
review-read-only-newer = 只读：此文件由更新版本的程序写成（格式版本 { $schema }）。请升级程序后再修改。
review-read-only-fields = 只读：文件中有本程序不认识的字段（{ $names }），保存会丢失它们。请升级程序后再修改。
review-read-only-ids = 只读：文件中有重复的编号（{ $names }）。请用文本编辑器改正后重新打开。
review-read-only-targets = 只读：有批注（{ $names }）的位置超过 { $limit } 处，只显示前 { $limit } 处，保存会丢失其余位置。
review-read-only-in-use = 只读：此文件正由另一个窗口或另一台电脑编辑（{ $who }）。那边关闭后请重新打开。
review-read-only-in-use-unnamed = 只读：此文件正由另一个窗口或另一台电脑编辑。那边关闭后请重新打开。

# The name of a step, for “撤销：添加批注”.
edit-add-note = 添加批注
edit-take-comments = 取来报告中的批注
edit-remove-note = 删除批注
edit-change-note = 修改批注
edit-reattach-note = 重新定位批注
edit-confirm-note = 确认批注位置
edit-resolve-notes = 解决批注
edit-reopen-notes = 重新打开批注
edit-note-severity = 修改批注程度
edit-add-reply = 回复批注
edit-remove-reply = 删除回复
edit-add-tag = 添加标签
edit-remove-tag = 删除标签
edit-remove-notes = 删除多条批注
edit-add-report = 添加报告
edit-remove-report = 移除报告
edit-change-report = 更新报告
edit-judge = 作出结论
edit-reopen = 撤回结论
edit-title = 修改标题
edit-several = 多项修改
edit-merge = 合并

edit-error-missing = 这一项已不存在（{ $id }），未作修改。
edit-error-taken = 这一项已经存在（{ $id }），未作修改。

# The journal, restoring, merging, looking for reports.
journal-not-written = 无法写入日志，未保存的批注只在内存中，程序会继续重试。请尽快保存审阅：{ $words }
journal-unreadable = 日志“{ $file }”无法读取，保持原样：{ $words }
restore-save-first = 请先保存当前的批注，再恢复上次的内容。
restored = 已恢复上次未保存的 { $count } 项修改。请检查后保存。
restored-damaged = 日志中有 { $count } 条记录无法读取，可能缺少相应的修改。日志保留为“{ $file }”。
journal-put-away = 日志已移开，保留为“{ $file }”。
reports-elsewhere = 有 { $count } 份报告在另一台电脑上（“{ $file }”），没有自动打开。如果来源可靠，请从文件菜单打开。
restored-draft = 已恢复上次正在写的批注。
restored-merged = 已恢复上次未保存的内容。审阅文件此后又有改动，两边已合并，请检查后保存。
review-merged = 已并入“{ $file }”中的 { $taken } 处改动。
review-merged-conflicts = 已并入“{ $file }”中的 { $taken } 处改动；有 { $conflicts } 条批注或结论两边都改过，两份都保留，副本是带有标签“冲突”的批注。
locate-nothing-missing = 没有缺失的报告。
locate-none = 该文件夹中没有找到缺失的报告。
locate-found = 找到 { $count } 份移动过的报告。

# What came back from colleagues in exported files.
returned-taken = 从“{ $file }”并入：新批注 { $new } 条，改动 { $changed } 处，回复 { $replies } 条，解决或重开 { $resolved } 条，两边都改过而各留一份的 { $conflicts } 条；其中原文位置未定的 { $unplaced } 条，文件里已没有的 { $missing } 条。
returned-missing = 文件里已没有这条批注，审阅里仍保留：{ $id }
returned-stranger = “{ $file }”不属于这份审阅里的任何报告，没有并入。
returned-unreadable = “{ $file }”没有并入：{ $reason }
