//! Sketch of official prose: the set of strings of five letters that it uses, coded and queried without decoding.
//!
//! Two independent authors both write 社会主义法治 and 按照有关规定; they do not both write 沿栖川河边七座涵闸. Length and similarity do not
//! separate the two cases, but the strings do: how many of those that two places share are *rare*, that is, used
//! neither by the prose that the sketch was made from nor by other open reports. `surprise` counts them; this module
//! answers the question for one string.
//!
//! # The set
//!
//! A string is hashed to [`BITS`] bits. The hashes are put into buckets by their upper bits, and each bucket holds its
//! hashes in order, as differences in Golomb–Rice code (Golomb 1966, Rice 1979): the lower [`RICE`] bits of a
//! difference as they are, the rest in unary. With 2²⁰ strings in 2²⁸ hashes a difference takes about 9.5 bits, and one
//! string in 256 that is not in the set seems to be. Such a false positive counts a rare string as common, which can
//! hide a finding but not make one. With a table of the buckets' starts, a look-up walks over some 64 differences;
//! nothing is decoded up front, so the built-in sketch adds nothing to the start of the program.
//!
//! # The file
//!
//! ```text
//! "JKBG" 1            five bytes
//! documents           u32, little endian like all numbers here: number of families of documents that were counted
//! strings             u32
//! directory           u32 × (2^BUCKET_BITS + 1), the bit at which each bucket begins
//! differences         bits, the lowest of each byte first
//! ```

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::text::normalize;

/// Number of letters of a string.
pub(super) const STRING: usize = 5;

/// Number of bits of a hash.
const BITS: u32 = 28;

/// Number of upper bits of a hash that choose its bucket.
const BUCKET_BITS: u32 = 14;

/// Number of buckets.
const BUCKETS: usize = 1 << BUCKET_BITS;

/// Number of lower bits of a difference that are not in unary.
const RICE: u32 = 8;

/// First bytes of a file: four letters and the version of the format.
const MAGIC: &[u8; 5] = b"JKBG\x01";

/// Length in bytes of the part before the directory.
const HEAD: usize = MAGIC.len() + 8;

/// Length in bytes of the part before the differences.
const BODY: usize = HEAD + 4 * (BUCKETS + 1);

/// Maximum size in bytes of a file that is read: thirty times that of the built-in one.
pub const MAX_BACKGROUND_BYTES: usize = 64 << 20;

const SHIPPED: &[u8] = include_bytes!("../../assets/background/official-prose.bin");

/// Set of the strings that official prose uses.
#[derive(Clone, Debug)]
pub struct Background {
    bytes: std::borrow::Cow<'static, [u8]>,
}

/// Error of reading a file as a sketch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackgroundError {
    /// The file does not begin as a sketch does, or has a later version.
    #[error("not a background sketch of this version")]
    Unknown,
    /// The file is shorter than its header says, or its parts contradict each other.
    #[error("the background sketch is damaged")]
    Damaged,
}

