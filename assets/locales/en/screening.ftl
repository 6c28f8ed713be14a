# Screening a folder of reports on the command line.
screen-stage-reading = Reading files
screen-stage-phrases = Recognising set phrases
screen-stage-sorting = Sorting
screen-stage-comparing = Comparing
cli-screen-about = Ranks many reports by how much they repeat: within each report, shared with others, and pair by pair.
cli-screen-format-help = Output format: text (for people; default), json (for programs) or csv (for spreadsheets)
cli-no-cache-help = Read all files again; neither use nor write the cache
cli-screen-reports = { $count ->
    [one] 1 of { $all } reports repeats { $length } characters or more
   *[other] { $count } of { $all } reports repeat { $length } characters or more
}
cli-screen-report = { $within } repeated inside the report, { $shared } shared with others, { $characters ->
    [one] 1 character
   *[other] { $characters } characters
}
cli-screen-pairs = { $count ->
    [one] 1 pair of reports shares a passage
   *[other] { $count } pairs of reports share a passage
}
cli-screen-pair = { $left } of the first, { $right } of the second, weight { $worth }; longest { $longest } characters, { $passages ->
    [one] 1 passage
   *[other] { $passages } passages
}
cli-screen-more = { $count ->
    [one] 1 more; --format json or csv lists all
   *[other] { $count } more; --format json or csv lists all
}
cli-screen-full = { $count ->
    [one] There is no room for more: 1 file was not compared. Screen it in several runs
   *[other] There is no room for more: { $count } files were not compared. Screen it in several runs
}
cli-screen-pairs-left-out = { $count ->
    [one] 1 more pair that shares less is not listed
   *[other] { $count } more pairs that share less are not listed
}

# Screening in the window.
action-screen-folder = Screen a folder…
action-screening = Screening
activity-screening = Looking for files
screening-view = Folder screening
screening-view-close = Close the screening
screening-view-filter = Filter by file name
screening-view-waits = The whole folder is being read and compared; the ranking will appear here.
screening-view-none = No file name matches.
screening-view-no-pairs = No two reports share a text that is long enough.
screening-view-reports = Reports { $count }
screening-view-unreadable = Not read { $count }
screening-view-pairs = Pairs that share most { $count }
screening-view-report = Repeated inside { $within }, shared with others { $shared }, { $characters } characters
screening-view-parts-absent =
    { $count ->
        [one] , 1 part missing
       *[other] , { $count } parts missing
    }
screening-view-pair =
    { $passages ->
        [one] { $left } of the left, { $right } of the right; longest { $longest } characters, 1 passage
       *[other] { $left } of the left, { $right } of the right; longest { $longest } characters, { $passages } passages
    }
screening-view-order = Order
screening-view-order-shared = Most shared with others
screening-view-order-longest = Repeated inside; longest passage
screening-view-order-name = File name
