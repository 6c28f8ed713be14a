# The window program: its command line, and messages shown without a window.
start-about = 校勘把报告左右并排，标出重复段落，记下审阅意见。不使用网络。
start-paths-help = 报告文件、装有报告的文件夹，或审阅文件（*.review.ron）
start-lang-help = 本帮助的语言，zh 或 en；窗口的语言在设置中选择
start-renderer-help = 用什么绘制窗口：auto（默认）、opengl、software（不用显卡），在 Windows 和 macOS 上还有 wgpu
start-verbose-help = 与 --version 同用：另列出系统、读取文件的进程受到哪些限制，以及绘制窗口的方式
start-no-desktop = 没有可以打开窗口的桌面：请在图形桌面（X11 或 Wayland）中启动，或改用 jiaokan-cli。（{ $words }）
start-no-library = 缺少窗口所需的系统库；在 Debian、Ubuntu 上可执行 apt install libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1。（{ $words }）
start-no-graphics = 没有可以绘制窗口的 OpenGL：请安装显卡驱动，或在 Debian、Ubuntu 上执行 apt install libegl1 libgl1-mesa-dri。（{ $words }）
start-no-graphics-driver = 没有可以绘制窗口的 Direct3D 12、Vulkan、Metal 或 OpenGL：请安装或更新显卡驱动，或加上 --renderer software 启动。（{ $words }）
start-broke = 窗口已关闭。已写下的内容在日志中，下次启动时会提示恢复。（{ $words }）
crash-report = 程序上次运行时出错，已知情况记在 { $path }。尚未保存的内容会在上方提示恢复。
action-copy-diagnostics = 复制诊断信息
diagnostics-copied = 已复制诊断信息：版本、系统、设置和日志的最后几行，不含报告和批注的文字。
about-renderer = 绘制方式：{ $renderer }
