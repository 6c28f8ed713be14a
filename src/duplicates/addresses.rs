//! Addresses and codes: text for machines that stands in reports, such as links to attachments, mail addresses, hashes
//! and the data of QR codes. Beginnings of addresses are equal wherever two of them stand; nobody took them over, so
//! they count as set phrases.

use std::ops::Range;

use crate::text::Normalized;

/// Minimum length of an address in symbols.
const ADDRESS: usize = 12;

/// Minimum length in symbols of a code without the marks of an address.
const CODE: usize = 16;

/// Minimum number of changes from letter to digit or back in a code: a standard such as `GB50016-2014` has one.
const CHANGES: usize = 4;

/// The ranges of a text that are addresses or codes, in order. Linear in the text.
pub(super) fn addresses(text: &Normalized) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = run_end(text, start);
        // A colon before an address, or a full stop behind it, is not part of it.
        let run = &text.symbols[start..end];
        let first = run.iter().position(char::is_ascii_alphanumeric).unwrap_or(run.len());
        let last = run.iter().rposition(char::is_ascii_alphanumeric).map_or(first, |last| last + 1);
        if is_address(&run[first..last]) {
            found.push(start + first..start + last);
        }
        start = end.max(start + 1);
    }
    found
}

/// End of the symbols from `start` on that an address may have, without white space between them.
fn run_end(text: &Normalized, start: usize) -> usize {
    let sources = &text.source_from_normalized;
    let is_one =
        |&at: &usize| may_be_part(text.symbols[at]) && (at == start || sources[at] == sources[at - 1] + 1);
    start + (start..text.len()).take_while(is_one).count()
}

fn may_be_part(symbol: char) -> bool {
    symbol.is_ascii_alphanumeric() || ":/.-_?=&%#@+~".contains(symbol)
}

fn is_address(run: &[char]) -> bool {
    if run.len() < ADDRESS || !run.iter().any(char::is_ascii_alphabetic) {
        return false;
    }
    let has = |wanted: &[char]| run.windows(wanted.len()).any(|symbols| symbols == wanted);
    let is_mail = has(&['@']) && has(&['.']);
    has(&[':', '/', '/']) || has(&['w', 'w', 'w', '.']) || is_mail || is_code(run)
}

fn is_code(run: &[char]) -> bool {
    let is_plain = run.iter().all(|symbol| symbol.is_ascii_alphanumeric() || "-_".contains(*symbol));
    let letters = run.iter().filter(|symbol| symbol.is_ascii_alphanumeric()).map(char::is_ascii_digit);
    let kinds: Vec<bool> = letters.collect();
    run.len() >= CODE && is_plain && kinds.windows(2).filter(|two| two[0] != two[1]).count() >= CHANGES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize;

    fn found(text: &str) -> Vec<String> {
        let text = normalize(text);
        addresses(&text).into_iter().map(|range| text.symbols[range].iter().collect()).collect()
    }

    #[test]
    fn links_mail_addresses_and_hashes_are_found() {
        assert_eq!(
            found("附件：http://www.example.invalid/a_1.html。"),
            ["http://www.example.invalid/a_1.html"]
        );
        assert_eq!(found("见www.example.invalid\n见下"), ["www.example.invalid"]);
        assert_eq!(found("邮箱fazhi@example.invalid，电话"), ["fazhi@example.invalid"]);
        assert_eq!(found("校验码9f86d081884c7d659a2feaa0c55ad015。"), ["9f86d081884c7d659a2feaa0c55ad015"]);
        assert_eq!(found("http://a.invalid/1 http://a.invalid/2").len(), 2, "white space ends an address");
    }

    #[test]
    fn figures_standards_and_words_are_none() {
        for text in
            ["2023-2024年12.5%", "GB/T19001-2016/ISO9001:2015", "5G+AIoT", "thequickbrownfoxjumps", ""]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
