//! Addresses and codes: text for machines that stands in reports, such as links to attachments, mail addresses, hashes
//! and the data of QR codes; and lines of contacts, names with telephone numbers. Beginnings of addresses are equal
//! wherever two of them stand; nobody took them over, so they count as set phrases.

use std::ops::Range;

use crate::text::{Normalized, SourceText};

/// Minimum length of an address in symbols.
const ADDRESS: usize = 12;

/// Minimum length in symbols of a code without the marks of an address.
const CODE: usize = 16;

/// Minimum number of changes from letter to digit or back in a code: a standard such as `GB50016-2014` has one.
const CHANGES: usize = 4;

/// Numbers of digits in a telephone number.
const TELEPHONE: std::ops::RangeInclusive<usize> = 7..=12;

/// Maximum number of characters of a line of contacts; a longer line is a sentence that gives a number.
const CONTACT: usize = 60;

/// Words before a telephone number.
const BEFORE_TELEPHONE: [&str; 6] = ["电话", "手机", "传真", "热线", "座机", "联系人"];

/// The ranges of a text that are addresses, codes or lines of contacts, in order. Linear in the text.
pub(super) fn addresses(source: &SourceText, text: &Normalized) -> Vec<Range<usize>> {
    let contacts: Vec<Range<usize>> = source
        .lines()
        .filter(|(_, line)| is_contact(line))
        .map(|(span, _)| text.range_from_source(span))
        .filter(|line| !line.is_empty())
        .collect();
    let is_apart = |address: &Range<usize>| {
        let next = contacts.partition_point(|line| line.end <= address.start);
        contacts.get(next).is_none_or(|line| line.start >= address.end)
    };
    let mut found: Vec<Range<usize>> = links(text).into_iter().filter(is_apart).collect();
    found.extend_from_slice(&contacts);
    found.sort_unstable_by_key(|range| range.start);
    found
}

/// Whether a line is names and a telephone number: one with its area code, one of a mobile telephone, or one behind a
/// word that says so, and no sentence.
fn is_contact(line: &str) -> bool {
    if !line.bytes().any(|byte| byte.is_ascii_digit()) || line.contains(['。', '；', '，']) {
        return false;
    }
    let line = line.trim();
    if line.chars().take(CONTACT + 1).count() > CONTACT {
        return false;
    }
    let is_announced = BEFORE_TELEPHONE.iter().any(|word| line.contains(word));
    let numbers = line.split(|character: char| {
        !character.is_ascii_digit() && !matches!(character, '-' | '(' | ')' | '（' | '）')
    });
    numbers.into_iter().any(|number| {
        let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
        let has_area = digits.first() == Some(&'0') && number.contains('-');
        let is_mobile = digits.len() == 11 && digits[0] == '1' && digits[1] > '2';
        TELEPHONE.contains(&digits.len()) && (is_announced || has_area || is_mobile)
    })
}

/// The ranges of a text that are addresses or codes, in order.
fn links(text: &Normalized) -> Vec<Range<usize>> {
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
    symbol.is_ascii_alphanumeric() || (symbol.is_ascii() && ":/.-_?=&%#@+~".contains(symbol))
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

    fn found(text: &str) -> Vec<String> {
        let source = SourceText::new(text);
        let text = source.normalized();
        addresses(&source, text).into_iter().map(|range| text.symbols[range].iter().collect()).collect()
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

    #[test]
    fn lines_of_names_and_telephone_numbers_are_contacts() {
        assert_eq!(
            found("林晓舟\t水利局\t0571-5550123\n联系人：顾砚秋 电话：5550188\n沈未央 13900000000\n"),
            ["林晓舟水利局0571-5550123", "联系人:顾砚秋电话:5550188", "沈未央13900000000"]
        );
        for text in [
            "热线全年接听电话，受理5550188件。",
            "全区生产总值1234567万元",
            "项目编号 20240105",
            "规上工业总产值\t12345678\t100",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_link_in_a_line_of_contacts_counts_once() {
        assert_eq!(found("电话：0571-5550123 http://www.example.invalid/a").len(), 1);
    }
}
