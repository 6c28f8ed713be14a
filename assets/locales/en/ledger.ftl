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
ledger-cli-review-help = Apply what was decided about rows in this review (joined, parted, named, hidden rows, synonyms); without paths, its reports are read
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

# Rows: joined, parted, named, hidden; the chart.
ledger-row = Row
ledger-rows = { $count } rows
ledger-show-place = Show its text
ledger-note = Write a note
ledger-chart = Chart…
ledger-join = Join into one row
ledger-part = Part
ledger-part-words = Take out “{ $words }”
ledger-part-all = Part all wordings
ledger-part-report = Take out the figure of “{ $report }”
ledger-rename = Rename…
ledger-synonyms = Treat as synonyms…
ledger-hide = Hide
ledger-show = Show again
ledger-is-hidden = hidden
ledger-period-years = over several years
ledger-period-yearly = mean per year
ledger-needs-row = Choose a row first
ledger-needs-one-row = Choose one row only
ledger-needs-rows = Choose two rows or more: click indicators with Ctrl held, or press Ctrl+Space
ledger-needs-kind = These rows are of different kinds and cannot be joined
ledger-needs-joined = This row has one wording in one report
ledger-needs-cell = Click the value of this report first
ledger-needs-words = Write two words or more
ledger-view-hidden = Hidden rows, too
ledger-view-wordings = As reports word it: { $words }
ledger-changes = Changes of the ledger
ledger-changes-count = { $count ->
    [one] One change…
   *[other] { $count } changes…
}
ledger-changes-empty = Nothing was changed in the ledger yet
ledger-take-back = Take back
ledger-did-join = Joined: { $one } and { $other }
ledger-did-part = Taken out: { $one }
ledger-did-rename = Renamed: { $one } is “{ $name }”
ledger-did-hide = Hidden: { $one }
ledger-did-words = Words for one thing: { $words }
ledger-name-own = As reports word it: { $words }. Leave the field empty to go back to it
ledger-name-field = Name
ledger-name-keep = Rename
ledger-words-about = One word a line; the first stands for all. Keep only what differs: the words are joined in other indicators, too
ledger-words-field = Words for one thing
ledger-words-keep = Keep
ledger-chart-empty = Nothing to draw: each report must have one value in these rows
ledger-chart-save = Save picture…
ledger-chart-copy = Copy picture
ledger-chart-numbers = Copy numbers
ledger-chart-file = { $name }-chart.png
