//! Keeps a quote of a report as a note does, and finds it again after the report was edited.
//!
//! ```sh
//! cargo run --no-default-features --example find_a_quote_again
//! ```

#![allow(clippy::print_stdout, reason = "a program that prints")]

use jiaokan::report::Report;
use jiaokan::review::{ReportKey, Resolver, Target};
use jiaokan::structure::outline;
use jiaokan::text::Span;

const BEFORE: &str =
    "一、工作情况\n全年修订规章三件，清理文件四十一份。\n抽查案卷二百四十卷，合格率为九成。\n";
const AFTER: &str = "一、工作情况\n新增一段，写在前面。\n全年修订规章三件，清理各类文件四十一份。\n";

fn main() {
    let before = Report::from_text("before.txt", BEFORE);
    for quote in ["全年修订规章三件，清理文件四十一份。", "抽查案卷二百四十卷，合格率为九成。"]
    {
        let byte = BEFORE.find(quote).expect("the report says so");
        let start = before.text.position_from_byte(byte);
        let span = Span::new(start, start + quote.chars().count());
        let target = Target::at(ReportKey::from("r1"), &before.text, span, vec!["一、工作情况".to_owned()]);

        let after = Report::from_text("after.txt", AFTER);
        let outline = outline(&after);
        let placement = Resolver::new(&after, &outline, None).resolve(&target);
        let found = placement.span.map_or("nothing", |span| after.text.slice(span));
        println!("{quote}\n  {}, {:.0}%: {found}", placement.state.id(), placement.score * 100.0);
    }
}
