# What the checks look for and what they find, and the parts of a report.
check-numbering-gap = Number skipped
check-numbering-repeated = Number repeated
check-numbering-order = Numbers out of order
check-numbering-missing = Heading without its number
check-sum = Items and their sum
check-rate = Rate and its counts
check-rate-impossible = Rate that no count gives
check-figure-differs = One figure, two values
check-figure-unchanged = Figures as last year
check-date-impossible = Date that cannot be
check-year-stale = Another year
check-other-name = Another place's name
check-wrong-level = Word of another level
check-placeholder = Left to be filled in
check-cut-off = Sentence cut off
check-doubled-word = Word doubled
check-brackets = Brackets and quotation marks that do not pair
check-term-variants = One term written two ways
check-empty-section = Heading without text
check-stray-space = Space inside a sentence
check-figure-base = Growth against last year’s report
check-unit = Units
check-name-misquoted = Names of laws and set formulae
check-typo = Mistaken words
check-half-width-mark = Half-width marks
finding-numbering-gap = “{ $after }” follows “{ $before }”: a number is missing between them
finding-numbering-start = The numbers begin with “{ $after }”
finding-numbering-repeated = “{ $label }” appears twice in a row
finding-numbering-order = “{ $after }” follows “{ $before }”
finding-numbering-missing = This heading between “{ $before }” and “{ $after }” has no number
finding-numbering-missing-first = This heading before “{ $after }” has no number
finding-sum = { $count ->
    [one] 1 item adds up to { $sum }; the text says { $total }
   *[other] { $count } items add up to { $sum }; the text says { $total }
}
finding-part-larger = The part, { $part }, is larger than { $whole } before it
finding-rate = The text says { $rate }; { $part } of { $whole } is { $computed }
finding-rate-above = { $rate } is more than 100%
finding-rate-impossible = Of { $count }, no whole number gives { $rate }
finding-figure-differs = “{ $noun }” is { $value } here and { $other } elsewhere
finding-figure-unchanged = { $count ->
    [one] 1 of { $figures } figures in this paragraph is as in the report for { $year }
   *[other] { $count } of { $figures } figures in this paragraph are as in the report for { $year }
}
finding-date-impossible = { $date }: there is no such date, or the year is off
finding-year-stale = The sentence begins with { $year }; the report is for { $own }
finding-other-name = “{ $name }” appears here; the report's own name is “{ $own }”
finding-wrong-level = “{ $words }” in a report of { $own }
finding-placeholder = “{ $words }” seems left to be filled in
finding-cut-off = The sentence ends at “{ $words }”
finding-doubled-word = “{ $word }” appears twice in a row
finding-bracket-open = { $mark } is not closed: { $words }…
finding-bracket-close = { $mark } was not opened: …{ $words }
finding-term-variants = “{ $term }” here, “{ $other }” elsewhere
finding-empty-section = There is nothing under the heading “{ $heading }”
finding-stray-space = There is a space in “{ $words }”
finding-growth = { $value } against { $base } is { $computed }; the text says { $rate }
finding-growth-negative = “{ $words }”: growth of a minus is a fall
finding-growth-parts = The growth of the parts comes to { $computed }; the text says { $rate } for the whole
finding-figure-base = Last year’s report gives { $earlier } for “{ $name }”, a growth of { $computed }; the text says { $growth }
finding-unit-missing = “{ $words }” has no unit
finding-unit-measure = “{ $words }” lacks a measure word
finding-unit-stroke = “{ $words }”: the unit is “{ $right }”
finding-unit-other = “{ $words }” among figures in { $unit }
finding-name-misquoted = “{ $words }” differs slightly from “{ $right }”
finding-formula-misquoted = “{ $words }” differs from the set formula “{ $right }”
finding-typo = “{ $words }” is probably “{ $right }”
finding-half-width-mark = “{ $mark }” in “{ $words }” is a half-width mark
finding-year-heading = The heading names { $year }; the report is for { $own }
severity-error = error
severity-warning = please check
severity-hint = hint
part-present = own heading
part-unheaded = own paragraph, no heading
part-embedded = inside another part
part-mentioned = mentioned only
part-absent = absent
