//! Which parts of its profile each open report has, for the window: names, states and places.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Analysis, ReportId};
use crate::checks::{PartState, Profile, Status};
use crate::i18n::Language;
use crate::message::Message;

/// By which profile parts are looked for.
#[derive(Clone, Debug, Default)]
pub enum ProfileChoice {
    /// The one that comes with the program.
    #[default]
    Shipped,
    /// The user's own, which is not read yet.
    File(PathBuf),
    /// The user's own.
    Read(Arc<Profile>),
    /// The user's own, and why it cannot be used: then no parts are looked for.
    Faulty(Message),
}

impl ProfileChoice {
    /// The profile, where there is one.
    #[must_use]
    pub fn profile(&self) -> Option<&Profile> {
        match self {
            Self::Shipped => Some(Profile::rule_of_law()),
            Self::Read(profile) => Some(profile),
            Self::File(_) | Self::Faulty(_) => None,
        }
    }
}

/// The parts of the open reports.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    choice: ProfileChoice,
    states: HashMap<ReportId, Vec<PartState>>,
}

impl Parts {
    /// Takes over what was found.
    #[must_use]
    pub fn new(analysis: &Analysis) -> Self {
        let states = analysis.reports.iter().copied().zip(analysis.parts.iter().cloned()).collect();
        Self { choice: analysis.profile.clone(), states }
    }

    /// Why the user's profile cannot be used, if so.
    #[must_use]
    pub fn fault(&self) -> Option<&Message> {
        match &self.choice {
            ProfileChoice::Faulty(message) => Some(message),
            _ => None,
        }
    }

    /// The parts of a report in the order of its profile; none before it is analysed.
    #[must_use]
    pub fn of(&self, report: ReportId) -> &[PartState] {
        self.states.get(&report).map_or(&[], Vec::as_slice)
    }

    /// How many parts a report lacks.
    #[must_use]
    pub fn absent(&self, report: ReportId) -> usize {
        self.of(report).iter().filter(|part| part.status == Status::Absent).count()
    }

    /// The name of a part: in English where the profile has one and it is asked for.
    #[must_use]
    pub fn name<'a>(&'a self, part: &'a PartState, language: Language) -> &'a str {
        match language {
            Language::English if !part.english.is_empty() => &part.english,
            _ if !part.name.is_empty() => &part.name,
            _ => &part.part,
        }
    }
}
