//! The same texts through a suffix array: what exact repeats cost by the other way.
