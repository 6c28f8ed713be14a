# The ledger of figures.
ledger-title = Ledger of figures
ledger-indicator = Indicator
ledger-unit = Unit
ledger-kind = Kind
ledger-certainty = Certainty
ledger-reports = Reports
ledger-least = Least
ledger-most = Most
ledger-figures = Figures
ledger-report = Report
ledger-line = Line
ledger-value = Value
ledger-text = As written
ledger-context = Context
ledger-marks = Remarks
ledger-kind-count = count
ledger-kind-rate = rate
ledger-kind-money = money
ledger-kind-change = change
ledger-kind-rank = rank
ledger-kind-mean = mean
ledger-planned = planned
ledger-approximate = approximate
ledger-earlier = earlier
ledger-of-part = part
ledger-cli-about = Lists the figures of reports: value, unit and what is counted; indicators that several reports have stand side by side.
ledger-cli-format-help = Output format: text (for people; default), json (for programs), csv (one table) or xlsx (a workbook)
ledger-cli-output-help = File to write instead of standard output
ledger-cli-synonyms-help = A file of your own with words that name one thing: one group a line, words separated by spaces, the first names the group
ledger-cli-synonyms-failed = { $file }: the file of synonyms cannot be read: { $words }
ledger-cli-report = { $file }: { $count ->
    [one] one figure
   *[other] { $count } figures
}
ledger-cli-rows = { $count ->
    [one] one indicator
   *[other] { $count } indicators
} that several reports have
