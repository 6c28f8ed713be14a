//! Parts of the profile that each open report has or lacks.

use std::collections::HashMap;

use super::profile::ProfileChoice;
use super::run::Analysis;
use crate::checks::{PartState, Status};
use crate::i18n::Language;
use crate::message::Message;
use crate::session::library::ReportId;

/// The parts of the open reports.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    choice: ProfileChoice,
    states: HashMap<ReportId, Vec<PartState>>,
}

impl Parts {
    /// The parts found by an analysis.
    #[must_use]
    pub fn new(analysis: &Analysis) -> Self {
        let states = analysis.reports.iter().copied().zip(analysis.parts.iter().cloned()).collect();
        Self { choice: analysis.profile.clone(), states }
    }

    /// The reason why the user's profile cannot be used.
    #[must_use]
    pub fn fault(&self) -> Option<&Message> {
        match &self.choice {
            ProfileChoice::Faulty(message) => Some(message),
            _ => None,
        }
    }

    /// Parts of a report in the order of its profile; empty until it is analysed.
    #[must_use]
    pub fn of(&self, report: ReportId) -> &[PartState] {
        self.states.get(&report).map_or(&[], Vec::as_slice)
    }

    /// Number of parts that a report lacks.
    #[must_use]
    pub fn absent(&self, report: ReportId) -> usize {
        self.of(report).iter().filter(|part| part.status == Status::Absent).count()
    }

    /// Name of a part in a language; in Chinese where the profile has no English name.
    #[must_use]
    pub fn name<'a>(&'a self, part: &'a PartState, language: Language) -> &'a str {
        match language {
            Language::English if !part.english.is_empty() => &part.english,
            _ if !part.name.is_empty() => &part.name,
            _ => &part.part,
        }
    }
}
