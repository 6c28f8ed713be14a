//! Arbitrary text as a report. Checks that its outline lies inside the text and in order. See docs/fuzzing.md.
#![no_main]

use jiaokan::report::Report;
use jiaokan::structure::outline;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let report = Report::from_text("a.txt", text);
    let found = outline(&report);
    let whole = report.text.span();
    assert!(
        found.sections.iter().all(|section| whole.covers(section.heading) && section.body_end <= whole.end)
    );
    assert!(found.sections.is_sorted_by_key(|section| section.heading.start));
    assert!(found.furniture.iter().all(|piece| whole.covers(piece.span)));
    assert!(found.items.iter().all(|item| whole.covers(item.label)));
});