impl Background {
    /// Built-in sketch. `assets/background/README.md` says what it was made from.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static BACKGROUND: OnceLock<Background> = OnceLock::new();
        BACKGROUND.get_or_init(|| Self { bytes: SHIPPED.into() })
    }

    /// Reads a sketch made by [`BackgroundBuilder::build`]. Checks the directory, so that no later look-up reads beyond
    /// the end.
    ///
    /// # Errors
    /// [`BackgroundError`] if the bytes are not a sketch.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, BackgroundError> {
        if bytes.get(..MAGIC.len()) != Some(MAGIC) {
            return Err(BackgroundError::Unknown);
        }
        if bytes.len() < BODY || bytes.len() > MAX_BACKGROUND_BYTES {
            return Err(BackgroundError::Damaged);
        }
        let read = Self { bytes: bytes.into() };
        let rises = (0..BUCKETS).all(|bucket| read.bucket_start(bucket) <= read.bucket_start(bucket + 1));
        let fits = read.bucket_start(BUCKETS) <= 8 * (read.bytes.len() - BODY);
        if rises && fits { Ok(read) } else { Err(BackgroundError::Damaged) }
    }

    /// The sketch in its file format.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Number of strings in it.
    #[must_use]
    pub fn strings(&self) -> usize {
        self.number(MAGIC.len() + 4) as usize
    }

    /// Number of families of documents that were counted.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.number(MAGIC.len()) as usize
    }

    /// Whether official prose uses a string; one in 256 unused strings is a false positive. About 0.1 µs.
    pub(super) fn holds(&self, hash: u32) -> bool {
        let bucket = (hash >> (BITS - BUCKET_BITS)) as usize;
        let wanted = hash & ((1 << (BITS - BUCKET_BITS)) - 1);
        let mut bits = Bits { bytes: &self.bytes[BODY..], at: self.bucket_start(bucket) };
        let end = self.bucket_start(bucket + 1);
        // Differences begin at −1, so that a hash of 0 has one as well.
        let mut sum = u32::MAX;
        while bits.at < end {
            sum = sum.wrapping_add(1).wrapping_add(bits.difference(end));
            if sum >= wanted {
                return sum == wanted;
            }
        }
        false
    }

    fn number(&self, at: usize) -> u32 {
        self.bytes.get(at..at + 4).map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    }

    fn bucket_start(&self, bucket: usize) -> usize {
        self.number(HEAD + 4 * bucket) as usize
    }
}

/// Reads bits, the lowest of each byte first. Beyond the end they are 0.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    /// The next 32 bits or more, without advancing.
    fn window(&self) -> u64 {
        let first = self.at / 8;
        let mut eight = [0; 8];
        let some = self.bytes.get(first..).unwrap_or_default();
        let some = &some[..some.len().min(8)];
        eight[..some.len()].copy_from_slice(some);
        u64::from_le_bytes(eight) >> (self.at % 8)
    }

    /// Reads one number in Golomb–Rice code: ones, a zero, the lower bits. `end` bounds the ones in a damaged file.
    fn difference(&mut self, end: usize) -> u32 {
        let mut quotient = 0;
        loop {
            let ones = self.window().trailing_ones().min(32);
            quotient += ones;
            self.at += ones as usize;
            if ones < 32 || self.at >= end {
                break;
            }
        }
        self.at += 1;
        let rest = (self.window() & ((1 << RICE) - 1)) as u32;
        self.at += RICE as usize;
        (quotient << RICE) | rest
    }
}

/// Hash of a string. Multiplication and shift alternate, so that each character affects every bit.
pub(super) fn hash(string: &[char]) -> u32 {
    let mut hash = 0u64;
    for &character in string {
        hash = (hash ^ u64::from(u32::from(character))).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 29;
    }
    (hash >> (64 - BITS)) as u32
}

/// Whether a string is counted: letters only. Digits, punctuation and marks say nothing about the author.
pub(super) fn is_counted(string: &[char]) -> bool {
    string.iter().all(|&character| character.is_alphabetic())
}

/// Weight of a document: which of its strings enter the sketch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// All of its strings: documents of the kinds that will be reviewed.
    Whole,
    /// Only strings that a certain share of families have: other prose. `kind` numbers its kinds, such as laws and
    /// reports. A formula of one kind, frequent among its own, is frequent however many families of other kinds there
    /// are.
    Frequent {
        /// Number of the kind.
        kind: usize,
    },
}

/// Builder of a sketch; counts the strings of documents.
#[derive(Debug, Default)]
pub struct BackgroundBuilder {
    /// Hashes of the strings of [`Weight::Whole`] documents.
    whole: Vec<u32>,
    /// Hashes of the strings of each other family of each kind, with duplicates.
    families: BTreeMap<(usize, String), Vec<u32>>,
    documents: usize,
}

/// Reciprocal of the share of families that must have a string of [`Weight::Frequent`] documents for it to be in the
/// sketch.
const ONE_FAMILY_IN: usize = 900;

