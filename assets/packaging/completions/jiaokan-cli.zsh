#compdef jiaokan-cli

autoload -U is-at-least

_jiaokan-cli() {
    typeset -A opt_args
    typeset -a _arguments_options
    local ret=1

    if is-at-least 5.2; then
        _arguments_options=(-s -S -C)
    else
        _arguments_options=(-s -C)
    fi

    local context curcontext="$curcontext" state line
    _arguments "${_arguments_options[@]}" : \
'--lang=[输出所用的语言：zh 或 en；默认随系统]:语言:(zh en)' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'--licenses[显示程序所含第三方程序库、字体和编码表的许可]' \
'--verbose[与 --version 同用：另列出系统，以及读取文件的进程受到哪些限制]' \
":: :_jiaokan-cli_commands" \
"*::: :->jiaokan-cli" \
&& ret=0
    case $state in
    (jiaokan-cli)
        words=($line[1] "${words[@]}")
        (( CURRENT += 1 ))
        curcontext="${curcontext%:*:*}:jiaokan-cli-command-$line[1]:"
        case $line[1] in
            (inspect)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：text（供人阅读，默认）或 json（供程序读取）]:格式:((text\:"For people"
json\:"For programs"))' \
'--min-length=[重复段落的最少字数，不计空白；默认 20]:N:_default' \
'--profile=[组成部分的清单（RON 文件）；默认按法治政府建设年度报告]:文件:_files' \
'--background=[由 background 生成的公文用语文件；不给出时用程序自带的]:文件:_files' \
'*--check=[启用一项默认关闭的检查，可多次使用]:检查项:_default' \
'*--no-check=[关闭一项检查，可多次使用]:检查项:_default' \
'--lang=[输出所用的语言：zh 或 en；默认随系统]:语言:(zh en)' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'--with-text[在 JSON 中附上每份报告的原文]' \
'--whole-page[正文保留属于页面而不属于报告的内容（导航、页眉、页码等）]' \
'(--no-scans)--as-one[把文件夹里的图片按名称顺序作为一份报告的各页]' \
'(--read-anew)--no-scans[不识读扫描件（没有文字的页面和图片）]' \
'--read-anew[重新识读由别的软件识读过、文字隐藏在图片后面的扫描页]' \
'--no-cache[识读扫描件时，不使用也不保存以前识读的结果]' \
'*::paths -- 报告文件，或存放报告的文件夹:_files' \
&& ret=0
;;
(compare)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：text（供人阅读，默认）、json（供程序读取）、html（用浏览器打开的单个网页）或 docx（带修订标记的 Word 文档）]:格式:((text\:"For people"
json\:"For programs"
html\:"One page for a browser"
docx\:"A document with tracked changes"))' \
'-o+[写入的文件。不写则输出到标准输出]:文件:_files' \
'--output=[写入的文件。不写则输出到标准输出]:文件:_files' \
'--lang=[输出所用的语言：zh 或 en；默认随系统]:语言:(zh en)' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'--force[允许替换已有的文件]' \
'--no-years[用于 docx：只换年份之处不作修订，保留右边的年份]' \
'--with-text[在 JSON 中附上每份报告的原文]' \
':left -- 左边的报告，通常是上一年的:_files' \
':right -- 右边的报告，通常是今年的:_files' \
&& ret=0
;;
(figures)
_arguments "${_arguments_options[@]}" : \
'--review=[沿用这份审阅中对台账的调整（合并、拆分、名称、隐藏、同义词）；不写路径时列出其中的报告]:审阅文件:_files' \
'--format=[输出格式：text（供人阅读，默认）、json（供程序读取）、csv（表格）或 xlsx（工作簿）]:格式:((text\:"For people"
json\:"For programs"
csv\:"One table"
xlsx\:"A workbook"))' \
'-o+[写入这个文件，不写到标准输出]:文件:_files' \
'--output=[写入这个文件，不写到标准输出]:文件:_files' \
'--synonyms=[自备的同义词文件：每行一组，词之间用空格隔开，第一个词代表这一组]:文件:_files' \
'--lang=[输出所用的语言：zh 或 en；默认随系统]:语言:(zh en)' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'--force[允许替换已有的文件]' \
'*::paths -- 报告文件，或存放报告的文件夹:_files' \
&& ret=0
;;
(screen)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：text（供人阅读，默认）、json（供程序读取）或 csv（供表格软件打开）]:格式:((text\:"For people"
json\:"For programs"
csv\:"For spreadsheets"))' \
'--min-length=[重复段落的最少字数，不计空白；默认 20]:N:_default' \
'--profile=[组成部分的清单（RON 文件）；默认按法治政府建设年度报告]:文件:_files' \
'--lang=[输出所用的语言：zh 或 en；默认随系统]:语言:(zh en)' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'--no-cache[重新读取全部文件，不使用也不保存缓存]' \
'*::paths -- 报告文件，或存放报告的文件夹:_files' \
&& ret=0
;;
(notes)
_arguments "${_arguments_options[@]}" : \
'--format=[输出格式：text（供人阅读，默认）或 json（供程序读取）]:格式:((text\:"For people"
json\:"For programs"))' \
'--lang=[输出所用的语言：zh 或 en；默认随系统]:语言:(zh en)' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'--network[也读取这份审阅指向的其他电脑上的报告]' \
':review -- 审阅文件（*.review.ron）:_files' \
&& ret=0
;;
(export)
_arguments "${_arguments_options[@]}" : \
'--to=[导出成什么：markdown、html、csv、xlsx、docx、summary 或 jsonld]:格式:((markdown\:"Text for any editor"
html\:"One page for a browser"
csv\:"One table"
xlsx\:"A workbook"
docx\:"Word documents with comments"
pdf\:"Copies of PDF reports with the notes as annotations"
summary\:"The whole review as one document\: Word, a PDF or a page if the file'\''s name ends in \`.pdf\` or \`.html\`"
jsonld\:"For programs"))' \
'-o+[写入的文件；docx 有几份报告时为文件夹，或一个 .docx 合成一份。不写则输出到标准输出]:文件:_files' \
'--output=[写入的文件；docx 有几份报告时为文件夹，或一个 .docx 合成一份。不写则输出到标准输出]:文件:_files' \
'--min-severity=[只导出至少这样严重的批注：info、minor、major 或 critical]:程度:((info\:"All notes"
minor\:"Minor and above"
major\:"Major and above"
critical\:"Critical only"))' \
'*--report=[只导出与这份报告有关的内容；用它在审阅里的编号（如 r1）或文件名，可以写几次]:报告:_default' \
'--author=[只导出这位审阅者的批注和结论]:姓名:_default' \
'--template=[审阅意见的 Word 模板；占位符见文档]:DOCX:_files' \
'--lang=[输出所用的语言：zh 或 en；默认随系统]:语言:(zh en)' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'--force[允许替换已有的文件]' \
'--only-open[只导出待处理的批注和未定的发现]' \
'--with-dismissed[连同已排除的发现一起导出]' \
'(--with-dismissed)--confirmed-only[只导出已确认的发现]' \
'--all-reports[为所有报告生成 Word 文件，不只是有批注的报告]' \
'--network[也读取这份审阅指向的其他电脑上的报告]' \
':review -- 审阅文件（*.review.ron）:_files' \
&& ret=0
;;
(merge)
_arguments "${_arguments_options[@]}" : \
'-o+[写入的审阅文件]:审阅文件:_files' \
'--output=[写入的审阅文件]:审阅文件:_files' \
'--lang=[输出所用的语言：zh 或 en；默认随系统]:语言:(zh en)' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'--force[允许替换已有的审阅文件]' \
'*::files -- 先是一份审阅文件，然后是要并入的文件：审阅、交回的 Word（.docx）、Excel（.xlsx）、.jsonld 或 Hypothes.is 的 .json:_files' \
&& ret=0
;;
(background)
_arguments "${_arguments_options[@]}" : \
'*--frequent=[同一类其他公文的文件或文件夹；只计入其中几份都用到的五字串。每类可各给一次]:路径:_files' \
'*--leave-out=[无论放在哪里都不计入的文件。可多次给出]:路径:_files' \
'-o+[要写入的文件]:文件:_files' \
'--output=[要写入的文件]:文件:_files' \
'--lang=[输出所用的语言：zh 或 en；默认随系统]:语言:(zh en)' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'--force[允许替换已有的文件]' \
'*::paths -- 与待审阅文件同类的文件或文件夹；其中的每个五字串都计入:_files' \
&& ret=0
;;
        esac
    ;;
