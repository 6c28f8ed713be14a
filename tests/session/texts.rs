//! Reports for scripts, on invented places.

/// Stands in several reports.
pub(crate) const SHARED: &str =
    "县司法局会同各乡镇逐村走访，收集群众关心的法治需求四十二条，并按月公开办理结果。";

/// A set phrase, which all reports share.
pub(crate) const PHRASE: &str = "坚持以习近平新时代中国特色社会主义思想为指导，";

/// A report with a title, two sections and, in the first of them, this paragraph. Reports of different places have words of
/// their own around it, so that the paragraph and not the whole report is alike.
pub(crate) fn report(place: &str, paragraph: &str) -> String {
    let [first, before, after] = [0, 1, 2].map(|number| own_words(place, number));
    format!(
        "{place}2024年法治政府建设年度报告\n一、主要工作\n{first}{place}在年初印发了工作要点。\n{before}{paragraph}\n{after}二、下一步打算\n\
         {place}将补齐短板。\n"
    )
}

/// A line that stands in no other report; none in the first one.
fn own_words(place: &str, number: u32) -> String {
    if place == "石桥县" {
        return String::new();
    }
    let first = 0x6000 + u32::from(place.as_bytes()[1]) * 64 + number * 0x1000;
    let words: String = (0..120).filter_map(|at| char::from_u32(first + at * 7 % 997)).collect();
    format!("{words}。\n")
}

/// A report without a title whose whole body stands twice.
pub(crate) fn repeated() -> String {
    let body = "一、主要工作\n石桥镇把矛盾化解在网格，全年受理调解申请一百一十七件，办结一百一十五件。\n\
                镇综合行政执法队开展联合检查二十三次，发现隐患三十九处，当场整改三十一处。\n\
                二、下一步打算\n石桥镇将把调解室建到每一个村，让群众少跑路、好说事。\n";
    body.repeat(2)
}
