//! Quotes of bounded size. A note on a whole report would otherwise carry a copy of it in the review, in every record
//! of the journal and in every earlier version.

use serde::{Deserialize, Serialize};

use super::digest::sha256;

/// Longest quote, in code points, that is stored in full.
pub const MAX_QUOTE: usize = 16_384;

/// Length, in code points, of each end that is stored of a longer quote.
pub const QUOTE_END: usize = 4_096;

/// Tail and digest of a quote of more than [`MAX_QUOTE`] code points, stored beside its first [`QUOTE_END`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cut {
    /// The last [`QUOTE_END`] code points of the quote.
    pub tail: String,
    /// SHA-256 of the whole quote in UTF-8, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// Stored form of a quote: whole, or its head with tail and digest. Linear in the quote's length.
pub(super) fn stored(quote: &str) -> (String, Option<Cut>) {
    // A code point has at least one byte.
    if quote.len() <= MAX_QUOTE || quote.chars().count() <= MAX_QUOTE {
        return (quote.to_owned(), None);
    }
    let head = quote.char_indices().nth(QUOTE_END).map_or(quote.len(), |(at, _)| at);
    let tail = quote.char_indices().rev().nth(QUOTE_END.saturating_sub(1)).map_or(0, |(at, _)| at);
    let cut = Cut { tail: quote[tail..].to_owned(), sha256: sha256(quote.as_bytes()) };
    (quote[..head].to_owned(), Some(cut))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_quote_is_its_ends_and_its_digest() {
        let whole = "字".repeat(MAX_QUOTE);
        assert_eq!(stored(&whole), (whole.clone(), None));
        let long = format!("首{whole}尾");
        let (head, cut) = stored(&long);
        let cut = cut.unwrap();
        assert_eq!((head.chars().count(), cut.tail.chars().count()), (QUOTE_END, QUOTE_END));
        assert!(head.starts_with("首字") && cut.tail.ends_with("字尾"));
        assert_eq!(cut.sha256, sha256(long.as_bytes()));
    }
}
