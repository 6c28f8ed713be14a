
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'jiaokan' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'jiaokan'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'jiaokan' {
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, '本帮助的语言，zh 或 en；窗口的语言在设置中选择')
            [CompletionResult]::new('--renderer', '--renderer', [CompletionResultType]::ParameterName, '用什么绘制窗口：auto（默认）、opengl、software（不用显卡），在 Windows 和 macOS 上还有 wgpu')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, '显示帮助')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, '显示版本')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, '与 --version 同用：另列出系统、读取文件的进程受到哪些限制，以及绘制窗口的方式')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, '与 --version 同用：另列出系统、读取文件的进程受到哪些限制，以及绘制窗口的方式')
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
