//! Name, severity and message of a check's finding.

use std::sync::OnceLock;

use crate::checks;
use crate::finding::Severity;
use crate::i18n::{Catalogue, Language};
use crate::message::Message;
use crate::review::Category;

/// A finding of a check at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The check's id: `numbering-gap`.
    pub id: &'static str,
    /// Message id of its name.
    pub name: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// Description of the fault.
    pub message: Message,
}

impl Checked {
    /// Category proposed for a note on it.
    #[must_use]
    pub fn category(&self) -> Category {
        match checks::group(self.id) {
            Some(checks::Group::Figures) => Category::Figures,
            Some(checks::Group::Structure) => Category::Structure,
            Some(checks::Group::Names | checks::Group::Text) | None => Category::Wording,
        }
    }
}

/// A check with its names in both languages, in lower case, for matching against a filter.
pub(in crate::session) struct Named {
    pub(in crate::session) id: &'static str,
    pub(in crate::session) words: [String; 2],
}

/// All checks. Computed once, because a filter is parsed at every key stroke.
pub(in crate::session) fn named() -> &'static [Named] {
    static NAMED: OnceLock<Vec<Named>> = OnceLock::new();
    NAMED.get_or_init(|| {
        let catalogues = Language::ALL.map(Catalogue::new);
        let named = |about: checks::About| Named {
            id: about.id,
            words: [0, 1].map(|language| catalogues[language].text(about.name).to_lowercase()),
        };
        checks::all().into_iter().map(named).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_has_a_category_and_two_names() {
        for about in checks::all() {
            let check = Checked {
                id: about.id,
                name: about.name,
                severity: about.severity,
                message: Message::new("finding-sum"),
            };
            let figures = about.group == checks::Group::Figures;
            assert_eq!(check.category() == Category::Figures, figures, "{}", about.id);
            let named = named().iter().find(|named| named.id == about.id).unwrap();
            assert_ne!(named.words[0], named.words[1]);
        }
    }
}
