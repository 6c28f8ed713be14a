//! Hash tables for the work on every character: their keys come from the program itself or are few, so that a quick
//! function serves. The one of the standard library takes ten times as long for a character.

/// A hash map with a quick, randomly seeded function.
pub type Map<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

/// A hash set with a quick, randomly seeded function.
pub type Set<K> = std::collections::HashSet<K, foldhash::fast::RandomState>;
