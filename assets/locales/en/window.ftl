# The window.
menu-file = File
menu-edit = Edit
menu-view = View
menu-go = Go
menu-help = Help
action-open-files = Open reports…
action-open-folder = Open a folder…
action-open-review = Open a review…
action-open-samples = Open the sample reports
action-save = Save the review
action-save-as = Save the review as…
action-quit = Quit
action-undo = Undo
action-redo = Redo
action-copy = Copy the selected text
action-note = Write a note
action-clear-choice = Clear the selection
action-next-finding = Next finding
action-previous-finding = Previous finding
action-other-place = The other place
action-one-pane = One pane
action-two-panes = Two panes
action-next-pane = Into the text of the next pane
action-toggle-library = Show reports and sections
action-toggle-findings = Show findings and notes
report-closed = “{ $title }” is out of the review, with { $findings } findings; { $notes } notes stay. Ctrl+Z brings it back.
edit-close-report = close a report
action-text-alone = Text alone
action-toggle-pages = Show pages as they look
action-print = Print…
print-opened = The review is open as a page in the browser, which can print it.
print-no-viewer = No program opens pages; the page is { $file }
at-hand-note = Note
at-hand-compare = Compare with…
at-hand-search = Search
at-hand-phrase = Set phrase
at-hand-copy = Copy with source
at-hand-correct = Correct
action-correct = Correct what was read…
correct-read = Read as: { $words }
correct-field = What the original says
correct-about = Corrections are kept in the review and can be undone; notes and verdicts stay where they are. Leave it empty to remove the words.
correct-keep = Correct
correction-back = Take the correction back (read as “{ $words }”)
correction-tip = Corrected. Read as “{ $words }”
selection-held = Now select the other text and press Ctrl+Shift+D to compare the two.
copied-with-source = “{ $text }” ({ $title }, { $section }, line { $line })
copied-with-line = “{ $text }” ({ $title }, line { $line })
drawer-library = Open reports and sections
drawer-findings = Open findings
drawer-notes = Open notes
pane-show-other = Show pane { $pane }: { $title }
action-toggle-furniture = Hide page furniture
action-toggle-phrases = Show set phrases
action-zoom-in = Zoom in
action-zoom-out = Zoom out
action-zoom-reset = Actual size
action-theme-system = Follow the system
action-theme-light = Light
action-theme-dark = Dark
action-keys = Keys
action-about = About Jiaokan
undo-step = Undo: { $step }
redo-step = Redo: { $step }
close = Close
cancel = Cancel
dismiss = Dismiss

# The library and the outline.
library = Reports
library-empty = No report is open. Drop files or folders here, or press Ctrl+O.
outline = Sections
outline-empty = No section headings were recognised in this report.
length = { $characters } chars
share-within = { $share } repeated
share-across = { $share } shared
undecodable = { $count } undecodable
not-read-count = { $count } parts not read
note-count = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
show-in-pane = Show in pane { $pane }
reread = Read the file again
close-report = Take out of the list
encoding-tip = Text encoding
encoding-guessed = The encoding was inferred from the content. If characters look wrong, choose another.
encoding-automatic = Detect

