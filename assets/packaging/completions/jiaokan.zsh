#compdef jiaokan

autoload -U is-at-least

_jiaokan() {
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
'--lang=[本帮助的语言，zh 或 en；窗口的语言在设置中选择]:语言:(zh en)' \
'--renderer=[用什么绘制窗口：auto（默认）、opengl、software（不用显卡），在 Windows 和 macOS 上还有 wgpu]:方式:((auto\:"The first that works"
opengl\:"OpenGL with the system'\''s driver"
software\:"OpenGL in software"))' \
'-h[显示帮助]' \
'--help[显示帮助]' \
'-V[显示版本]' \
'--version[显示版本]' \
'-v[与 --version 同用：另列出系统、读取文件的进程受到哪些限制，以及绘制窗口的方式]' \
'--verbose[与 --version 同用：另列出系统、读取文件的进程受到哪些限制，以及绘制窗口的方式]' \
'*::paths -- 报告文件、装有报告的文件夹，或审阅文件（*.review.ron）:_files' \
&& ret=0
}

(( $+functions[_jiaokan_commands] )) ||
_jiaokan_commands() {
    local commands; commands=()
    _describe -t commands 'jiaokan commands' commands "$@"
}

if [ "$funcstack[1]" = "_jiaokan" ]; then
    _jiaokan "$@"
else
    compdef _jiaokan jiaokan
fi
