//! Escaping for each format. Text of reports and notes is untrusted: characters that a browser, terminal, spreadsheet
//! or XML reader would interpret are escaped or replaced.

/// Replaces control characters, marks that change the reading direction and noncharacters by U+FFFD; line ends and
/// tabs are kept.
#[must_use]
pub fn harmless(character: char) -> char {
    let turns = matches!(
        character,
        '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    let is_none = matches!(character, '\u{fffe}' | '\u{ffff}');
    if turns || is_none || character.is_control() && !matches!(character, '\n' | '\t') {
        '\u{fffd}'
    } else {
        character
    }
}

/// Escapes text for element content and quoted attributes of HTML and XML.
#[must_use]
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars().map(harmless) {
        match character {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            other => out.push(other),
        }
    }
    out
}

/// Escapes Markdown syntax, so that nothing becomes a heading, link, table, tag or formula. One line.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for character in one_line(text).chars() {
        match character {
            '<' => out += "&lt;",
            '&' => out += "&amp;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '>' | '!' | '$' | '%' | '=' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    // At the start of a line these would make lists and rules.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if out.starts_with(['-', '+']) {
        out.insert(0, '\\');
    } else if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

/// A cell that no spreadsheet program interprets as a formula.
pub(super) fn cell(text: &str) -> String {
    let text: String = text.chars().map(harmless).collect();
    if text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r'])
    {
        format!("'{text}")
    } else {
        text
    }
}

/// Joins lines and neutralises control characters.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.trim().chars() {
        if character == '\n' || character == '\t' {
            if !line.ends_with(' ') {
                line.push(' ');
            }
        } else {
            line.push(harmless(character));
        }
    }
    line
}

/// The first and last characters of a long text with an ellipsis between them.
pub(super) fn cut(text: &str, start: usize, end: usize) -> String {
    let count = text.chars().count();
    if count <= start + end + 1 {
        return text.to_owned();
    }
    let head: String = text.chars().take(start).collect();
    let tail: String = text.chars().skip(count - end).collect();
    format!("{head}…{tail}")
}

/// JSON text in which every character that [`harmless`] would replace is a `\uXXXX` escape: it is not interpreted by a
/// terminal or an editor, and programs read it unchanged.
#[must_use]
pub fn json(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if harmless(character) == character {
            out.push(character);
        } else {
            // JSON has no such characters outside of strings.
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

/// Percent-encodes bytes that a URL may not contain.
pub(super) fn percent_encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/:-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(html("<script>'&\"\u{202e}\u{0}"), "&lt;script&gt;&#39;&amp;&quot;\u{fffd}\u{fffd}");
        assert_eq!(markdown("# *甲* <b>\n[x](y)|"), "\\# \\*甲\\* &lt;b\\> \\[x\\](y)\\|");
        assert_eq!((markdown("1. 甲"), markdown("- 甲")), ("1\\. 甲".into(), "\\- 甲".into()));
    }

    #[test]
    fn nothing_is_a_formula() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@A1", "'@A1"),
            (" =1", "' =1"),
            ("\n=1", "'\n=1"),
            ("＝1", "'＝1"),
            ("　＠A1", "'　＠A1"),
            ("甲=1", "甲=1"),
            ("\u{0}=1", "\u{fffd}=1"),
        ] {
            assert_eq!(cell(text), safe);
        }
    }

    #[test]
    fn hidden_characters_of_json_are_escapes() {
        let text = "甲\u{202e}乙\u{7f}\u{ffff}\n\t\u{1f600}";
        let json = json(&serde_json::to_string(text).unwrap());
        assert!(json.chars().all(|character| harmless(character) == character), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
