//! Text strings (ISO 32000-1, 7.9.2.2) and dates (7.9.4).

/// The characters of `PDFDocEncoding` from 0x80 that differ from Latin-1; the place after the last one begins Latin-1.
const DOC_ENCODING: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u{fffd}€";

/// Decodes a text string: UTF-16 or UTF-8 with its mark, else `PDFDocEncoding`; GBK where it is plainly that, which old
/// programs write.
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => {
            let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
            if high >= 4
                && let Some(text) =
                    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)
                && text.chars().filter(|character| ('\u{4e00}'..='\u{9fff}').contains(character)).count()
                    >= high / 3
            {
                return text.into_owned();
            }
            bytes.iter().map(|byte| document_character(*byte)).collect()
        }
    }
}

fn document_character(byte: u8) -> char {
    let named = byte.checked_sub(0x80).and_then(|at| DOC_ENCODING.chars().nth(usize::from(at)));
    named.unwrap_or(char::from(byte))
}

/// A date as `2024-03-08T09:05:00`, with its zone where it has one; empty if it is none.
pub(super) fn date(text: &str) -> String {
    let digits: String = text.trim_start_matches("D:").chars().take_while(char::is_ascii_digit).collect();
    let part = |from: usize, length: usize| digits.get(from..from.saturating_add(length));
    let (Some(year), month, day) = (part(0, 4), part(4, 2).unwrap_or("01"), part(6, 2).unwrap_or("01"))
    else {
        return String::new();
    };
    let time = [part(8, 2), part(10, 2), part(12, 2)].map(|part| part.unwrap_or("00"));
    let rest = text.trim_start_matches("D:").get(digits.len()..).unwrap_or_default();
    let zone = match rest.chars().next() {
        Some('Z') => "Z".to_owned(),
        Some(sign @ ('+' | '-')) => {
            let zone: String = rest.chars().filter(char::is_ascii_digit).take(4).collect();
            format!("{sign}{}:{}", zone.get(..2).unwrap_or("00"), zone.get(2..4).unwrap_or("00"))
        }
        _ => String::new(),
    };
    format!("{year}-{month}-{day}T{}{zone}", time.join(":"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_in_each_encoding() {
        assert_eq!(text_string(b"\xfe\xff\x7e\xdf\x65\xe0"), "统无");
        assert_eq!(text_string("\u{feff}统计".as_bytes()), "统计");
        assert_eq!(text_string(b"caf\xe9 \x80 \x92"), "café • ™");
        assert_eq!(text_string(&encoding_rs::GB18030.encode("岚汀县司法局").0), "岚汀县司法局");
    }

    #[test]
    fn dates_with_and_without_a_zone() {
        assert_eq!(date("D:20240308090500+08'00'"), "2024-03-08T09:05:00+08:00");
        assert_eq!(date("D:20240308"), "2024-03-08T00:00:00");
        assert_eq!(date("yesterday"), "");
    }
}