esac
}

(( $+functions[_jiaokan-cli_commands] )) ||
_jiaokan-cli_commands() {
    local commands; commands=(
'inspect:列出这些报告的结构，以及报告内和报告间的重复段落。' \
'compare:并排比对两份报告：对齐章节和段落，标出移动的段落和改动的文字。' \
'figures:列出这些报告中的数据：数值、单位、统计的是什么；几份报告都有的指标并排列出。' \
'screen:把一批报告按重复多少排序：报告内重复、与其他报告相同的比例，以及相同文字最多的报告两两列出。' \
'notes:列出审阅文件里的每条批注，并在报告的现有文本中找到它的位置。不写入任何文件。' \
'export:把审阅里的批注、发现和结论导出成文档。' \
'merge:把几位审阅者的审阅，和同事在导出的文件里写的意见，合并成一份；两边都改过的批注，两份都保留。' \
'background:用一批文件统计公文用语：它们用过哪些五字串。由这些五字串组成的段落不作为发现。' \
    )
    _describe -t commands 'jiaokan-cli commands' commands "$@"
}
(( $+functions[_jiaokan-cli__subcmd__background_commands] )) ||
_jiaokan-cli__subcmd__background_commands() {
    local commands; commands=()
    _describe -t commands 'jiaokan-cli background commands' commands "$@"
}
(( $+functions[_jiaokan-cli__subcmd__compare_commands] )) ||
_jiaokan-cli__subcmd__compare_commands() {
    local commands; commands=()
    _describe -t commands 'jiaokan-cli compare commands' commands "$@"
}
(( $+functions[_jiaokan-cli__subcmd__export_commands] )) ||
_jiaokan-cli__subcmd__export_commands() {
    local commands; commands=()
    _describe -t commands 'jiaokan-cli export commands' commands "$@"
}
(( $+functions[_jiaokan-cli__subcmd__figures_commands] )) ||
_jiaokan-cli__subcmd__figures_commands() {
    local commands; commands=()
    _describe -t commands 'jiaokan-cli figures commands' commands "$@"
}
(( $+functions[_jiaokan-cli__subcmd__inspect_commands] )) ||
_jiaokan-cli__subcmd__inspect_commands() {
    local commands; commands=()
    _describe -t commands 'jiaokan-cli inspect commands' commands "$@"
}
(( $+functions[_jiaokan-cli__subcmd__merge_commands] )) ||
_jiaokan-cli__subcmd__merge_commands() {
    local commands; commands=()
    _describe -t commands 'jiaokan-cli merge commands' commands "$@"
}
(( $+functions[_jiaokan-cli__subcmd__notes_commands] )) ||
_jiaokan-cli__subcmd__notes_commands() {
    local commands; commands=()
    _describe -t commands 'jiaokan-cli notes commands' commands "$@"
}
(( $+functions[_jiaokan-cli__subcmd__screen_commands] )) ||
_jiaokan-cli__subcmd__screen_commands() {
    local commands; commands=()
    _describe -t commands 'jiaokan-cli screen commands' commands "$@"
}

if [ "$funcstack[1]" = "_jiaokan-cli" ]; then
    _jiaokan-cli "$@"
else
    compdef _jiaokan-cli jiaokan-cli
fi
