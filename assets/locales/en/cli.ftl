# The headless program.
cli-about = Jiaokan finds repeated passages in reports and shows their outline.
cli-usage-heading = Usage:
cli-commands-heading = Commands
cli-command-name = COMMAND
cli-arguments-heading = Arguments
cli-options-heading = Options
cli-options-placeholder = [OPTIONS]
cli-value-path = PATH
cli-value-file = FILE
cli-value-format = FORMAT
cli-value-review = REVIEW
cli-value-report = REPORT
cli-value-name = NAME
cli-value-severity = SEVERITY
cli-value-left = LEFT
cli-value-right = RIGHT
cli-value-lang = LANG
cli-value-renderer = RENDERER
cli-value-id = ID
cli-fault = error: { $words }
cli-fault-closest = The closest is “{ $name }”.
cli-fault-help = Add --help for all options.
cli-fault-unknown = there is no argument or option “{ $name }”.
cli-fault-command = there is no command “{ $name }”.
cli-fault-no-command = a command is missing. There are: { $known }
cli-fault-missing = { $name } is missing.
cli-fault-no-value = { $name } has no value.
cli-fault-value = { $name } cannot be “{ $value }”. Possible: { $known }
cli-fault-too-many = { $name } has one value too many, “{ $value }”.
cli-fault-too-few = { $name } needs { $count } values; { $given ->
    [one] only one was given.
   *[other] only { $given } were given.
}
cli-fault-conflict = { $name } cannot be used with { $other }.
cli-fault-twice = { $name } can be used only once.
cli-fault-encoding = an argument is not valid UTF-8.
cli-help-help = Print help
cli-version-help = Print version
cli-licenses-help = Print the licences of the crates, fonts and tables in the program
cli-verbose-help = With --version: also the system, and the limits on the process that reads documents
cli-lang-help = Language of the output, zh or en; default: the system's
cli-inspect-about = Lists how these reports are built and which passages repeat within and across them.
cli-format-help = Output format: text (for people; default) or json (for programs)
cli-with-text-help = Include each report's source text in the JSON
cli-whole-page-help = Keep what belongs to the page and not to the report (navigation, running heads) in the text
cli-as-one-help = Take the pictures of a folder, by name, for the pages of one report
cli-no-scans-help = Leave pages that are pictures unread
cli-read-anew-help = Read scanned pages again whose text another program put behind their pictures
cli-no-scan-cache-help = Read scans again; neither use nor keep results
cli-min-length-help = Minimum length of a repeated passage, in characters without white space; default { $count }
cli-paths-help = Report files, or folders of them
cli-reading = Reading { $number }/{ $count }…
cli-reading-pages = Reading page { $number } of { $count }…
cli-output-failed = The result could not be written: { $words }
cli-untitled = (no title)
cli-report-facts = { $characters ->
    [one] 1 character
   *[other] { $characters } characters
}, { $encoding }
cli-report-guessed = { $characters ->
    [one] 1 character
   *[other] { $characters } characters
}, { $encoding } (guessed)
cli-report-undecodable = { $count ->
    [one] 1 place could not be decoded and shows as �
   *[other] { $count } places could not be decoded and show as �
}
cli-report-left-out = { $count ->
    [one] 1 line of the page left out (--whole-page keeps it)
   *[other] { $count } lines of the page left out (--whole-page keeps them)
}
cli-report-shares = { $within } repeated inside the report, { $shared } shared with others
cli-report-outline = Outline
cli-report-no-outline = No section headings were recognised
cli-report-furniture = { $count ->
    [one] 1 piece of page furniture, not counted in the shares
   *[other] { $count } pieces of page furniture, not counted in the shares
}
cli-groups-heading = { $count ->
    [one] 1 repeated passage
   *[other] { $count } repeated passages
}
cli-phrases-heading = { $count ->
    [one] 1 passage of nothing but set phrases and page furniture
   *[other] { $count } passages of nothing but set phrases and page furniture
}
cli-no-groups = No repeated passage of { $count } characters or more
cli-group-within = { $characters } characters, { $places } places in one report
cli-group-across = { $characters } characters, { $places } places in several reports
cli-group-near = , { $similarity } similar
cli-group-figures = , the same but for figures
cli-more-places = { $count ->
    [one] 1 more place
   *[other] { $count } more places
}
cli-unreadable-heading = { $count ->
    [one] 1 file could not be read
   *[other] { $count } files could not be read
}
# The subcommand `notes`.
cli-notes-about = Lists each note of a review and where its text is in the report now. Writes no file.
cli-review-help = The review file (*.review.ron)
cli-notes-summary = { $notes ->
    [one] 1 note
   *[other] { $notes } notes
}. Quotes: { $anchored } in place, { $moved } moved, { $uncertain } uncertain, { $orphan } not found
cli-notes-anchored = in place
cli-notes-unknown-report = The review lists no report “{ $report }”; its notes cannot be placed.

