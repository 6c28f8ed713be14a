//! Detection and decoding of text encodings. Definite signs are tested before statistics, which accept any bytes.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// A text encoding of Chinese reports. GBK and GB2312 are decoded as GB18030, their superset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a BOM.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030, including GBK and GB2312.
    Gb18030,
    /// Big5, for reports in traditional characters.
    Big5,
}

/// A decoded text.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: Encoding,
    pub(super) guessed: bool,
    /// Number of U+FFFD that stand for undecodable bytes.
    pub(super) undecodable: usize,
}

impl Encoding {
    /// Every encoding that the user can choose, the usual ones first.
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Gb18030, Self::Utf16Le, Self::Utf16Be, Self::Big5];

    /// The name that is shown and printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
        }
    }

    fn decoder(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
            Self::Big5 => BIG5,
        }
    }

    /// The encoding of some bytes, and whether it is a guess. A BOM, valid UTF-8 (the last character may be truncated)
    /// and the zero bytes of UTF-16 are definite. Statistics come last, since they find an encoding for any bytes.
    ///
    /// `declared` is the encoding stated in the file; it decides where no sign is definite. A page that declares
    /// GB2312 and is valid UTF-8 was saved by a browser.
    pub(super) fn detect(bytes: &[u8], declared: Option<Self>) -> (Self, bool) {
        if bytes.starts_with(b"\xef\xbb\xbf") {
            return (Self::Utf8, false);
        }
        if bytes.starts_with(b"\xff\xfe") {
            return (Self::Utf16Le, false);
        }
        if bytes.starts_with(b"\xfe\xff") {
            return (Self::Utf16Be, false);
        }
        if let Some(guess) = utf16_without_bom(bytes) {
            return (guess, true);
        }
        match std::str::from_utf8(bytes) {
            Ok(_) => return (Self::Utf8, false),
            Err(error) if error.error_len().is_none() => return (Self::Utf8, false),
            Err(_) => {}
        }
        if mostly_utf8(bytes) {
            return (Self::Utf8, true);
        }
        if let Some(declared @ (Self::Gb18030 | Self::Big5)) = declared {
            return (declared, false);
        }
        if let Some(guess) = utf16_without_zeros(bytes) {
            return (guess, true);
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
        (if guess == BIG5 { Self::Big5 } else { Self::Gb18030 }, true)
    }

    /// The encoding that a file names (`gb2312`, `UTF-8`); `None` for encodings that reports do not use.
    pub(super) fn from_label(label: &[u8]) -> Option<Self> {
        let named = encoding_rs::Encoding::for_label(label)?;
        if named == encoding_rs::GBK {
            return Some(Self::Gb18030);
        }
        Self::ALL.into_iter().find(|encoding| encoding.decoder() == named)
    }

    /// Decodes bytes in the chosen or else the detected encoding. A BOM is removed.
    pub(super) fn decode(bytes: &[u8], chosen: Option<Self>, declared: Option<Self>) -> Decoded<'_> {
        if chosen.is_none()
            && let Some((text, undecodable)) = decode_by_line(bytes)
        {
            return Decoded { text: text.into(), encoding: Self::Utf8, guessed: true, undecodable };
        }
        let detected = || Self::detect(bytes, declared);
        let (encoding, guessed) = chosen.map_or_else(detected, |chosen| (chosen, false));
        let (text, had_errors) = encoding.decoder().decode_with_bom_removal(bytes);
        let undecodable = if had_errors { text.chars().filter(|&c| c == '\u{fffd}').count() } else { 0 };
        Decoded { text, encoding, guessed, undecodable }
    }
}

/// Real UTF-16 text holds spaces, digits or line ends, whose high byte is zero; text in an 8-bit encoding holds no
/// zero bytes. Purely Chinese UTF-16 is recognised by its high bytes, which cluster in 4E–9F.
fn utf16_without_bom(bytes: &[u8]) -> Option<Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) && bytes.len() < 64 {
        return None;
    }
    let sample = &bytes[..bytes.len().min(1 << 16) & !1];
    // Two zero bytes are no character: they fill a file up.
    let sample: Vec<u8> = sample.chunks_exact(2).filter(|pair| pair != &[0, 0]).flatten().copied().collect();
    let pairs = sample.len() / 2;
    let high = |offset: usize| {
        sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|&&b| b == 0 || matches!(b, 0x30 | 0x4e..=0x9f | 0xff))
            .count()
    };
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let (even_zeros, odd_zeros) = (zeros(0), zeros(1));
    if even_zeros + odd_zeros == 0 {
        return None;
    }
    let plausible = |offset: usize| high(offset) * 10 >= pairs * 9;
    match (plausible(0) && even_zeros > odd_zeros, plausible(1) && odd_zeros > even_zeros) {
        (true, false) => Some(Encoding::Utf16Be),
        (false, true) => Some(Encoding::Utf16Le),
        _ => None,
    }
}

