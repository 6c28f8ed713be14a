
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'jiaokan-cli' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'jiaokan-cli'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'jiaokan-cli' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '输出所用的语言：zh 或 en；默认随系统')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--licenses', '--licenses', [CompletionResultType]::ParameterName, '显示程序所含第三方程序库、字体和编码表的许可')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '与 --version 同用：另列出系统，以及读取文件的进程受到哪些限制')
            [CompletionResult]::new('inspect', 'inspect', [CompletionResultType]::ParameterValue, '列出这些报告的结构，以及报告内和报告间的重复段落。')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, '并排比对两份报告：对齐章节和段落，标出移动的段落和改动的文字。')
            [CompletionResult]::new('figures', 'figures', [CompletionResultType]::ParameterValue, '列出这些报告中的数据：数值、单位、统计的是什么；几份报告都有的指标并排列出。')
            [CompletionResult]::new('screen', 'screen', [CompletionResultType]::ParameterValue, '把一批报告按重复多少排序：报告内重复、与其他报告相同的比例，以及相同文字最多的报告两两列出。')
            [CompletionResult]::new('notes', 'notes', [CompletionResultType]::ParameterValue, '列出审阅文件里的每条批注，并在报告的现有文本中找到它的位置。不写入任何文件。')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, '把审阅里的批注、发现和结论导出成文档。')
            [CompletionResult]::new('merge', 'merge', [CompletionResultType]::ParameterValue, '把几位审阅者的审阅，和同事在导出的文件里写的意见，合并成一份；两边都改过的批注，两份都保留。')
            [CompletionResult]::new('background', 'background', [CompletionResultType]::ParameterValue, '用一批文件统计公文用语：它们用过哪些五字串。由这些五字串组成的段落不作为发现。')
            break
        }
        'jiaokan-cli;inspect' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, '输出格式：text（供人阅读，默认）或 json（供程序读取）')
            [CompletionResult]::new('--min-length', '--min-length', [CompletionResultType]::ParameterName, '重复段落的最少字数，不计空白；默认 20')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, '组成部分的清单（RON 文件）；默认按法治政府建设年度报告')
            [CompletionResult]::new('--background', '--background', [CompletionResultType]::ParameterName, '由 background 生成的公文用语文件；不给出时用程序自带的')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, '启用一项默认关闭的检查，可多次使用')
            [CompletionResult]::new('--no-check', '--no-check', [CompletionResultType]::ParameterName, '关闭一项检查，可多次使用')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '输出所用的语言：zh 或 en；默认随系统')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--with-text', '--with-text', [CompletionResultType]::ParameterName, '在 JSON 中附上每份报告的原文')
            [CompletionResult]::new('--whole-page', '--whole-page', [CompletionResultType]::ParameterName, '正文保留属于页面而不属于报告的内容（导航、页眉、页码等）')
            [CompletionResult]::new('--as-one', '--as-one', [CompletionResultType]::ParameterName, '把文件夹里的图片按名称顺序作为一份报告的各页')
            [CompletionResult]::new('--no-scans', '--no-scans', [CompletionResultType]::ParameterName, '不识读扫描件（没有文字的页面和图片）')
            [CompletionResult]::new('--read-anew', '--read-anew', [CompletionResultType]::ParameterName, '重新识读由别的软件识读过、文字隐藏在图片后面的扫描页')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, '识读扫描件时，不使用也不保存以前识读的结果')
            break
        }
        'jiaokan-cli;compare' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, '输出格式：text（供人阅读，默认）、json（供程序读取）、html（用浏览器打开的单个网页）或 docx（带修订标记的 Word 文档）')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, '写入的文件。不写则输出到标准输出')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, '写入的文件。不写则输出到标准输出')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '输出所用的语言：zh 或 en；默认随系统')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, '允许替换已有的文件')
            [CompletionResult]::new('--no-years', '--no-years', [CompletionResultType]::ParameterName, '用于 docx：只换年份之处不作修订，保留右边的年份')
            [CompletionResult]::new('--with-text', '--with-text', [CompletionResultType]::ParameterName, '在 JSON 中附上每份报告的原文')
            break
        }
        'jiaokan-cli;figures' {
            [CompletionResult]::new('--review', '--review', [CompletionResultType]::ParameterName, '沿用这份审阅中对台账的调整（合并、拆分、名称、隐藏、同义词）；不写路径时列出其中的报告')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, '输出格式：text（供人阅读，默认）、json（供程序读取）、csv（表格）或 xlsx（工作簿）')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, '写入这个文件，不写到标准输出')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, '写入这个文件，不写到标准输出')
            [CompletionResult]::new('--synonyms', '--synonyms', [CompletionResultType]::ParameterName, '自备的同义词文件：每行一组，词之间用空格隔开，第一个词代表这一组')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '输出所用的语言：zh 或 en；默认随系统')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, '允许替换已有的文件')
            break
        }
        'jiaokan-cli;screen' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, '输出格式：text（供人阅读，默认）、json（供程序读取）或 csv（供表格软件打开）')
            [CompletionResult]::new('--min-length', '--min-length', [CompletionResultType]::ParameterName, '重复段落的最少字数，不计空白；默认 20')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, '组成部分的清单（RON 文件）；默认按法治政府建设年度报告')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '输出所用的语言：zh 或 en；默认随系统')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, '重新读取全部文件，不使用也不保存缓存')
            break
        }
        'jiaokan-cli;notes' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, '输出格式：text（供人阅读，默认）或 json（供程序读取）')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '输出所用的语言：zh 或 en；默认随系统')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--network', '--network', [CompletionResultType]::ParameterName, '也读取这份审阅指向的其他电脑上的报告')
            break
        }
        'jiaokan-cli;export' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, '导出成什么：markdown、html、csv、xlsx、docx、summary 或 jsonld')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, '写入的文件；docx 有几份报告时为文件夹，或一个 .docx 合成一份。不写则输出到标准输出')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, '写入的文件；docx 有几份报告时为文件夹，或一个 .docx 合成一份。不写则输出到标准输出')
            [CompletionResult]::new('--min-severity', '--min-severity', [CompletionResultType]::ParameterName, '只导出至少这样严重的批注：info、minor、major 或 critical')
            [CompletionResult]::new('--report', '--report', [CompletionResultType]::ParameterName, '只导出与这份报告有关的内容；用它在审阅里的编号（如 r1）或文件名，可以写几次')
            [CompletionResult]::new('--author', '--author', [CompletionResultType]::ParameterName, '只导出这位审阅者的批注和结论')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, '审阅意见的 Word 模板；占位符见文档')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '输出所用的语言：zh 或 en；默认随系统')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, '允许替换已有的文件')
            [CompletionResult]::new('--only-open', '--only-open', [CompletionResultType]::ParameterName, '只导出待处理的批注和未定的发现')
            [CompletionResult]::new('--with-dismissed', '--with-dismissed', [CompletionResultType]::ParameterName, '连同已排除的发现一起导出')
            [CompletionResult]::new('--confirmed-only', '--confirmed-only', [CompletionResultType]::ParameterName, '只导出已确认的发现')
            [CompletionResult]::new('--all-reports', '--all-reports', [CompletionResultType]::ParameterName, '为所有报告生成 Word 文件，不只是有批注的报告')
            [CompletionResult]::new('--network', '--network', [CompletionResultType]::ParameterName, '也读取这份审阅指向的其他电脑上的报告')
            break
        }
        'jiaokan-cli;merge' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, '写入的审阅文件')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, '写入的审阅文件')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '输出所用的语言：zh 或 en；默认随系统')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, '允许替换已有的审阅文件')
            break
        }
        'jiaokan-cli;background' {
            [CompletionResult]::new('--frequent', '--frequent', [CompletionResultType]::ParameterName, '同一类其他公文的文件或文件夹；只计入其中几份都用到的五字串。每类可各给一次')
            [CompletionResult]::new('--leave-out', '--leave-out', [CompletionResultType]::ParameterName, '无论放在哪里都不计入的文件。可多次给出')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, '要写入的文件')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, '要写入的文件')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '输出所用的语言：zh 或 en；默认随系统')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, '允许替换已有的文件')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
