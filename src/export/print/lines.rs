//! Breaks text into lines by the rules for Chinese (UAX #14, in short): between any two ideographs, not before closing and
//! not behind opening punctuation, and not inside a Latin word or a number.

/// Punctuation that cannot begin a line.
const CLOSING: &str = "，。、；：！？）》”’〉」』】〕,.;:!?)]}%％‰℃·…—";
/// Punctuation that cannot end a line.
const OPENING: &str = "（《“‘〈「『【〔([{";

/// The lines of a paragraph. `width` of each character and of a line are in the same unit. A word that is wider than a line
/// is divided. Linear in the text.
pub(super) fn lines(text: &str, most: f64, width: impl Fn(char) -> f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    // Length in bytes and width of the line up to the last place where it can be broken.
    let mut last: Option<(usize, f64)> = None;
    let mut previous: Option<char> = None;
    for character in text.chars() {
        if previous.is_some_and(|previous| may_break(previous, character)) {
            last = Some((line.len(), used));
        }
        let own = width(character);
        if used + own > most && !line.is_empty() && character != ' ' {
            let (at, before) = last.take().filter(|(at, _)| *at > 0).unwrap_or((line.len(), used));
            let rest = line.split_off(at);
            lines.push(line.trim_end_matches(' ').to_owned());
            rest.trim_start_matches(' ').clone_into(&mut line);
            used = if line.len() == rest.len() { used - before } else { line.chars().map(&width).sum() };
        }
        line.push(character);
        used += own;
        previous = Some(character);
    }
    lines.push(line.trim_end_matches(' ').to_owned());
    lines
}

fn may_break(left: char, right: char) -> bool {
    let is_word = |character: char| {
        character.is_ascii_graphic() || character.is_alphanumeric() && character < '\u{2e80}'
    };
    let stand_together = is_word(left) && is_word(right);
    !(CLOSING.contains(right) || OPENING.contains(left) || right == ' ' || stand_together)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, most: f64) -> Vec<String> {
        lines(text, most, |character| if character.is_ascii() { 0.5 } else { 1.0 })
    }

    #[test]
    fn lines_break_where_chinese_allows_it() {
        assert_eq!(broken("全年办结案件，同比增长。", 6.0), ["全年办结案", "件，同比增", "长。"]);
        assert_eq!(broken("印发《办法》", 3.0), ["印发", "《办", "法》"]);
        assert_eq!(broken("率为98.6%以上", 4.0), ["率为", "98.6%以", "上"]);
        assert_eq!(broken("annual report 2024", 4.0), ["annual", "report", "2024"]);
        assert_eq!(broken("abcdefghijkl", 2.0), ["abcd", "efgh", "ijkl"]);
        assert_eq!(broken("", 2.0), [""]);
    }
}