# The subcommand `merge`.
cli-merge-about = Merge the reviews of several reviewers, and what colleagues wrote into exported files; notes that both changed are kept in both versions.
cli-merge-reviews-help = A review, then the files to merge into it: reviews, and Word (.docx), Excel (.xlsx), .jsonld or Hypothes.is .json files that came back
cli-merge-output-help = Review file to write
cli-merge-force-help = Allow replacing a review file that is already there
cli-merged = { $file }: notes: { $notes }, verdicts: { $verdicts }, kept twice because both sides had changed them: { $conflicts }.
cli-merge-onto-input = Not merged: “{ $file }” is one of the reviews to merge and is not written over. Choose another output file.
cli-merge-incomplete = Not merged: “{ $file }” is not understood as a whole, so that something would be lost ({ $words }).
cli-profile-help = The parts a report should have (a RON file); default: those of an annual rule-of-law report
cli-check-help = Turn on a check that is off by default; may be given several times
cli-no-check-help = Turn off a check; may be given several times
cli-unknown-check = There is no check named { $id }. There are: { $known }
cli-profile-failed = { $place }: the profile cannot be used: { $words }
cli-report-parts = Parts
cli-findings-heading = { $count ->
    [one] 1 place worth a look
   *[other] { $count } places worth a look
}
cli-no-findings = No place worth a look was found

# background, and what is a finding
cli-background-about = Makes a sketch of official prose from documents: which strings of five letters they use. Passages made of such strings are no findings.
cli-background-paths-help = Files and folders of the kinds that will be reviewed; every string of them counts
cli-background-frequent-help = Files or a folder of other official prose of one kind; only strings that several of them use count. May be given once for each kind
cli-background-leave-out-help = Documents that are not counted, wherever else they lie. May be given several times
cli-background-output-help = File to write
cli-background-force-help = Allow replacing a file that is already there
cli-background-made = { $file }: documents: { $documents }, strings: { $strings }
cli-background-help = A sketch of official prose made by “background”; default: the one that comes with the program
cli-background-failed = { $file }: the background sketch cannot be used: { $words }
cli-passages-cut = { $count ->
    [one] 1 passage was left out because its reports have too many.
   *[other] { $count } passages were left out because their reports have too many.
}
cli-folded = { $count ->
    [one] 1 more passage is common in official prose, or belongs to a pair above; JSON lists it
   *[other] { $count } more passages are common in official prose, or belong to a pair above; JSON lists them
}
passage-reason-rare = { $count ->
    [0] its wording is common in other official documents
    [one] 1 string of five letters is rare in other official documents
   *[other] { $count } strings of five letters are rare in other official documents
}
cli-pair-same-text = { $right } is the same text as { $left } ({ $share }), weight { $worth }
cli-pair-year-copy = { $right } takes over the text of { $left } ({ $share }), weight { $worth }
