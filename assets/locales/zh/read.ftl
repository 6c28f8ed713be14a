# Why a file could not be read, and what to do.
read-error-missing = 找不到这个文件。它可能已被移动或改名。
read-error-denied = 没有读取权限。请检查文件权限后重新打开。
read-error-system = 系统无法读取：{ $words }
read-error-not-a-file = 这不是普通文件。
read-error-format = 暂不支持 { $format } 格式。请另存为纯文本（TXT）后打开。
read-error-too-large = 文件有 { $megabytes } MB，超过 { $limit } MB 的上限。
read-error-empty = 文件里没有文字。
read-error-not-text = 内容不是文字，可能已损坏，或扩展名不对。
read-error-no-reports = 这个文件夹里没有找到报告文件。
read-error-crashed = 程序读取它时出错。这是程序的问题，其他文件不受影响。
read-error-damaged = 文档已损坏，无法读取。请用原来的软件打开并另存后再试。
read-error-encrypted = 文档有密码保护。请另存为不带密码的副本后打开。
read-error-no-text-layer = 页面里没有可读取的文字，只有图片（扫描件）或没有对应字符的字形。请先做文字识别（OCR）再打开。
read-error-too-complex = 文档的嵌套或压缩超出一份报告应有的程度，未读取。
read-error-too-old = 文档由 Word 97 以前的版本保存。请另存为 DOCX 后打开。