# Panes and marks.
pane-reading = Reading…
pane-scanning = Reading the scan…
activity-scanning = Reading the scan, page { $done } of { $all }
pane-read-by-machine = Read by the program, { $confidence }%
pane-read-by-machine-tip = This report is a scan. Its text was read from pictures by the program; the percentage is the mean confidence. It may be wrong: compare with the original.
album-bar = “{ $name }” holds { $count } pictures. If they are the pages of one report, open them as one, by name.
album-open = Open as one report
settings-scans = Scans
settings-scans-kept = { $size } of read pages are kept, so that they need not be read again.
settings-scans-clear = Clear
pane-unlikely = The text behind the pictures has many wrong characters.
page-of = Page { $page } of { $pages }
page-picture = Picture of the page
page-drawing = Drawing the page…
page-splitter = Edge between page and text
read-anew = Read again from the pictures
pane-none-read = There is no report to show; the list on the left says why.
pane-empty = Choose a report in the list to show it here.
pane-close = Close this pane
ruler = Place in the report
mark-same = Same
mark-near = Similar
mark-within = Repeated
mark-phrase = Set phrase
finding-same = { $characters } characters the same, { $places } places
finding-near = about { $characters } characters similar, { $places } places
finding-within = { $characters } characters repeated inside the report, { $places } places
finding-phrase = { $characters } characters of common wording, { $places } places
exact-by-letter = The same to the letter
exact-but-for = { $count ->
    [one] The same but for { $count } spot of spacing, width or punctuation
   *[other] The same but for { $count } spots of spacing, width or punctuation
}
mark-choose = Press Enter or click the sign on the left to choose it
pane-unrelated = Not part of the chosen finding
place-here = This report, line { $line }
place-there = { $title }, line { $line }
places-more = { $count } more
places-all = { $places } … { $count } places
line = line { $line }
lines = lines { $first }–{ $last }

# Findings.
findings = Findings
findings-empty = No repeated passages were found. Set phrases do not count.
findings-none-read = No report could be read; the list on the left says why.
findings-wait = Comparing…
phrases-show = { $count ->
    [one] Show { $count } set phrase
   *[other] Show { $count } set phrases
}
phrases-hide = { $count ->
    [one] Hide { $count } set phrase
   *[other] Hide { $count } set phrases
}
position-tip = Which finding is shown, of how many

# Notes.
notes = Notes
comments = Comments in the file
comments-take = Take over as note
comments-take-all = Take all over as notes
comments-taken = Taken over
comments-resolved = resolved
comments-replies = { $count ->
    [one] one reply
   *[other] { $count } replies
}
comments-without-author = unnamed
comments-without-place = { $count ->
    [one] One comment has no place in the text and was not taken over.
   *[other] { $count } comments have no place in the text and were not taken over.
}
comments-no-place = no place in the text
comment-marker = Comment in the file: { $author }
notes-empty = No notes yet. Select text or choose a finding, then press N.
note-new = New note
note-reply = Reply to the note
note-replies = { $count ->
    [one] 1 reply
   *[other] { $count } replies
}
reply-hint = Reply to this note
reply-send = Reply
reply-remove = Delete this reply
replies-hidden = { $count } earlier replies are not shown
note-edit = Edit the note
note-go = Go to its text
note-delete = Delete
note-resolve = Mark as resolved
note-reopen = Open again
note-keep = Keep the note
note-keep-tip = Keep the note [{ $key }]
note-hint = Write your note…
note-author = Signed
note-author-tip = Asked this once; change it later in the settings
note-body = Text of the note
note-marker = Note { $number }
note-about = “{ $quote }” { $title }
note-more-places = and { $count } more { $count ->
        [one] place
       *[other] places
    }
note-on-first-places = This note is on the first { $count } of { $all } places.
note-needs-a-place = Select some text or choose a finding first, then write a note.
note-reattach-needs-a-selection = Select the text first that the note is about.
note-text-not-open = The report of this note is not open, or its text can no longer be found.
category = Category
category-duplicate = Duplicate
category-structure = Structure
category-figures = Figures
category-wording = Wording
category-question = Question
category-praise = Praise
severity-info = Info
severity-minor = Minor
severity-major = Major
severity-critical = Critical
state-moved = moved
state-uncertain = uncertain
state-orphan = text not found
status-resolved = Resolved

# The status bar and questions.
status-no-notes = No notes to save
status-unsaved = { $notes ->
    [one] Unsaved changes ({ $notes } note)
   *[other] Unsaved changes ({ $notes } notes)
}
status-saved = Saved { $time } · { $name }
status-opened = { $name }
status-read-only = Read-only: { $name }
status-selected = { $characters } characters selected
activity-reading = Reading { $done } of { $all }
activity-analysing = Comparing
activity-placing = Finding the notes' text again
activity-saving = Saving
question-close = Save the notes before closing?
question-replace = Save the notes before opening another review?
question-text = There are unsaved notes. Without saving they are lost.
question-save = Save
question-discard = Do not save
question-stay = Back

