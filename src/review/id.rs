//! Unique ids that sort by time, and ids that follow from words.

use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

use sha2::{Digest as _, Sha256};
use uuid::{ContextV7, Timestamp, Uuid};

/// Keeps ids made within one millisecond in order.
static CONTEXT: Mutex<ContextV7> = Mutex::new(ContextV7::new());

/// A new UUID v7.
pub(super) fn new_id() -> String {
    at(SystemTime::now())
}

/// A UUID v8 made of the SHA-256 of a text: the same text has the same id.
pub(super) fn derived(text: &str) -> String {
    of_digest(&Sha256::digest(text))
}

fn of_digest(digest: &[u8]) -> String {
    let bytes = *digest.first_chunk::<16>().expect("a SHA-256 is longer");
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

/// A UUID v7 for this time. A time before 1970, which the format cannot express, counts as 1970: the id is unique
/// nevertheless, since 62 of its bits are random.
fn at(time: SystemTime) -> String {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let timestamp = Timestamp::from_unix(&CONTEXT, since.as_secs(), since.subsec_nanos());
    Uuid::new_v7(timestamp).to_string()
}

/// A UUID v8 (RFC 9562) from the SHA-256 of words, which are told apart by their lengths.
pub(super) fn of_words(words: &[&str]) -> String {
    let mut hash = Sha256::new();
    for word in words {
        hash.update((word.len() as u64).to_le_bytes());
        hash.update(word.as_bytes());
    }
    of_digest(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn any_clock_gives_ids_of_their_own() {
        let times = [
            UNIX_EPOCH.checked_sub(Duration::from_secs(9)).unwrap(),
            UNIX_EPOCH,
            UNIX_EPOCH + Duration::from_secs(1 << 33),
            UNIX_EPOCH + Duration::from_secs(i64::MAX as u64),
        ];
        for time in times {
            let (first, second) = (at(time), at(time));
            assert_ne!(first, second);
            assert_eq!(Uuid::parse_str(&first).unwrap().get_version_num(), 7);
        }
    }

    #[test]
    fn ids_of_words_are_equal_for_equal_words() {
        let id = of_words(&["甲", "乙丙"]);
        assert_eq!(id, of_words(&["甲", "乙丙"]));
        assert_ne!(id, of_words(&["甲乙", "丙"]));
        let parsed = Uuid::parse_str(&id).unwrap();
        assert_eq!((parsed.get_version_num(), parsed.get_variant()), (8, uuid::Variant::RFC4122));
    }
}