/// Minimum number of families that must have a string of [`Weight::Frequent`] documents, however few there are.
const LEAST_FAMILIES: usize = 2;

/// Reciprocal of the share of the families of one kind that must have a string.
const ONE_OF_KIND_IN: usize = 20;

/// Number of families of one kind that suffices, however many there are.
const ENOUGH_OF_KIND: usize = 4;

impl BackgroundBuilder {
    /// Counts one document. Versions and near copies of one text have the same `family`, which counts once.
    pub fn add(&mut self, text: &str, family: &str, weight: Weight) {
        let normalized = normalize(text);
        let strings = normalized.symbols.windows(STRING).filter(|string| is_counted(string)).map(hash);
        match weight {
            Weight::Whole => {
                self.whole.extend(strings);
                self.documents += 1;
            }
            Weight::Frequent { kind } => {
                self.families.entry((kind, family.to_owned())).or_default().extend(strings);
            }
        }
    }

    /// Builds the sketch. Takes several bytes of memory for each character added.
    #[must_use]
    pub fn build(self) -> Background {
        let documents = self.documents + self.families.len();
        let mut by_kind: BTreeMap<usize, Vec<Vec<u32>>> = BTreeMap::new();
        for ((kind, _), mut strings) in self.families {
            strings.sort_unstable();
            strings.dedup();
            by_kind.entry(kind).or_default().push(strings);
        }
        let mut frequent = Vec::new();
        for families in by_kind.values() {
            let enough = (families.len() / ONE_OF_KIND_IN).clamp(LEAST_FAMILIES, ENOUGH_OF_KIND);
            frequent.extend(in_families(families, enough.max(families.len().div_ceil(ONE_FAMILY_IN))));
        }
        let all: Vec<Vec<u32>> = by_kind.into_values().flatten().collect();
        frequent.extend(in_families(&all, all.len().div_ceil(ONE_FAMILY_IN).max(LEAST_FAMILIES)));
        let mut hashes = self.whole;
        hashes.extend(frequent);
        hashes.sort_unstable();
        hashes.dedup();
        Background { bytes: encoded(&hashes, documents).into() }
    }
}

/// The strings that `least` families or more have. A family has each string once.
fn in_families(families: &[Vec<u32>], least: usize) -> Vec<u32> {
    let mut counted: Vec<u32> = families.iter().flatten().copied().collect();
    counted.sort_unstable();
    counted
        .chunk_by(|left, right| left == right)
        .filter(|same| same.len() >= least)
        .map(|same| same[0])
        .collect()
}