# The empty window.
welcome-what = Read reports side by side, see what is repeated and how they are structured, and take notes
welcome-drop = Or drop files and folders here
welcome-drop-now = Release to open
welcome-local = Everything stays on this computer

# What failed, and help.
one-review-at-a-time = Only one review can be open at a time. The first one was opened.
job-failed = Something went wrong in the background, and results may be incomplete. Notes are not affected.
samples-failed = The sample reports could not be written to the user's folder: { $words }
pasted-kept = The pasted text is kept as { $path }.
pasted-failed = The pasted text could not be kept: { $words }
pasted-empty = There is no text to review on the clipboard.
settings-unreadable = The settings file { $path } cannot be read. Defaults are used and the file is left as it is: { $words }
settings-not-kept = The settings could not be written to { $path }: { $words }
keys-filter = Find a key or an action
keys-none = No key or action matches.
keys-other = In the text, the search field and notes
keys-keep-note = Keep the note being written
keys-paste-report = Review the pasted text, where no field is being typed in
keys-scroll = Scroll the focused pane
keys-ends = To the start of the report; to its end
keys-select-sentence = Select by sentence
keys-select-character = Select by character
keys-hold-link = Hold while scrolling to move one pane alone
keys-hits = In the search field: next hit; previous hit
keys-focus = To the next control or list; to the previous one
keys-list = Inside a list: move; choose
about-version = Jiaokan 校勘 { $version }
about-what = A desktop program for reviewing many reports side by side. It shows where text is repeated; the reviewer decides what it means. It uses no network.
about-licences = The program is licensed under MIT or Apache-2.0. Font: Noto Sans SC (SIL OFL 1.1). Icons: Phosphor (MIT).
about-third-party = Licences of the crates, fonts and tables in the program
prompt-open = Open reports
prompt-folder = Choose a folder of reports
prompt-review = Open a review
prompt-merge = Merge another review
prompt-reports-kind = Reports
prompt-all-kind = All files
prompt-review-kind = Reviews
prompt-merge-kind = Reviews and returned files
prompt-profile-kind = Profiles of parts
prompt-file-kind = { $ending } files
prompt-save = Save the review
prompt-why = The system offers no file dialog. Type the path of a file or folder.
prompt-path = Path
prompt-done = OK

# Panes.
pane-text = { $pane }: { $title }
pane-splitter = Line between panes
pane-name = Pane { $pane }
pane-drag = Drag to move this pane
action-three-panes = Three panes
action-four-panes = Four panes
action-previous-pane = Into the text of the previous pane
action-pane-left = Move pane left
action-pane-right = Move pane right
action-link-scrolling = Linked scrolling
action-select-all = Select all text of the pane

# Navigation.
action-back = Back
action-forward = Forward
action-next-section = Next section
action-previous-section = Previous section
action-go-to-line = Go to line…
go-to-range =
    { $count ->
        [one] “{ $title }” has one line
       *[other] “{ $title }” has { $count } lines
    }
go-to-line-number = Line number
go-to-no-such-line = There is no such line
go-to-go = Go
action-palette = Command palette
palette-hint = Type a part of a command, a report or a section
palette-none = No command, report or section fits.
palette-check-on = check · on
palette-check-off = check · off
palette-report = report
palette-section = section

# Findings: filter, groups, verdicts.
menu-marks = Marks in the text
menu-panes = Panes
menu-findings = Review
action-filter = Filter findings
filter-hint = Filter, such as kind:near
filter-clear = Clear the filter
filter-menu = Common filters
filter-unknown = “{ $word }” is not a filter term; the list is unchanged.
filter-open = Open
filter-open-term = verdict:open
filter-confirmed = Confirmed
filter-confirmed-term = verdict:confirmed
filter-dismissed = Dismissed
filter-dismissed-term = verdict:dismissed
filter-near = Similar text
filter-near-term = kind:near
filter-same = Same in other reports
filter-same-term = kind:same
filter-within = Repeated inside a report
filter-within-term = kind:within
filter-long = Longer than 100 characters
filter-long-term = length:>100
filter-without-note = Without a note
filter-without-note-term = note:no
findings-none-match = No finding fits the filter.
action-confirm = Confirm
action-dismiss = Dismiss
verdict-confirmed = Confirmed
verdict-dismissed = Dismissed
verdict-by = { $verdict } · { $author }
verdict-reason = Reason (optional)
action-finding-text = Finding as plain text…
copy = Copy

