//! Rule for when a string that many reports hold is a set phrase, shared by passages and screening.

/// Length in characters of the strings that are counted.
pub const STRING: u32 = 8;

/// Number of reports from which on a small share of them is enough to separate a phrase from a copy.
pub const COLLECTION: usize = 30;

/// Minimum number of reports to learn from.
const LEAST_REPORTS: usize = 8;

/// Minimum number of reports that must hold a phrase.
const LEAST_HOLDERS: usize = 4;

/// Percentage of a collection that must hold a phrase.
const OF_COLLECTION: usize = 3;

/// Percentage that must hold a phrase if the reports are fewer than a collection.
const OF_FEW: usize = 33;

/// Percentage of a collection whose common text is a set phrase however long it is.
const OF_EVERYONE: usize = 25;

/// Number of `reports` that must hold a string for it to be part of a set phrase; `None` if there are too few to learn
/// from.
#[must_use]
pub fn least_holders(reports: usize) -> Option<usize> {
    let share = match reports {
        0..LEAST_REPORTS => return None,
        LEAST_REPORTS..COLLECTION => OF_FEW,
        _ => OF_COLLECTION,
    };
    Some((reports * share).div_ceil(100).max(LEAST_HOLDERS))
}

/// Number of `reports` that must hold a text for it to be a set phrase however long; `None` below a collection.
#[must_use]
pub fn everyone(reports: usize) -> Option<usize> {
    (reports >= COLLECTION).then(|| (reports * OF_EVERYONE).div_ceil(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_reports_need_a_third_and_many_three_in_a_hundred() {
        assert_eq!([7, 8, 12, 29].map(least_holders), [None, Some(4), Some(4), Some(10)]);
        assert_eq!([30, 100, 1_000].map(least_holders), [Some(4), Some(4), Some(30)]);
        assert_eq!([29, 30, 100].map(everyone), [None, Some(8), Some(25)]);
    }
}