/// File format of sorted hashes.
fn encoded(hashes: &[u32], documents: usize) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend((documents as u32).to_le_bytes());
    bytes.extend((hashes.len() as u32).to_le_bytes());
    let mut directory: Vec<u32> = Vec::with_capacity(BUCKETS + 1);
    let mut bits: Vec<u8> = Vec::with_capacity(hashes.len() * 5 / 4);
    let mut length = 0usize;
    let mut put = |bit: bool| {
        if length.is_multiple_of(8) {
            bits.push(0);
        }
        if let Some(last) = bits.last_mut() {
            *last |= u8::from(bit) << (length % 8);
        }
        length += 1;
        length as u32
    };
    let mut end = 0;
    let mut rest = hashes;
    for bucket in 0..BUCKETS as u32 {
        directory.push(end);
        let inside = rest.partition_point(|hash| hash >> (BITS - BUCKET_BITS) <= bucket);
        let mut before = u32::MAX;
        for hash in &rest[..inside] {
            let low = hash & ((1 << (BITS - BUCKET_BITS)) - 1);
            let difference = low.wrapping_sub(before).wrapping_sub(1);
            for _ in 0..difference >> RICE {
                put(true);
            }
            put(false);
            for bit in 0..RICE {
                end = put(difference >> bit & 1 == 1);
            }
            before = low;
        }
        rest = &rest[inside..];
    }
    directory.push(end);
    bytes.extend(directory.into_iter().flat_map(u32::to_le_bytes));
    bytes.extend(bits);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn strings_of_a_whole_document_and_frequent_ones_are_held() {
        let mut builder = BackgroundBuilder::default();
        builder.add("沿栖川河边，七座涵闸已经改建", "a", Weight::Whole);
        builder.add("雪里蓼汀县城北门外", "b", Weight::Frequent { kind: 0 });
        builder.add("又到蓼汀县城北门外", "c", Weight::Frequent { kind: 0 });
        let sketch = builder.build();
        let holds = |string: &str| sketch.holds(hash(&chars(string)));
        assert!(holds("沿栖川河边") && holds("七座涵闸已") && holds("蓼汀县城北"));
        assert!(!holds("雪里蓼汀县"), "one family only");
        assert!(!holds("河边，七座"), "punctuation is not counted");
        assert_eq!(sketch.documents(), 3);
    }

    #[test]
    fn one_family_counts_once() {
        let mut builder = BackgroundBuilder::default();
        builder.add("蓼汀县城北门外", "b", Weight::Frequent { kind: 0 });
        builder.add("蓼汀县城北门外", "b", Weight::Frequent { kind: 0 });
        assert_eq!(builder.build().strings(), 0);
    }

    #[test]
    fn formulae_of_a_small_kind_are_frequent() {
        let mut builder = BackgroundBuilder::default();
        // Forty reports, two of which share a formula, among 4,000 laws that do not have it.
        for number in 0..4_000u32 {
            let own: String =
                (0..6).filter_map(|at| char::from_u32(0x4e00 + (number * 6 + at) % 20_000)).collect();
            builder.add(&own, &number.to_string(), Weight::Frequent { kind: 0 });
        }
        for number in 0..40 {
            let text = if number < 2 { "我代表政府向大会报告" } else { "" };
            builder.add(text, &number.to_string(), Weight::Frequent { kind: 1 });
        }
        assert!(builder.build().holds(hash(&chars("我代表政府"))));
    }

    #[test]
    fn the_shipped_sketch_knows_official_prose() {
        let shipped = Background::shipped();
        assert!(Background::parse(shipped.as_bytes().to_vec()).is_ok());
        assert!(shipped.as_bytes().len() <= 2_000_000 && shipped.strings() > 100_000);
        assert!(shipped.holds(hash(&chars("人民代表大"))) && shipped.holds(hash(&chars("有关规定执"))));
    }

    #[test]
    fn what_is_no_sketch_is_refused() {
        assert_eq!(Background::parse(b"hello".to_vec()).unwrap_err(), BackgroundError::Unknown);
        assert_eq!(Background::parse(MAGIC.to_vec()).unwrap_err(), BackgroundError::Damaged);
        let mut cut = Background::shipped().as_bytes().to_vec();
        cut.truncate(cut.len() - 100);
        assert_eq!(Background::parse(cut).unwrap_err(), BackgroundError::Damaged);
    }

    proptest! {
        #[test]
        fn what_was_put_in_is_held_and_little_else(hashes in prop::collection::btree_set(0u32..1 << BITS, 0..300)) {
            let sorted: Vec<u32> = hashes.iter().copied().collect();
            let sketch = Background::parse(encoded(&sorted, 1)).unwrap();
            for &hash in &sorted {
                prop_assert!(sketch.holds(hash));
                let next = (hash + 1) % (1 << BITS);
                prop_assert_eq!(sketch.holds(next), hashes.contains(&next));
            }
            prop_assert_eq!(sketch.strings(), sorted.len());
        }

        #[test]
        fn damaged_bytes_do_not_panic(at in 0usize..4_000, value: u8, hash in 0u32..1 << BITS) {
            let mut bytes = encoded(&(0..400).map(|i| i * 600_000).collect::<Vec<_>>(), 1);
            let length = bytes.len();
            bytes[BODY + at % (length - BODY)] = value;
            if let Ok(sketch) = Background::parse(bytes) {
                let _ = sketch.holds(hash);
            }
        }
    }
}