# Search.
action-search = Search
action-next-hit = Next hit
action-previous-hit = Previous hit
search-hint = Search in all reports
search-only-here = This pane only
search-only-here-tip = Search only in the report of this pane
search-regex = Regular expression
search-close = Close the search
search-hits = Hits
search-busy = Searching…
search-none = Nothing found
search-count =
    { $count ->
        [one] One hit
       *[other] { $count } hits
    }
search-at = { $number } of { $count }
search-more = More than { $count } hits
search-pattern-large = The regular expression expands to too much
pattern-class-unclosed = Regular expression, character { $at }: a bracket is not closed
pattern-class-range = Regular expression, character { $at }: no such range in brackets
pattern-group-unclosed = Regular expression, character { $at }: a parenthesis is not closed
pattern-group-unopened = Regular expression, character { $at }: a parenthesis was not opened
pattern-repetition-missing = Regular expression, character { $at }: nothing stands before the repetition sign
pattern-repetition-count = Regular expression, character { $at }: no such number of repetitions
pattern-escape-end = Regular expression, character { $at }: a character is missing after the backslash
pattern-escape-unknown = Regular expression, character { $at }: no such backslash sequence
pattern-unknown-class = Regular expression, character { $at }: no such class of characters
pattern-backreference = Regular expression, character { $at }: back references are not supported
pattern-look-around = Regular expression, character { $at }: look-around is not supported
pattern-deep = Regular expression, character { $at }: nested too deeply
pattern-wrong = Regular expression, character { $at }: it cannot be read

# Settings.
action-settings = Settings…
settings-looks = Appearance
settings-language = Language
settings-theme = Light or dark
settings-reading = Reading
settings-size = Text size
settings-line-height = Line height (times the size)
settings-findings = Findings
settings-min-length = Shortest passage
settings-min-length-unit = characters

# Two reports row by row, and the matrix.
compare = Comparison
compare-wait = Comparing…
compare-close = Close the comparison
compare-swap = Exchange left and right
compare-show-panes = Show side by side in the panes
compare-note = Write a note on this row
compare-folded =
    { $count ->
        [one] One equal paragraph; click to show it
       *[other] { $count } equal paragraphs; click to show them
    }
compare-folded-years =
    { $count ->
        [one] 1 paragraph differs in years only. Click to unfold.
       *[other] { $count } paragraphs differ in years only. Click to unfold.
    }
compare-folded-both = { $count } paragraphs are equal or differ in years only ({ $years } in years). Click to unfold.
compare-go-to-moved = Go to its other place
compare-unchanged =
    { $count ->
        [one] 1 figure as in the other year: { $figures }
       *[other] { $count } figures as in the other year: { $figures }
    }
compare-row-part = Verdicts go to:
compare-row-no-finding = This row has no finding to judge; a note can be written on it
compare-count-unchanged =
    { $count ->
        [one] 1 figure the same in both years
       *[other] { $count } figures the same in both years
    }
