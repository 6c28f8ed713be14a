//! Chinese numerals as they count headings and sentences: one to ninety-nine. Years written in characters
//! (`二〇二四年`) and amounts are not here.

/// Reads the numeral at the start of `text` (`一`, `十二`, `二十`, `九十九`): its value and how many characters it
/// takes. `None` where there is none, or where more numeral characters follow and it is a year or an amount.
#[must_use]
pub fn chinese_numeral(text: &[char]) -> Option<(u32, usize)> {
    let digit = |at: usize| text.get(at).copied().and_then(digit_value);
    let ten = |at: usize| text.get(at) == Some(&'十');
    let (value, length) = match (digit(0), ten(0), ten(1)) {
        (Some(tens), _, true) => digit(2).map_or((tens * 10, 2), |ones| (tens * 10 + ones, 3)),
        (Some(ones), ..) => (ones, 1),
        (None, true, _) => digit(1).map_or((10, 1), |ones| (10 + ones, 2)),
        (None, false, _) => return None,
    };
    let runs_on =
        text.get(length).is_some_and(|&next| digit_value(next).is_some() || "十百千万亿〇零".contains(next));
    (!runs_on).then_some((value, length))
}

fn digit_value(character: char) -> Option<u32> {
    "一二三四五六七八九".chars().position(|digit| digit == character).map(|at| at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(n: u32) -> String {
        let digit = |n: u32| "一二三四五六七八九".chars().nth(n as usize - 1).unwrap().to_string();
        let tens = match n / 10 {
            0 => String::new(),
            1 => "十".to_owned(),
            tens => digit(tens) + "十",
        };
        if n.is_multiple_of(10) { tens } else { tens + &digit(n % 10) }
    }

    #[test]
    fn every_numeral_is_read_back() {
        for n in 1..100 {
            let text: Vec<char> = written(n).chars().chain("、甲".chars()).collect();
            assert_eq!(chinese_numeral(&text), Some((n, text.len() - 2)), "{text:?}");
        }
    }

    #[test]
    fn years_and_amounts_are_none() {
        for text in ["二〇二四年", "一百二十", "十万元", "三千", "〇", "", "甲一", "二二三"]
        {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(chinese_numeral(&chars), None, "{text}");
        }
    }
}
