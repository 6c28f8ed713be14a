# The headless program.
cli-about = Jiaokan finds what stands twice in reports and shows how they are built.
cli-usage-heading = Usage:
cli-commands-heading = Commands
cli-command-name = COMMAND
cli-arguments-heading = Arguments
cli-options-heading = Options
cli-help-help = Print help
cli-version-help = Print version
cli-lang-help = Language of the output, zh or en; the system's unless told
cli-inspect-about = Lists how these reports are built and which passages repeat within and across them.
cli-format-help = Output format: text (for people, unless told) or json (for programs)
cli-with-text-help = Include each report's source text in the JSON
cli-min-length-help = Least length of a repeated passage in characters without white space; { $count } unless told
cli-paths-help = Report files, or folders of them
cli-reading = Reading { $number }/{ $count }…
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
cli-group-near = , { $similarity } alike
cli-group-figures = , the same but for figures
cli-more-places = { $count ->
    [one] 1 more place
   *[other] { $count } more places
}
cli-unreadable-heading = { $count ->
    [one] 1 file could not be read
   *[other] { $count } files could not be read
}
