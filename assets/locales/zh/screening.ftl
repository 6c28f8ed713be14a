# Ranking a folder of reports.
screen-stage-reading = 正在读取文件
screen-stage-phrases = 正在识别套话
screen-stage-sorting = 正在整理
screen-stage-comparing = 正在比对
cli-screen-about = 把一批报告按重复多少排序：报告内重复、与其他报告相同的比例，以及相同文字最多的报告两两列出。
cli-screen-format-help = 输出格式：text（供人阅读，默认）、json（供程序读取）或 csv（供表格软件打开）
cli-no-cache-help = 重新读取全部文件，不使用也不保存缓存
cli-screen-reports = 报告 { $all } 份，其中 { $count } 份有 { $length } 字以上的重复
cli-screen-report = 报告内重复 { $within }，与其他报告相同 { $shared }，共 { $characters } 字
cli-screen-pairs = 有相同段落的报告 { $count } 对
cli-screen-pair = 相同部分占前者 { $left }，占后者 { $right }；最长 { $longest } 字，共 { $passages } 段
cli-screen-more = 另有 { $count } 项，用 --format json 或 csv 列出全部
cli-screen-full = 一次比对的容量已满，有 { $count } 个文件没有参加比对；请分批进行
cli-screen-pairs-left-out = 另有 { $count } 对相同文字较少的报告没有列出