/// Purely Chinese UTF-16, without a space or a line end: the high bytes cluster in 4E–9F and the low bytes do not. The
/// lead bytes of GB18030 and Big5 text lie above that range.
fn utf16_without_zeros(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..bytes.len().min(1 << 16) & !1)?;
    let pairs = sample.len() / 2;
    if pairs < 8 {
        return None;
    }
    let crowd = |offset: usize| {
        let high = sample.iter().skip(offset).step_by(2);
        high.filter(|&&byte| matches!(byte, 0x20 | 0x30 | 0x4e..=0x9f | 0xff)).count()
    };
    let (even, odd) = (crowd(0), crowd(1));
    let is_high = |here: usize, there: usize| here * 100 >= pairs * 97 && there * 100 <= pairs * 70;
    match (is_high(even, odd), is_high(odd, even)) {
        (true, _) => Some(Encoding::Utf16Be),
        (_, true) => Some(Encoding::Utf16Le),
        _ => None,
    }
}

/// The text of a file concatenated from UTF-8 and GB18030 files, each line decoded in its own encoding, and the number
/// of undecodable bytes; `None` for other files. Each encoding must have a line that is long enough to rule out chance
/// and decodes without error.
fn decode_by_line(bytes: &[u8]) -> Option<(String, usize)> {
    /// Minimum number of non-ASCII bytes in such a line.
    const LONG: usize = 24;
    let filled = |byte: &&u8| **byte == 0;
    let padding = bytes.iter().rev().take_while(filled).count();
    let bytes = &bytes[..bytes.len() - padding];
    if std::str::from_utf8(bytes).is_ok() || bytes.contains(&0) {
        return None;
    }
    let (mut utf8, mut gb18030) = (false, false);
    let lines = || bytes.split_inclusive(|&byte| byte == b'\n');
    for line in lines() {
        let wide = line.iter().filter(|byte| !byte.is_ascii()).count();
        if wide < LONG {
            continue;
        }
        if std::str::from_utf8(line).is_ok() {
            utf8 = true;
        } else if !leans_to_utf8(line) {
            gb18030 |= GB18030.decode_without_bom_handling_and_without_replacement(line).is_some();
        }
    }
    if !(utf8 && gb18030) {
        return None;
    }
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut undecodable = 0;
    for line in lines() {
        let encoding = if leans_to_utf8(line) { UTF_8 } else { GB18030 };
        let (line, faulty) = encoding.decode_without_bom_handling(line);
        undecodable += if faulty { line.chars().filter(|&c| c == '\u{fffd}').count() } else { 0 };
        text.push_str(&line);
    }
    Some((text, undecodable))
}

/// Whether at least half of the non-ASCII bytes of a line form valid UTF-8 sequences, as in UTF-8 that may be damaged.
fn leans_to_utf8(line: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in line.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good >= bad
}

