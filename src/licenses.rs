//! The notices of everything that is in the programs and was made by others: crates, fonts, tables. `.ci/notices` writes
//! the text.

/// A list of works with their licences, then the texts of these. Lines of up to 100 characters, some longer.
pub const THIRD_PARTY: &str = include_str!("../assets/licenses/THIRD-PARTY.txt");
