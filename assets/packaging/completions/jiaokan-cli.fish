# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_jiaokan_cli_global_optspecs
    string join \n h/help V/version lang= licenses verbose
end

function __fish_jiaokan_cli_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_jiaokan_cli_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_jiaokan_cli_using_subcommand
    set -l cmd (__fish_jiaokan_cli_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c jiaokan-cli -n "__fish_jiaokan_cli_needs_command" -l lang -d '输出所用的语言：zh 或 en；默认随系统' -r -f -a "zh\t''
en\t''"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_needs_command" -s h -l help -d '显示帮助'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_needs_command" -s V -l version -d '显示版本'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_needs_command" -l licenses -d '显示程序所含第三方程序库、字体和编码表的许可'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_needs_command" -l verbose -d '与 --version 同用：另列出系统，以及读取文件的进程受到哪些限制'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_needs_command" -f -a "inspect" -d '列出这些报告的结构，以及报告内和报告间的重复段落。'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_needs_command" -f -a "compare" -d '并排比对两份报告：对齐章节和段落，标出移动的段落和改动的文字。'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_needs_command" -f -a "figures" -d '列出这些报告中的数据：数值、单位、统计的是什么；几份报告都有的指标并排列出。'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_needs_command" -f -a "screen" -d '把一批报告按重复多少排序：报告内重复、与其他报告相同的比例，以及相同文字最多的报告两两列出。'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_needs_command" -f -a "notes" -d '列出审阅文件里的每条批注，并在报告的现有文本中找到它的位置。不写入任何文件。'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_needs_command" -f -a "export" -d '把审阅里的批注、发现和结论导出成文档。'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_needs_command" -f -a "merge" -d '把几位审阅者的审阅，和同事在导出的文件里写的意见，合并成一份；两边都改过的批注，两份都保留。'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_needs_command" -f -a "background" -d '用一批文件统计公文用语：它们用过哪些五字串。由这些五字串组成的段落不作为发现。'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -l format -d '输出格式：text（供人阅读，默认）或 json（供程序读取）' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -l min-length -d '重复段落的最少字数，不计空白；默认 20' -r
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -l profile -d '组成部分的清单（RON 文件）；默认按法治政府建设年度报告' -r -F
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -l background -d '由 background 生成的公文用语文件；不给出时用程序自带的' -r -F
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -l check -d '启用一项默认关闭的检查，可多次使用' -r
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -l no-check -d '关闭一项检查，可多次使用' -r
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -l lang -d '输出所用的语言：zh 或 en；默认随系统' -r -f -a "zh\t''
en\t''"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -s h -l help -d '显示帮助'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -s V -l version -d '显示版本'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -l with-text -d '在 JSON 中附上每份报告的原文'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -l whole-page -d '正文保留属于页面而不属于报告的内容（导航、页眉、页码等）'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -l as-one -d '把文件夹里的图片按名称顺序作为一份报告的各页'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -l no-scans -d '不识读扫描件（没有文字的页面和图片）'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -l read-anew -d '重新识读由别的软件识读过、文字隐藏在图片后面的扫描页'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand inspect" -l no-cache -d '识读扫描件时，不使用也不保存以前识读的结果'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand compare" -l format -d '输出格式：text（供人阅读，默认）、json（供程序读取）、html（用浏览器打开的单个网页）或 docx（带修订标记的 Word 文档）' -r -f -a "text\t'For people'
json\t'For programs'
html\t'One page for a browser'
docx\t'A document with tracked changes'"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand compare" -s o -l output -d '写入的文件。不写则输出到标准输出' -r -F
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand compare" -l lang -d '输出所用的语言：zh 或 en；默认随系统' -r -f -a "zh\t''
en\t''"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand compare" -s h -l help -d '显示帮助'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand compare" -s V -l version -d '显示版本'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand compare" -l force -d '允许替换已有的文件'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand compare" -l no-years -d '用于 docx：只换年份之处不作修订，保留右边的年份'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand compare" -l with-text -d '在 JSON 中附上每份报告的原文'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand figures" -l review -d '沿用这份审阅中对台账的调整（合并、拆分、名称、隐藏、同义词）；不写路径时列出其中的报告' -r -F
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand figures" -l format -d '输出格式：text（供人阅读，默认）、json（供程序读取）、csv（表格）或 xlsx（工作簿）' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'One table'
xlsx\t'A workbook'"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand figures" -s o -l output -d '写入这个文件，不写到标准输出' -r -F
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand figures" -l synonyms -d '自备的同义词文件：每行一组，词之间用空格隔开，第一个词代表这一组' -r -F
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand figures" -l lang -d '输出所用的语言：zh 或 en；默认随系统' -r -f -a "zh\t''
en\t''"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand figures" -s h -l help -d '显示帮助'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand figures" -s V -l version -d '显示版本'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand figures" -l force -d '允许替换已有的文件'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand screen" -l format -d '输出格式：text（供人阅读，默认）、json（供程序读取）或 csv（供表格软件打开）' -r -f -a "text\t'For people'
json\t'For programs'
csv\t'For spreadsheets'"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand screen" -l min-length -d '重复段落的最少字数，不计空白；默认 20' -r
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand screen" -l profile -d '组成部分的清单（RON 文件）；默认按法治政府建设年度报告' -r -F
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand screen" -l lang -d '输出所用的语言：zh 或 en；默认随系统' -r -f -a "zh\t''
en\t''"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand screen" -s h -l help -d '显示帮助'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand screen" -s V -l version -d '显示版本'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand screen" -l no-cache -d '重新读取全部文件，不使用也不保存缓存'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand notes" -l format -d '输出格式：text（供人阅读，默认）或 json（供程序读取）' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand notes" -l lang -d '输出所用的语言：zh 或 en；默认随系统' -r -f -a "zh\t''
en\t''"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand notes" -s h -l help -d '显示帮助'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand notes" -s V -l version -d '显示版本'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand notes" -l network -d '也读取这份审阅指向的其他电脑上的报告'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -l to -d '导出成什么：markdown、html、csv、xlsx、docx、summary 或 jsonld' -r -f -a "markdown\t'Text for any editor'
html\t'One page for a browser'
csv\t'One table'
xlsx\t'A workbook'
docx\t'Word documents with comments'
pdf\t'Copies of PDF reports with the notes as annotations'
summary\t'The whole review as one document: Word, a PDF or a page if the file\'s name ends in `.pdf` or `.html`'
jsonld\t'For programs'"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -s o -l output -d '写入的文件；docx 有几份报告时为文件夹，或一个 .docx 合成一份。不写则输出到标准输出' -r -F
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -l min-severity -d '只导出至少这样严重的批注：info、minor、major 或 critical' -r -f -a "info\t'All notes'
minor\t'Minor and above'
major\t'Major and above'
critical\t'Critical only'"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -l report -d '只导出与这份报告有关的内容；用它在审阅里的编号（如 r1）或文件名，可以写几次' -r
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -l author -d '只导出这位审阅者的批注和结论' -r
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -l template -d '审阅意见的 Word 模板；占位符见文档' -r -F
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -l lang -d '输出所用的语言：zh 或 en；默认随系统' -r -f -a "zh\t''
en\t''"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -s h -l help -d '显示帮助'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -s V -l version -d '显示版本'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -l force -d '允许替换已有的文件'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -l only-open -d '只导出待处理的批注和未定的发现'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -l with-dismissed -d '连同已排除的发现一起导出'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -l confirmed-only -d '只导出已确认的发现'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -l all-reports -d '为所有报告生成 Word 文件，不只是有批注的报告'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand export" -l network -d '也读取这份审阅指向的其他电脑上的报告'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand merge" -s o -l output -d '写入的审阅文件' -r -F
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand merge" -l lang -d '输出所用的语言：zh 或 en；默认随系统' -r -f -a "zh\t''
en\t''"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand merge" -s h -l help -d '显示帮助'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand merge" -s V -l version -d '显示版本'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand merge" -l force -d '允许替换已有的审阅文件'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand background" -l frequent -d '同一类其他公文的文件或文件夹；只计入其中几份都用到的五字串。每类可各给一次' -r -F
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand background" -l leave-out -d '无论放在哪里都不计入的文件。可多次给出' -r -F
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand background" -s o -l output -d '要写入的文件' -r -F
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand background" -l lang -d '输出所用的语言：zh 或 en；默认随系统' -r -f -a "zh\t''
en\t''"
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand background" -s h -l help -d '显示帮助'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand background" -s V -l version -d '显示版本'
complete -c jiaokan-cli -n "__fish_jiaokan_cli_using_subcommand background" -l force -d '允许替换已有的文件'
