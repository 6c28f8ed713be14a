//! The encodings of MIME: quoted-printable, base64 and encoded words in headers. Damage affects only the damaged
//! characters.

use std::borrow::Cow;

use crate::report::Encoding;

/// The bytes of a part's body, by its transfer encoding.
pub(super) fn leaf_bytes<'a>(transfer: &str, body: &'a [u8]) -> Cow<'a, [u8]> {
    match transfer.trim().to_ascii_lowercase().as_str() {
        "base64" => Cow::Owned(base64(body)),
        "quoted-printable" => Cow::Owned(quoted_printable(body)),
        _ => Cow::Borrowed(body),
    }
}

/// A header's value with its encoded words (`=?utf-8?B?…?=`) decoded.
pub(super) fn header_words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, encoded)) = rest.split_once("=?") {
        let mut fields = encoded.splitn(3, '?');
        let word = (|| {
            let (charset, kind, behind) = (fields.next()?, fields.next()?, fields.next()?);
            let (text, behind) = behind.split_once("?=")?;
            let bytes = match kind {
                "B" | "b" => base64(text.as_bytes()),
                "Q" | "q" => quoted_printable(text.replace('_', " ").as_bytes()),
                _ => return None,
            };
            let encoding = Encoding::from_label(charset.as_bytes());
            Some((Encoding::decode(&bytes, encoding, None).text.into_owned(), behind))
        })();
        // White space between two encoded words is dropped.
        if !(before.trim().is_empty() && word.is_some()) || out.is_empty() {
            out.push_str(before);
        }
        if let Some((text, behind)) = word {
            out.push_str(&text);
            rest = behind;
        } else {
            out.push_str("=?");
            rest = encoded;
        }
    }
    out.push_str(rest);
    out
}

/// Decodes an extended parameter (RFC 5987): `UTF-8''%E6%8A%A5.docx`.
pub(super) fn extended_value(value: &str) -> String {
    let mut pieces = value.splitn(3, '\'');
    let (charset, encoded) = match (pieces.next(), pieces.next(), pieces.next()) {
        (Some(charset), Some(_), Some(encoded)) => (charset, encoded),
        _ => ("utf-8", value),
    };
    let mut bytes = Vec::new();
    let mut rest = encoded.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        let escaped = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => bytes.push(*first),
        }
    }
    let encoding = encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode(&bytes).0.into_owned()
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'=' {
            out.push(byte);
            continue;
        }
        // `=` at the end of a line joins it to the next; some programs leave spaces behind it.
        let spaces = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
        match (rest, rest.get(spaces)) {
            (_, Some(b'\n') | None) => rest = rest.get(spaces.saturating_add(1)..).unwrap_or_default(),
            ([high, low, behind @ ..], _) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.push(hex(*high) << 4 | hex(*low));
                rest = behind;
            }
            _ => out.push(byte),
        }
    }
    out
}

/// Value of a hexadecimal digit; 0 for other characters.
fn hex(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or(0)
}

/// Decodes base64. Other characters, such as line ends, are skipped; the padding ends the text.
fn base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity((body.len() / 4).saturating_mul(3));
    let (mut bits, mut count) = (0_u32, 0_u32);
    for &byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte.wrapping_sub(b'A'),
            b'a'..=b'z' => byte.wrapping_sub(b'a').wrapping_add(26),
            b'0'..=b'9' => byte.wrapping_sub(b'0').wrapping_add(52),
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count = count.wrapping_add(6);
        if count >= 8 {
            count = count.wrapping_sub(8);
            out.push((bits >> count & 0xff) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_decoded_around_damage() {
        assert_eq!(&*leaf_bytes("Quoted-Printable", b"a=3Db=\r\nc= \nd=C4e=xy="), b"a=bcd\xc4e=xy");
        assert_eq!(&*leaf_bytes(" BASE64", b"Y2hv\r\n aW5l*cw==more"), b"choines");
        assert_eq!(&*leaf_bytes("8bit", b"=3D"), b"=3D");
    }

    #[test]
    fn words_in_headers_are_decoded() {
        assert_eq!(header_words("=?utf-8?Q?=E5=8E=BF_a?= =?gb2312?B?z9g=?= b"), "县 a县 b");
        assert_eq!(header_words("a =?utf-8?X?b?= =? c"), "a =?utf-8?X?b?= =? c");
    }
}