action-fold-years = Fold paragraphs that differ in years only
action-mark-unchanged = Mark figures that are the same in both years
row-years-only = Only years differ
row-equal = Equal
row-changed = Changed
row-moved = Moved
row-only-left = Only on the left
row-only-right = Only on the right
compare-similarity = { $share } the same
compare-count-changed = { $count } changed
compare-count-years = { $count } of them in years only
compare-count-moved = { $count } moved
compare-count-removed = { $count } only on the left
compare-count-added = { $count } only on the right
action-compare = Compare two reports row by row
action-next-difference = Next difference
action-previous-difference = Previous difference
action-hide-equal-rows = Fold equal paragraphs
action-matrix = Matrix of shared text
matrix = Matrix of shared text
matrix-what = Each cell: how much of the row's report is also in the column's. The diagonal: repeated inside the report. Click a cell or press Enter to open the pair.
matrix-close = Close the matrix
matrix-name = { $left } × { $right }: { $share }
matrix-order = Order
matrix-order-worth = Most taken over first
matrix-order-alike = Similar ones side by side
matrix-order-library = As in the library
matrix-least = Only
matrix-least-all = All
matrix-numbers = Show percentages
matrix-whole = Fit the window
matrix-overview = All reports in the window: click a place to enlarge it
matrix-key = The darker, the more is shared
matrix-key-own = repeated inside
matrix-none = No two reports share that much.
matrix-empty = With two reports or more, this shows how much they share.
matrix-cut = Only the { $count } reports that share most are listed.
matrix-own = “{ $left }”: { $share } repeated inside
matrix-cell = { $share } of “{ $left }” is also in “{ $right }”; { $back } the other way round
recent-reviews = Recent reviews

# How similar the places of a near passage are.
near-figures =
    { $count ->
        [one] The same but for one figure
       *[other] The same but for { $count } figures
    }
near-similarity =
    { $count ->
        [one] { $similarity } similar, one change
       *[other] { $similarity } similar, { $count } changes
    }
near-kept = { $first } of the first place is also in the other; { $second } of the other is in the first

# Files on disk, and stopping.
reading-stopped =
    { $count ->
        [one] Stopped reading; one report was not opened.
       *[other] Stopped reading; { $count } reports were not opened.
    }
analysis-stopped = Comparison stopped. Read any report again (F5) to restart it.
stop = Stop
changed-on-disk = Changed on disk
changed-bar =
    { $count ->
        [one] The file of one report has changed. Read it again to update the places of its notes.
       *[other] The files of { $count } reports have changed. Read them again to update the places of their notes.
    }
changed-reread = Read again
whole-page = Show the rest of the page
pane-format = { $format }, { $pages } pages
# Checks and parts in the window.
mark-check = Check
filter-check = Checks only
filter-check-term = kind:check
filter-without-check = Without checks
filter-without-check-term = -kind:check
parts = Parts
parts-absent =
    { $count ->
        [one] { $count } part absent
       *[other] { $count } parts absent
    }
