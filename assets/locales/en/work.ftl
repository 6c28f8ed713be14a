# The work list: cases, their kinds, progress, exclusion.

case-same-text = One text ({ $share })
case-copy = Whole copy ({ $share }), few changes
case-copy-figures = Copied { $share }, { $count } figures kept
case-mostly-copy = Mostly copied ({ $share })
case-mostly-copy-figures = Copied { $share }, { $count } figures kept
case-shared-exact = { $count ->
    [one] 1 passage the same
   *[other] { $count } passages the same
}
case-shared = { $count ->
    [one] 1 passage the same or similar
   *[other] { $count } passages the same or similar
}
case-shared-checks = Passages: { $count }, checks: { $checks }
case-within = { $count ->
    [one] 1 passage repeated within
   *[other] { $count } passages repeated within
}
case-scattered = { $count ->
    [one] 1 slightly similar passage
   *[other] { $count } slightly similar passages
}
case-editions = { $count } reports of one draft
case-family = { $count ->
    [one] 1 passage in { $reports } reports
   *[other] { $count } passages in { $reports } reports
}
case-report = { $count ->
    [one] 1 check finding
   *[other] { $count } check findings
}
case-scattered-title = Slightly similar
case-scattered-all = { $count ->
    [one] 1 group that may be written independently
   *[other] { $count } groups that may be written independently
}
case-phrases-title = Set phrases and page text
case-phrases = { $count ->
    [one] 1 entry
   *[other] { $count } entries
}
case-several = { $names } and others ({ $count })
case-worth = Weight { $worth } (from characters taken over and checks)
case-progress = { $judged } of { $all } judged
work-progress = { $judged } / { $all } judged · { $notes ->
    [one] 1 note
   *[other] { $notes } notes
}
part-position = { $number } of { $count }
part-elsewhere = counted in another group
judge-confirm = Confirm { $count }
judge-dismiss = Dismiss { $count }…
judge-note = Write a note
row-fold = Fold
row-unfold = Unfold

action-next-case = Next group
action-previous-case = Previous group
action-unfold = Unfold
action-fold = Fold
action-skip-judged = Skip what is judged
action-order-worth = Sort by weight
action-order-report = Sort by report
action-order-text = Sort in order of text
action-order-open = Sort by what is open
action-rules = Exclusion rules…
action-lost-verdicts = Verdicts without their text…
lost-empty = The text of every verdict is still there.
lost-about = The analysis no longer reports what these verdicts are on: the text was changed or removed.
lost-go = Go there
lost-verdicts = The text of { $count ->
        [one] one verdict
       *[other] { $count } verdicts
    } is gone; see “Review → Verdicts without their text”.

exclude-title = Dismiss
exclude-place = { $count ->
    [one] This place
   *[other] These { $count }
}
exclude-reopen = { $count ->
    [one] Reopen this
   *[other] Reopen these { $count }
}
exclude-pair = Everything between “{ $one }” and “{ $other }”
exclude-text = This text in all reports (a set phrase of this review)
exclude-text-check = “{ $check }” on this text in all reports
exclude-check-in = “{ $check }” in “{ $report }”
exclude-check = “{ $check }” in all reports
exclude-no-check-in = This check in this report
exclude-no-check = This check in all reports
exclude-needs-pair = There is only one place and no other report
exclude-needs-check = This is no finding of a check
exclude-undo = Ctrl+Z takes it back. Rules are listed in Review → Exclusion rules.
excluded-by-rule = { $count ->
    [one] 1 finding is excluded by the rule.
   *[other] { $count } findings are excluded by the rule.
} Review → Exclusion rules takes it back.
rules-empty = There are no exclusion rules. Choose a finding and press X to make one.
rules-count = { $count } excluded
rules-remove = Take back
rules-text = The text “{ $text }”
rules-text-check = “{ $check }” on “{ $text }”
edit-exclude = make an exclusion rule
edit-include = take back an exclusion rule
edit-ledger = change the ledger
edit-ledger-back = take back a change of the ledger
edit-correct = correct text that was read
edit-correct-back = take back a correction

card-inline = The other place's wording is in 〔〕
card-figures = Same figures: { $figures }
card-excluded-bare = Excluded by a rule
card-excluded = Excluded by a rule: { $reason }
library-order-year = By year
library-order-open = Most open first
library-order-missing = Most missing parts first
library-order-notes = Most notes first
library-filter = Filter reports
library-filter-hint = Name, number or year
library-filter-clear = Clear the filter
library-none-match = No report matches.
library-progress = { $judged } of { $all } judged
compare-export = Export the comparison
action-export-tracked = Export comparison as Word changes…
action-export-comparison = Export comparison as a page…
