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

# The view of the ledger.
action-ledger = Ledger of figures
ledger-view-close = Close the ledger of figures
ledger-view-what = Indicators that several reports have, side by side. Click a value to see its text; press Enter on it for a note
ledger-view-waits = Listing figures…
ledger-view-empty = No figures were found in the open reports
ledger-view-none = No indicator meets the choices
ledger-view-filter = Filter indicators
ledger-view-least = Minimum number of reports
ledger-view-reports = in { $count } or more
ledger-view-order = Order
ledger-order-text = As in the text
ledger-order-reports = By number of reports
ledger-order-indicator = By indicator
ledger-order-change = By change
ledger-order-certainty = Doubtful first
ledger-view-changed = Only changed
ledger-view-doubtful = Only doubtful
ledger-view-plans = Plans, too
ledger-view-count = { $count ->
    [one] one row
   *[other] { $count } rows
}
ledger-view-row = { $indicator }: { $count ->
    [one] one report
   *[other] { $count } reports
}, { $certainty }% certain