part-at = { $part }: { $state }, line { $line }
part-nowhere = { $part }: { $state }
settings-general = General
settings-checks = Checks
settings-checks-numbering = Numbers and headings
settings-checks-figures = Figures and dates
settings-checks-names = Names
settings-checks-text = Text
settings-checks-reset = Restore defaults
settings-check-hint = A hint: may well be right
settings-profile = Parts expected
settings-profile-shipped = Annual rule-of-law report (shipped)
settings-profile-choose = Choose a profile…
settings-profile-default = Use the shipped one
prompt-profile = Open a profile of parts
profile-unreadable = The profile { $path } cannot be read. It may have been moved or renamed; choose it again in the settings.
profile-faulty = The profile { $path } has an error in line { $line }, column { $column }: { $words }. Correct it and read a report again (F5); until then no parts are shown.
# The list of notes, their editor, recovery, how safe the work is.
notes-none-match = No note matches.
notes-chosen = { $count } chosen
notes-resolve = Mark as resolved
notes-reopen = Reopen
notes-delete = Delete the chosen notes
notes-add-tag = Add a tag
notes-add-tag-button = Add the tag to the chosen notes
notes-tab-all = All { $count }
notes-tab-orphans = Text not found { $count }
notes-conflicts = Conflicts { $count }
note-order = Order of the notes
note-order-written = As written
note-order-place = By place
note-order-severity = By severity
note-order-changed = Changed last first
note-order-author = By reviewer
note-filter = Filter notes
note-filter-hint = Filter, such as severity:major
note-filter-menu = Common filters
note-filter-clear = Clear the filter of notes
note-filter-open = Open
note-filter-open-term = status:open
note-filter-resolved = Resolved
note-filter-resolved-term = status:resolved
note-filter-grave = Major and up
note-filter-grave-term = severity:>=major
note-filter-uncertain = Place uncertain
note-filter-uncertain-term = state:uncertain
note-filter-figures = On figures
note-filter-figures-term = category:figures
note-filter-untagged = Without a tag
note-filter-untagged-term = tag:
note-filter-conflict-term = tag:冲突
note-tags = Tags of the note
note-tags-hint = Tags, with spaces between
note-tag-remove = Remove the tag { $tag }
note-written = { $author } · { $created }
note-written-changed = { $author } · { $created }, changed { $modified }
note-uncertain = The report was changed; this is the best guess. Please check.
note-moved = The report was changed; the text was found elsewhere.
note-orphan = The report no longer holds this text. Select the text that is meant to attach the note again.
note-confirm = Confirm the place
note-reattach = Attach to the selection
note-reattach-place = Attach place { $place } to the selection
note-markers = { $count } notes in this row
action-merge = Merge another review…
action-locate = Find moved reports…
action-severity-info = Severity: info
action-severity-minor = Severity: minor
action-severity-major = Severity: major
action-severity-critical = Severity: critical
left-over-never-saved = a review that was never saved
left-over-review = “{ $file }”
left-over-changes = { $count ->
    [one] Left behind at { $time }: 1 unsaved change of { $name }.
   *[other] Left behind at { $time }: { $count } unsaved changes of { $name }.
}
left-over-changes-draft = { $count ->
    [one] Left behind at { $time }: 1 unsaved change of { $name }, and a note being written.
   *[other] Left behind at { $time }: { $count } unsaved changes of { $name }, and a note being written.
}
left-over-draft = Left behind at { $time }: a note being written in { $name }.
left-over-unreadable = The journal “{ $file }” that was left behind cannot be read.
left-over-put-away = Put away
left-over-lost = { $count ->
    [one] {" "}One record of its journal cannot be read.
   *[other] {" "}{ $count } records of its journal cannot be read.
}
left-over-restore = Restore
left-over-discard = Discard…
left-over-ask = What is discarded cannot be brought back. Discard it?
left-over-discard-sure = Discard it
left-over-keep = Keep it
status-journalled = Not saved; in the journal { $time }
status-failing = Not saved, and the journal cannot be written: please save soon
status-reviewer = Reviewer: { $name }
settings-notes = Notes
settings-reviewer = Reviewer's name
settings-autosave = Save the review by itself
settings-autosave-after = After a change, wait
settings-seconds = seconds

# The order of the library.
library-order = Order of the reports
library-order-opened = As they were opened
library-order-worth = Greatest weight first
library-order-shared = Most shared with others first
library-order-within = Most repeated inside first
library-order-title = By title

# Exporting in the window.
action-export = Export…
export-title = Export the review
export-as-docx = Word document (.docx)
export-for-docx = Notes as comments on the reports, to edit or print
export-as-pdf = Annotated PDF (.pdf)
export-for-pdf = Notes as annotations in copies of the PDF reports
export-as-summary = Summary of the review (.docx, .pdf, .html)
export-for-summary = The whole review in one document, by report
export-as-html = Web page (.html)
export-for-html = Reports side by side, notes beside them
export-as-xlsx = Excel workbook (.xlsx)
export-for-xlsx = Lists of notes, findings and reports, to filter
export-as-md = Markdown (.md)
export-for-md = Plain text, to paste into mail or documents
export-as-csv = CSV table (.csv)
export-for-csv = One table, for other software
export-as-jsonld = JSON-LD (.jsonld)
export-for-jsonld = W3C Web Annotations, for other programs
export-least-any = All
export-least = { $severity } and above
export-findings-standing = All but dismissed ones
export-findings-confirmed = Confirmed ones only
export-findings-all = All, dismissed ones too
export-findings-none = None, notes only
export-only-open = Only what still waits
export-only-mine = Only my notes and verdicts (M: notes alone)
export-listed-only = { $count ->
    [one] Only the one note that the list is filtered to
   *[other] Only the { $count } notes that the list is filtered to
 }
