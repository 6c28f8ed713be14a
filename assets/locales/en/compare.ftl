# Two reports side by side.
cli-compare-about = Compares two reports side by side: aligned sections and paragraphs, moved paragraphs, changed characters.
cli-compare-left-help = The report on the left, usually last year's
cli-compare-right-help = The report on the right, usually this year's
cli-compare-format-help = Output format: text (for people; default), json (for programs), html (one page for a browser) or docx (a Word document with tracked changes)
cli-compare-output-help = The file to write. Standard output if not given
cli-compare-no-years-help = For docx: years replaced by others are not tracked; the right year stands
compare-left = Left
compare-right = Right
compare-characters = { $count ->
    [one] 1 character
   *[other] { $count } characters
}
compare-same-share = { $share } the same
compare-equal = Same
compare-changed = Changed
compare-moved = Moved
compare-removed = Only left
compare-added = Only right
compare-years-only = only the year changed
compare-variants = differs only in spaces, width or punctuation variants
compare-furniture = page furniture
compare-moved-to = in line { $line } on the right
compare-moved-from = in line { $line } on the left
compare-no-difference = No differences
compare-paragraphs = { $count ->
    [one] 1 paragraph
   *[other] { $count } paragraphs
}
compare-years-only-count = { $count ->
    [one] 1 with only the year changed
   *[other] { $count } with only the year changed
}
compare-variants-count = { $count ->
    [one] 1 differing only in spaces, width or punctuation variants
   *[other] { $count } differing only in spaces, width or punctuation variants
}
compare-hide-equal = Show differences only
compare-first-difference = First difference
compare-next = Next difference
compare-previous = Previous difference
compare-sections = Sections
compare-overview = Overview
compare-page-title = { $left } and { $right } compared
compare-rows = Rows of the comparison
