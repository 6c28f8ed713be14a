# Why a file could not be read, and what to do.
read-error-missing = 找不到这个文件。它可能已被移动或改名。
read-error-held = 另一个程序正打开着它，不允许同时读取。请在那个程序里关闭后重新打开。
read-error-denied = 没有读取权限。请检查文件权限后重新打开。
read-error-system = 系统无法读取：{ $words }
read-error-not-a-file = 这不是普通文件。
read-error-empty = 文件里没有文字。
read-error-not-text = 内容不是文字，可能已损坏，或扩展名不对。
read-error-passed-over = 这里另有 { $count } 项没有打开：{ $pictures ->
    [0] {""}
   *[other] 图片 { $pictures } 个；
}{ $others ->
    [0] {""}
   *[other] 不认识的文件 { $others } 个；
}{ $temporary ->
    [0] {""}
   *[other] Word、WPS 等留下的临时文件 { $temporary } 个；
}{ $hidden ->
    [0] {""}
   *[other] 隐藏的文件或文件夹 { $hidden } 个；
}{ $pages ->
    [0] {""}
   *[other] 随网页保存的文件夹 { $pages } 个；
}{ $readmes ->
    [0] {""}
   *[other] README { $readmes } 个；
}{ $named ->
    [0] 其中没有报告。
   *[other] 如 { $names }。其中如有报告，请单独打开。
}
read-error-no-reports = 这个文件夹里没有找到报告文件。
read-error-elsewhere = 它在另一台电脑上，没有读取。如果审阅的来源可靠，请在窗口中从文件菜单打开它，或在命令中加 --network。
read-error-crashed = 程序读取它时出错。这是程序的问题，其他文件不受影响。
read-error-link-loop = 这里的符号链接首尾相接，找不到文件。请直接打开原文件。
read-error-format-save-as-docx = 无法读取 { $format }。请用 Word、WPS 或浏览器打开，另存为 DOCX、PDF、HTML 或 TXT 后再打开。
read-error-format-unpack = 无法读取 { $format }。请先解压，再打开其中的报告。
read-error-format-picture = 无法读取此图片；可读 { $format } 图片。请另存为 PNG 或 JPEG，再打开。
read-error-format-ceb = 无法读取 { $format }。请用它自带的阅读器打开，转存为 PDF 后再打开。
read-error-format-slides = 无法读取演示文稿（{ $format }）。请用 PowerPoint 或 WPS 演示另存为 PDF 后再打开。
read-error-format-pages = 无法读取 { $format } 文稿。请在苹果电脑上打开，导出为 Word 或 PDF 后再打开。
read-error-format-outlook = 无法读取 { $format } 邮件。请在 Outlook 中另存为 HTML 或 TXT，附件另存后再打开。
read-error-format-other = 无法读取其他软件（{ $format }）的文件。请用原来的软件打开，另存为 DOCX、PDF 或 TXT 后再打开。
read-error-format-lock = 这是 Word 或 WPS 打开文档时留下的临时文件（{ $format }），没有正文。请打开旁边的同名文档。
read-error-too-large = 文件有 { $megabytes } MB，超过 { $limit } MB 的上限。请拆分，或只保存其中的文字。
read-error-too-long = 全文有 { $characters } 字，超过 { $limit } 字的上限。请拆分后分别打开。
read-error-too-complex = 文件的嵌套或拆分远超正常文档，没有读取。请另存为 DOCX 或 TXT 后再打开。
read-error-out-of-time = 读取用时过长，已停止。文件可能已损坏；请另存为 DOCX 或 TXT 后再打开。
read-error-out-of-memory = 读取占用内存过多，已停止。文件可能已损坏；请另存为 DOCX 或 TXT 后再打开。
read-error-no-extractor = 读取文档的进程无法使用：{ $words }。请重新启动程序；如仍不行，请重新安装。
read-error-damaged = 文档已损坏，无法读取。请用原来的软件打开并另存后再试。
read-error-encrypted = 文档有密码保护。请另存为不带密码的副本后打开。
read-error-no-text-found = 图片里没有找到文字。
read-error-no-models = 页面里没有可读取的文字，只有图片（扫描件）。识读扫描件用的模型不在，应放在 { $folder }。请放好模型，或先做文字识别（OCR）再打开。
read-error-cancelled = 已停止识读。可再次打开此文件继续。
read-error-no-text-layer = 页面里没有可读取的文字，只有图片（扫描件）或没有对应字符的字形。请先做文字识别（OCR）再打开。
read-error-too-old = 文档由 Word 97 以前的版本保存。请另存为 DOCX 后打开。

# What to know about how a file was read.
read-warning-tracked-changes = 文件含有修订，已按全部接受读取。
read-warning-comments = 文件含有批注，批注不算正文。
read-warning-missing-characters = 有些字符没有对应文字，这里缺少。
read-warning-by-machine = 有 { $pages } 页是图片，由程序识读，平均置信度 { $confidence }%。可能有误，请对照原件。
read-warning-hidden-text = 有 { $pages } 页是扫描件，其中的文字由别的软件识读，隐藏在图片后面，可能有误。可由本程序重新识读。
read-warning-unlikely-text = 隐藏的文字错字很多，应当重新识读。
read-warning-pages-without-text = 有些页是图片，没有文字，这里缺少。
read-warning-damaged = 文件已损坏，这里是能读出的部分。
read-warning-fonts-missing = 这个 OFD 没有给出文字所用的字体，OFD 阅读器里显示的可能与这里不同，请对照。
read-warning-not-read = 有 { $count } 处内容没有读入：{ $smartart ->
    [0] {""}
   *[other] { $smartart } 个 SmartArt 图形；
}{ $charts ->
    [0] {""}
   *[other] { $charts } 个图表；
}{ $objects ->
    [0] {""}
   *[other] { $objects } 个嵌入对象；
}{ $equations ->
    [0] {""}
   *[other] { $equations } 个公式；
}{ $parts ->
    [0] {""}
   *[other] { $parts } 个插入的文件；
}{ $symbols ->
    [0] {""}
   *[other] { $symbols } 个符号字体的字符；
}{ $fields ->
    [0] {""}
   *[other] { $fields } 个表单域；
}{ $sheets ->
    [0] {""}
   *[other] { $sheets } 张隐藏的工作表；
}{ $rows ->
    [0] {""}
   *[other] { $rows } 个隐藏的行或列；
}请对照原文件。
