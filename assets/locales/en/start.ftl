# The window program: its command line, and messages shown without a window.
start-about = Jiaokan shows reports side by side, marks repeated passages, and keeps the reviewer's notes. It uses no network.
start-paths-help = Report files, folders of reports, or a review file (*.review.ron)
start-lang-help = Language of this help, zh or en; that of the window is chosen in its settings
start-renderer-help = What draws the window: auto (default), opengl, software (without the card); on Windows and macOS also wgpu
start-verbose-help = With --version: also the system, the limits on the process that reads documents, and what draws the window
start-no-desktop = Jiaokan found no desktop to open its window on: start it in a graphical session (X11 or Wayland), or use jiaokan-cli. ({ $words })
start-no-library = A system library that the window needs is missing; on Debian and Ubuntu: apt install libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1. ({ $words })
start-no-graphics = Jiaokan found no OpenGL to draw its window with: install the driver of the graphics card, or on Debian and Ubuntu: apt install libegl1 libgl1-mesa-dri. ({ $words })
start-no-graphics-driver = Jiaokan found no Direct3D 12, Vulkan, Metal or OpenGL to draw its window with: install or update the driver of the graphics card, or start it with --renderer software. ({ $words })
start-broke = The window had to close. What was written is in the journal and is offered at the next start. ({ $words })
crash-report = Something went wrong in the program when it last ran; what is known of it is in { $path }. What was written is offered above if it was not saved.
action-copy-diagnostics = Copy diagnostics
diagnostics-copied = Diagnostics were copied: version, system, settings and the last lines of the log, without a word of reports or notes.
about-renderer = Drawn by { $renderer }