/// Whether a text is UTF-8 with some damaged bytes: at least 98 in 100 of its non-ASCII bytes form valid sequences. No
/// GB18030 text of any length comes near that.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| !b.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good >= 60 && bad * 50 <= good
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "一、主要工作情况\n（一）完善决策机制，着力提升水平。2024年共办理12件。";

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    fn encode(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[track_caller]
    fn assert_decodes(bytes: &[u8], encoding: Encoding) {
        let decoded = Encoding::decode(bytes, None, None);
        assert_eq!(decoded.encoding, encoding);
        assert_eq!(decoded.text, TEXT);
        assert_eq!(decoded.undecodable, 0);
    }

    #[test]
    fn every_encoding_is_recognised() {
        assert_decodes(TEXT.as_bytes(), Encoding::Utf8);
        assert_decodes(format!("\u{feff}{TEXT}").as_bytes(), Encoding::Utf8);
        for bom in ["", "\u{feff}"] {
            assert_decodes(&utf16(&format!("{bom}{TEXT}"), u16::to_le_bytes), Encoding::Utf16Le);
            assert_decodes(&utf16(&format!("{bom}{TEXT}"), u16::to_be_bytes), Encoding::Utf16Be);
        }
        assert_decodes(&encode(GB18030, TEXT), Encoding::Gb18030);
        assert_decodes(&encode(encoding_rs::GBK, TEXT), Encoding::Gb18030);
    }

    #[test]
    fn a_bom_decides_without_zero_bytes() {
        let text = "\u{feff}法治政府建设报告";
        for (bytes, encoding) in [
            (utf16(text, u16::to_le_bytes), Encoding::Utf16Le),
            (utf16(text, u16::to_be_bytes), Encoding::Utf16Be),
            (text.as_bytes().to_vec(), Encoding::Utf8),
        ] {
            let decoded = Encoding::decode(&bytes, None, None);
            assert_eq!((decoded.encoding, decoded.guessed), (encoding, false));
            assert_eq!(decoded.text, "法治政府建设报告");
        }
    }

    #[test]
    fn a_character_cut_off_by_the_end_leaves_utf8() {
        let bytes = &TEXT.as_bytes()[..TEXT.len() - 1];
        let decoded = Encoding::decode(bytes, None, None);
        assert_eq!((decoded.encoding, decoded.undecodable), (Encoding::Utf8, 1));
        assert!(TEXT.starts_with(decoded.text.trim_end_matches('\u{fffd}')));
    }

    #[test]
    fn damaged_utf8_stays_utf8_and_short_gbk_is_found() {
        let mut bytes = TEXT.repeat(20).into_bytes();
        bytes[300] = 0xff;
        assert_eq!(Encoding::detect(&bytes, None), (Encoding::Utf8, true));
        assert_eq!(
            Encoding::detect(&encode(GB18030, "法治政府建设年度报告"), None),
            (Encoding::Gb18030, true)
        );
    }

    #[test]
    fn utf16_of_chinese_alone_is_recognised() {
        let text = "法治政府建设情况报告坚持依法行政";
        assert_eq!(Encoding::detect(&utf16(text, u16::to_le_bytes), None), (Encoding::Utf16Le, true));
        assert_eq!(Encoding::detect(&utf16(text, u16::to_be_bytes), None), (Encoding::Utf16Be, true));
        assert_eq!(Encoding::detect(&encode(GB18030, text), None), (Encoding::Gb18030, true));
    }

    #[test]
    fn two_encodings_in_one_file_are_decided_by_line() {
        let (above, below) =
            ("一、坚持依法行政，着力提升水平。\n", "二、完善决策机制，着力解决问题，办理案件十二件。\n");
        let bytes = [above.as_bytes(), &encode(GB18030, below), b"ok\n"].concat();
        let decoded = Encoding::decode(&bytes, None, None);
        assert_eq!(decoded.text, format!("{above}{below}ok\n"));
        assert_eq!((decoded.guessed, decoded.undecodable), (true, 0));
        let gbk = encode(GB18030, &TEXT.repeat(3));
        assert_eq!(Encoding::decode(&gbk, None, None).encoding, Encoding::Gb18030);
    }

    #[test]
    fn a_chosen_encoding_is_used() {
        let decoded =
            Encoding::decode(&encode(BIG5, "法治政府建設"), Some(Encoding::Big5), None).text.into_owned();
        assert_eq!(decoded, "法治政府建設");
    }

    #[test]
    fn a_declared_encoding_decides_unless_another_is_certain() {
        let declared = Encoding::from_label(b" GB2312 ");
        assert_eq!(declared, Some(Encoding::Gb18030));
        assert_eq!(Encoding::from_label(b"windows-1252"), None);
        let big5 = encode(BIG5, "法治政府建設");
        assert_eq!(Encoding::detect(&big5, Encoding::from_label(b"big5")), (Encoding::Big5, false));
        assert_eq!(Encoding::detect(TEXT.as_bytes(), declared), (Encoding::Utf8, false), "saved anew");
        let gbk = encode(GB18030, TEXT);
        assert_eq!(Encoding::detect(&gbk, Encoding::from_label(b"utf-8")), (Encoding::Gb18030, true));
    }

    #[test]
    fn zero_bytes_that_fill_a_file_up_are_no_characters() {
        let (text, _, _) = GB18030.encode("全年共办理行政复议案件一百二十三件，均按期办结。");
        let padded = [&text[..], &[0; 4096]].concat();
        assert_eq!(Encoding::detect(&padded, None).0, Encoding::Gb18030);
        let line = "全县共制定规范性文件十二件，废止七件。\n".as_bytes();
        let mixed = [line, &text[..], &[0; 64]].concat();
        assert!(Encoding::decode(&mixed, None, None).text.contains("行政复议案件一百二十三件"));
    }
}
