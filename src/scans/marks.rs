//! Characters that the models waver about where print does not: widths beside ideographs, quotation marks, page numbers.

/// Whether a character is as wide as an ideograph in print.
fn is_full(character: char) -> bool {
    character as u32 > 0x2e80
}

/// Half-width marks beside ideographs as full-width ones, full-width digits and letters as the usual ones.
pub(super) fn widths(line: &mut [char]) {
    for at in 0..line.len() {
        let before = at.checked_sub(1).is_some_and(|before| is_full(line[before]));
        let beside = before || line.get(at + 1).copied().is_some_and(is_full);
        line[at] = match line[at] {
            mark @ (',' | ';' | ':' | '?' | '!' | '(' | ')') if beside => shifted(mark, 0xfee0),
            wide @ ('０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ') => shifted(wide, -0xfee0),
            '％' => '%',
            other => other,
        };
    }
}

fn shifted(character: char, by: i32) -> char {
    (character as u32).checked_add_signed(by).and_then(char::from_u32).unwrap_or(character)
}

/// Whether a character may stand for the dash beside a page number; the models read it as the number one, too.
fn is_dash(character: char) -> bool {
    matches!(
        character,
        '一' | '—' | '―' | '－' | '-' | '–' | '─' | 'ー' | '_' | '~' | '·' | '.' | ' ' | '\u{3000}'
    )
}

/// The page number, if a line at a page's edge is one between dashes: `一2一`, `- 2 -`. Alone between dashes the letters
/// that look like a 1 are one.
pub(super) fn page_number(line: &[char]) -> Option<String> {
    let dashed = line.first().copied().is_some_and(is_dash) || line.last().copied().is_some_and(is_dash);
    let start = line.iter().position(|character| !is_dash(*character))?;
    let end = line.iter().rposition(|character| !is_dash(*character))?;
    let number: String = line
        .get(start..=end)?
        .iter()
        .map(|character| if matches!(character, 'l' | 'I' | 'i' | 'j' | '|') { '1' } else { *character })
        .collect();
    let sound = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    (dashed && sound).then_some(number)
}

/// Pairs of quotation marks over the lines of a page: where an opening one is due, a closing one is that, and straight ones
/// beside ideographs are the print's curled ones. A closing mark before any other may end what the last page began.
pub(super) fn quotes(lines: &mut [&mut Vec<char>]) {
    let mut open = None;
    for line in lines {
        for at in 0..line.len() {
            let beside = at.checked_sub(1).is_some_and(|before| is_full(line[before]))
                || line.get(at + 1).copied().is_some_and(is_full);
            match (line[at], open) {
                ('“', _) => open = Some(true),
                ('”', Some(true) | None) => open = Some(false),
                ('”', Some(false)) if !ends_here(line.get(at + 1)) => {
                    line[at] = '“';
                    open = Some(true);
                }
                ('"', Some(true)) if beside => {
                    line[at] = '”';
                    open = Some(false);
                }
                ('"', _) if beside => {
                    line[at] = '“';
                    open = Some(true);
                }
                _ => {}
            }
        }
    }
}

/// Whether a quotation mark before this character closes.
fn ends_here(next: Option<&char>) -> bool {
    next.is_none_or(|next| matches!(next, '，' | '。' | '；' | '：' | '、' | '）' | '！' | '？'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_as_wide_as_their_neighbours() {
        let widened = |text: &str| {
            let mut line: Vec<char> = text.chars().collect();
            widths(&mut line);
            line.into_iter().collect::<String>()
        };
        assert_eq!(widened("(四)推进,落实:"), "（四）推进，落实：");
        assert_eq!(widened("1,086件（2.5％）ＡＢ３"), "1,086件（2.5%）AB3");
        assert_eq!(widened("12:30 a,b"), "12:30 a,b");
    }

    #[test]
    fn a_number_between_dashes_is_a_page_number() {
        let number = |text: &str| page_number(&text.chars().collect::<Vec<_>>());
        for (text, page) in [("一2一", "2"), ("- 12 -", "12"), ("—l—", "1"), ("· 7 ·", "7"), ("-3", "3")]
        {
            assert_eq!(number(text).as_deref(), Some(page), "{text}");
        }
        for text in ["2", "一二一", "一、2", "", "一", "2024-1", "-2024-"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn quotation_marks_come_in_pairs() {
        let paired = |lines: &[&str]| {
            let mut lines: Vec<Vec<char>> = lines.iter().map(|line| line.chars().collect()).collect();
            quotes(&mut lines.iter_mut().collect::<Vec<_>>());
            lines.into_iter().map(|line| line.into_iter().collect::<String>()).collect::<Vec<_>>()
        };
        assert_eq!(paired(&["“一网通办”和”放管服”改革"]), ["“一网通办”和“放管服”改革"]);
        assert_eq!(
            paired(&["服”改革，“双随", "机”检查"]),
            ["服”改革，“双随", "机”检查"],
            "over a page's end"
        );
        assert_eq!(paired(&["落实\"放管服\"改革"]), ["落实“放管服”改革"]);
    }
}
