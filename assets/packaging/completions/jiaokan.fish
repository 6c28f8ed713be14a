complete -c jiaokan -l lang -d '本帮助的语言，zh 或 en；窗口的语言在设置中选择' -r -f -a "zh\t''
en\t''"
complete -c jiaokan -l renderer -d '用什么绘制窗口：auto（默认）、opengl、software（不用显卡），在 Windows 和 macOS 上还有 wgpu' -r -f -a "auto\t'The first that works'
opengl\t'OpenGL with the system\'s driver'
software\t'OpenGL in software'"
complete -c jiaokan -s h -l help -d '显示帮助'
complete -c jiaokan -s V -l version -d '显示版本'
complete -c jiaokan -s v -l verbose -d '与 --version 同用：另列出系统、读取文件的进程受到哪些限制，以及绘制窗口的方式'