export-reports-all = All reports
export-reports-shown = Reports that are shown
export-preview = Will be written
export-preview-reading = Reports are still being read; then they can be exported.
export-preview-nothing = There is no report to export.
export-preview-notes = { $notes ->
    [one] One note
   *[other] { $notes } notes
 } on { $reports ->
    [one] one report
   *[other] { $reports } reports
 }.
export-preview-unknown = { $notes ->
    [one] One note
   *[other] { $notes } notes
 } on { $reports ->
    [one] one report
   *[other] { $reports } reports
 }. The comparison is not done yet, so findings are looked for while exporting.
export-preview-both = { $notes ->
    [one] One note
   *[other] { $notes } notes
 } and { $findings ->
    [one] one finding
   *[other] { $findings } findings
 } on { $reports ->
    [one] one report
   *[other] { $reports } reports
 }.
export-preview-word = { $notes ->
    [one] One note
   *[other] { $notes } notes
 } and { $findings ->
    [one] one confirmed finding
   *[other] { $findings } confirmed findings
 }, as comments. Findings that are not confirmed are left out.
export-preview-files = {" "}{ $count ->
    [one] One file:
   *[other] { $count } files:
 } { $original } copied from the original with comments put in, { $rebuilt } laid out again from the text because there is no original .docx.
export-file-copied = ● { $title } — copy of the original
export-file-rebuilt = ○ { $title } — laid out again
export-file-no-pdf = × { $title } — no PDF, not written
export-preview-no-notes = No report has notes or confirmed findings. To write all of them, tick “Reports without notes, too”.
export-preview-pdfs = {" "}{ $count ->
    [one] One PDF is written
   *[other] { $count } PDFs are written
 }{ $other ->
    [0] .
    [one] ; one report is no PDF and is left out.
   *[other] ; { $other } reports are no PDFs and are left out.
 }
export-all-reports = Reports without notes, too
export-template = Template
export-template-own = The program’s own
export-template-reset = Use the own one
export-template-hint = Choose a Word template of your office; its placeholders are described in docs/export.md
prompt-template = Choose a Word template
export-where = Export to…
export-ending = -notes
prompt-export = Export to which file?
prompt-export-folder = Export to which folder?
export-replace-title = { $count ->
    [one] The file exists already. Replace it?
   *[other] { $count } files exist already. Replace them?
 }
export-replace-more = … and { $count } more
export-replace = Replace
export-keep = Keep, do not export
activity-exporting = Exporting
activity-exporting-files = Exporting ({ $done }/{ $all })
export-show = Show in folder
export-no-file-manager = The folder “{ $folder }” could not be opened. Open it in your file manager.
export-done = Exported to “{ $file }”.
export-done-kept = Exported to “{ $file }”: the notes are in a copy of the original file, its formatting as it was.
export-done-unchanged = Exported to “{ $file }”: there is no comment to add, so it is the same as the original file.
export-done-signed = Exported to “{ $file }”: the notes are in a copy of the original file; its signature covers the content as signed, and viewers will say that the copy was changed since.
export-done-rebuilt = Exported to “{ $file }”: laid out again from the report's text.
export-done-not-kept = Exported to “{ $file }”: the report's text was not found in the original file, or it must not be changed, so it was laid out again from the text.
export-done-folder = Exported { $count } Word files to “{ $folder }”: { $kept } copies of originals, { $rebuilt } laid out again from the text{ $replaced ->
    [0] {"."}
   *[other] ; in { $replaced } more not every note could be marked exactly in the original, so they were laid out again too.
 }
export-unread = { $count ->
    [one] One report could not be read; its notes are exported all the same.
   *[other] { $count } reports could not be read; their notes are exported all the same.
 }
export-written-before = { $count ->
    [one] One file was written before that.
   *[other] { $count } files were written before that.
 }
