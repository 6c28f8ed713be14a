//! The choice of a profile of parts.

use std::path::PathBuf;
use std::sync::Arc;

use crate::checks::Profile;
use crate::message::Message;

/// The profile that parts are searched by.
#[derive(Clone, Debug, Default)]
pub enum ProfileChoice {
    /// The built-in one.
    #[default]
    Shipped,
    /// The user's own, not read yet.
    File(PathBuf),
    /// The user's own.
    Read(Arc<Profile>),
    /// The user's own is not usable, with the reason; no parts are searched.
    Faulty(Message),
}

impl ProfileChoice {
    /// The profile, if it is usable.
    #[must_use]
    pub fn profile(&self) -> Option<&Profile> {
        match self {
            Self::Shipped => Some(Profile::rule_of_law()),
            Self::Read(profile) => Some(profile),
            Self::File(_) | Self::Faulty(_) => None,
        }
    }
}
