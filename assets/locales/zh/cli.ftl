# The headless program.
cli-about = 校勘：找出报告里的重复内容，列出报告结构。
cli-usage-heading = 用法:
cli-commands-heading = 命令
cli-command-name = 命令
cli-arguments-heading = 参数
cli-options-heading = 选项
cli-help-help = 显示帮助
cli-licenses-help = 显示程序所含第三方程序库、字体和编码表的许可
cli-verbose-help = 与 --version 同用：另列出系统，以及读取文件的进程受到哪些限制
cli-version-help = 显示版本
cli-lang-help = 输出所用的语言：zh 或 en；默认随系统
cli-inspect-about = 列出这些报告的结构，以及报告内和报告间的重复段落。
cli-format-help = 输出格式：text（供人阅读，默认）或 json（供程序读取）
cli-with-text-help = 在 JSON 中附上每份报告的原文
cli-whole-page-help = 正文保留属于页面而不属于报告的内容（导航、页眉、页码等）
cli-no-scans-help = 不识读扫描件（没有文字的页面和图片）
cli-read-anew-help = 重新识读由别的软件识读过、文字隐藏在图片后面的扫描页
cli-no-scan-cache-help = 识读扫描件时，不使用也不保存以前识读的结果
cli-min-length-help = 重复段落的最少字数，不计空白；默认 { $count }
cli-paths-help = 报告文件，或存放报告的文件夹
cli-reading = 正在读取 { $number }/{ $count }…
cli-reading-pages = 正在识读第 { $number } / { $count } 页…
cli-output-failed = 无法写出结果：{ $words }
cli-untitled = （无标题）
cli-report-facts = { $characters } 字，{ $encoding }
cli-report-guessed = { $characters } 字，{ $encoding }（推断）
cli-report-undecodable = 有 { $count } 处无法解码，文中显示为 �
cli-report-left-out = 略去页面附加内容 { $count } 行（--whole-page 可保留）
cli-report-shares = 报告内重复 { $within }，与其他报告相同 { $shared }
cli-report-outline = 结构
cli-report-no-outline = 没有识别出章节标题
cli-report-furniture = 页面附加内容 { $count } 处，不计入重复比例
cli-groups-heading = 重复段落 { $count } 组
cli-phrases-heading = 仅由套话、页面附加内容构成的 { $count } 组
cli-no-groups = 没有达到 { $count } 字的重复段落
cli-group-within = { $characters } 字，同一报告内 { $places } 处
cli-group-across = { $characters } 字，多份报告中 { $places } 处
cli-group-near = ，相似度 { $similarity }
cli-group-figures = ，仅数字不同
cli-more-places = 另有 { $count } 处
cli-unreadable-heading = 未能读取 { $count } 个文件，原因如下
# The subcommand `notes`.
cli-notes-about = 列出审阅文件里的每条批注，并在报告的现有文本中找到它的位置。不写入任何文件。
cli-review-help = 审阅文件（*.review.ron）
cli-notes-summary = 批注 { $notes } 条。引文：在原处 { $anchored }，已移位 { $moved }，待确认 { $uncertain }，未找到 { $orphan }
cli-notes-anchored = 在原处
cli-notes-unknown-report = 审阅文件里没有编号为“{ $report }”的报告，它的批注无法定位。

# The subcommand `merge`.
cli-merge-about = 把几位审阅者的审阅，和同事在导出的文件里写的意见，合并成一份；两边都改过的批注，两份都保留。
cli-merge-reviews-help = 先是一份审阅文件，然后是要并入的文件：审阅、交回的 Word（.docx）、Excel（.xlsx）、.jsonld 或 Hypothes.is 的 .json
cli-merge-output-help = 写入的审阅文件
cli-merge-force-help = 允许替换已有的审阅文件
cli-merged = { $file }：批注 { $notes } 条，结论 { $verdicts } 项，两边都改过而各留一份的 { $conflicts } 条。
cli-merge-onto-input = 未合并：“{ $file }”是合并的来源之一，不会被覆盖。请换一个输出文件。
cli-merge-incomplete = 未合并：“{ $file }”不能完整读取，合并会丢失内容（{ $words }）。
cli-profile-help = 组成部分的清单（RON 文件）；默认按法治政府建设年度报告
cli-check-help = 启用一项默认关闭的检查，可多次使用
cli-no-check-help = 关闭一项检查，可多次使用
cli-unknown-check = 没有名为 { $id } 的检查。可用的有：{ $known }
cli-profile-failed = { $place }：清单无法使用：{ $words }
cli-report-parts = 组成部分
cli-findings-heading = 需要留意 { $count } 处
cli-no-findings = 没有发现需要留意之处

# background
cli-background-about = 用一批文件统计公文用语：它们用过哪些五字串。由这些五字串组成的段落不作为发现。
cli-background-paths-help = 与待审阅文件同类的文件或文件夹；其中的每个五字串都计入
cli-background-frequent-help = 同一类其他公文的文件或文件夹；只计入其中几份都用到的五字串。每类可各给一次
cli-background-leave-out-help = 无论放在哪里都不计入的文件。可多次给出
cli-background-output-help = 要写入的文件
cli-background-force-help = 允许替换已有的文件
cli-background-made = { $file }：文件 { $documents } 份，五字串 { $strings } 个
cli-background-help = 由 background 生成的公文用语文件；不给出时用程序自带的
cli-background-failed = { $file }：公文用语文件无法使用：{ $words }
cli-passages-cut = 有 { $count } 处相同段落因所在报告的相同段落过多而未列出。
cli-folded = 另有 { $count } 处属公文常用语或已归入上面的成对报告，见 JSON 输出
passage-reason-rare = { $count ->
    [0] 这段文字在其他公文中也常见
   *[other] { $count } 处 5 字串在其他公文中少见
 }
cli-pair-same-text = { $right } 与 { $left } 全文相同（{ $share }），分量 { $worth }
cli-pair-year-copy = { $right } 沿用了 { $left }（{ $share }），分量 { $worth }