export-stopped = { $count ->
    [0] The export was stopped; no file was written.
    [one] The export was stopped; the file written before is there.
   *[other] The export was stopped; the { $count } files written before are there.
 }
export-error-own = “{ $file }” is a report of this review or the review itself and was not replaced. Choose another name.

# Marks, notes and lists that were added to the window.
action-show-same = Mark what is the same
action-show-near = Mark similar text
action-show-within = Mark what is repeated
action-show-check = Mark what checks say
action-next-note = Next note
action-previous-note = Previous note
legend-hide = { $kind }: click to take it out of the text's marks and the list
legend-show = { $kind }: click to mark it in the text and list it
list-splitter = Line between two lists
side-left = Width of the left panel
side-right = Width of the right panel
mark-name = { $kind }, no. { $number }: { $what }
mark-other = ; goes with { $there }, line { $line }
quoted = “{ $words }”
action-compare-selections = Compare the two selections
passages-title = Two selected passages
passages-equal = The same to the letter
passages-differ = { $count ->
    [one] { $count } difference; { $left } of the left text is also on the right, { $right } of the right text is also on the left
   *[other] { $count } differences; { $left } of the left text is also on the right, { $right } of the right text is also on the left
}
passages-too-long = The selection is too long: { $most } characters each at most. For whole reports, compare them row by row.
settings-phrases = Set phrases
settings-phrases-about = Set phrases are wording that all reports of a kind share. Passages made only of set phrases are listed last. Changing the list analyses the reports again.
settings-phrases-field = Find, or type a new phrase
settings-phrases-add = Add
settings-phrases-count = { $listed } listed, { $off } not used
settings-phrases-none = There is no such phrase.
settings-phrases-reset = Restore the shipped phrases
outline-pairs = Match the sections of both reports
outline-same = the same heading in both
outline-only = only in { $pane }
drop-here = Let go to open these files and folders

# What an action needs, where it cannot be done now.
language-chinese = 简体中文
language-english = English
needs-reports = Open a report first.
needs-correctable = Select text in one paragraph of a scan first.
needs-page-pictures = Open a PDF, an OFD or a picture first.
needs-shown-report = Show a report in a pane first.
needs-two-reports = Open two reports first.
needs-unsaved-work = There is nothing to save.
needs-undo = There is nothing to undo.
needs-redo = There is nothing to redo.
needs-selection = Select some text first.
needs-two-selections = Select a passage in each of two panes first.
needs-finding = Choose a finding first (J, K).
needs-selection-or-finding = Select some text or choose a finding first.
needs-choice = Nothing is selected.
needs-findings = The list has no findings.
needs-notes = The list has no notes.
needs-one-note = Choose one note in the list first.
needs-chosen-notes = Choose notes in the list first.
needs-hits = There are no search hits.
needs-comparison = Open the comparison first (Ctrl+D).
needs-screening = Screen a folder first.
needs-panes = Go back to the reports first.
needs-recent = No review has been opened or saved yet.
needs-no-draft = Keep or cancel the note being written first.
needs-changed-settings = These are the defaults already.
needs-phrase = Type the words to add first.
needs-note-words = Write the note first.
needs-path = Type a path first.
needs-export = There is nothing to export: choose otherwise, or write a note or confirm a finding first.
needs-line = Type the number of a line first.
needs-two-panes = Open a second pane first (Ctrl+2).
needs-pane-on-the-left = There is no pane on the left.
needs-pane-on-the-right = There is no pane on the right.
needs-earlier-place = There is no earlier place.
needs-later-place = There is no later place.

# Announced by screen readers on J and K.
spoken-position = { $number } of { $count }
spoken-joint = {", "}

# Menu of a section in the outline.
section-go = Go to this section
section-note = Write a note on the heading
section-search = Search for this heading
library-compare = Compare with “{ $report }”
library-note = Write a note on it
library-copy = Copy title and file name
row-compare = Compare the two row by row
row-search = Search for this text
section-copy = Copy the heading with its source
