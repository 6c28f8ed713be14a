# Screening a folder of reports on the command line.
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
cli-screen-pair = 相同部分占前者 { $left }，占后者 { $right }，分量 { $worth }；最长 { $longest } 字，共 { $passages } 段
cli-screen-more = 另有 { $count } 项，用 --format json 或 csv 列出全部
cli-screen-full = 一次比对的容量已满，有 { $count } 个文件没有参加比对；请分批进行
cli-screen-pairs-left-out = 另有 { $count } 对相同文字较少的报告没有列出

# Screening in the window.
action-screen-folder = 筛查文件夹…
action-screening = 筛查结果
activity-screening = 正在查找文件
screening-view = 文件夹筛查
screening-view-close = 关闭筛查结果
screening-view-filter = 按文件名筛选
screening-view-waits = 正在读取并比对整个文件夹，完成后在这里列出。
screening-view-none = 没有文件名相符的报告。
screening-view-no-pairs = 没有两份报告有足够长的相同文字。
screening-view-reports = 报告 { $count }
screening-view-unreadable = 未能读取 { $count }
screening-view-pairs = 相同文字最多的两份报告 { $count }
screening-view-report = 报告内重复 { $within }，与其他报告相同 { $shared }，共 { $characters } 字
screening-view-parts-absent = ，缺 { $count } 个组成部分
screening-view-pair = 占左 { $left }，占右 { $right }；最长 { $longest } 字，共 { $passages } 段
screening-view-order = 次序
screening-view-order-shared = 与他人相同最多
screening-view-order-longest = 文内重复、最长一段
screening-view-order-name = 文件名
