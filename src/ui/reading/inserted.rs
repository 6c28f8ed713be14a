//! Words in a block that its source does not have, and positions on both sides of them.

/// Words between the characters of a block that are not in its source.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Inserted {
    /// Position in the source that they stand before.
    pub(super) at: usize,
    pub(super) words: String,
}

impl Inserted {
    /// Number of characters.
    fn len(&self) -> usize {
        self.words.chars().count()
    }
}

/// Index in a galley of a position of the source that a range begins with, or, if `ends`, ends with.
pub(super) fn to_galley(start: usize, inserted: &[Inserted], position: usize, ends: bool) -> usize {
    let before = inserted.iter().take_while(|one| if ends { one.at < position } else { one.at <= position });
    position - start + before.map(Inserted::len).sum::<usize>()
}

/// Position of the source at an index in a galley.
pub(super) fn to_source(start: usize, inserted: &[Inserted], index: usize) -> usize {
    let mut shift = 0;
    for one in inserted {
        let at = one.at - start + shift;
        if index <= at {
            break;
        }
        if index <= at + one.len() {
            return one.at;
        }
        shift += one.len();
    }
    start + index - shift
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_found_on_both_sides_of_inserted_words() {
        let inserted =
            [Inserted { at: 12, words: "〔a〕".into() }, Inserted { at: 15, words: "〔bc〕".into() }];
        assert_eq!(to_galley(10, &inserted, 12, true), 2);
        assert_eq!(to_galley(10, &inserted, 12, false), 5);
        assert_eq!(to_galley(10, &inserted, 16, false), 13);
        for position in 10..20 {
            assert_eq!(to_source(10, &inserted, to_galley(10, &inserted, position, false)), position);
        }
        assert_eq!(to_source(10, &inserted, 4), 12, "inside the inserted words");
    }
}
