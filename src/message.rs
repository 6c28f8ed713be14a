//! A sentence independent of language: an id of the message catalogue and arguments. The core returns these; `i18n`
//! renders them in Chinese or English.

/// One argument of a [`Message`].
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum Argument {
    /// A count, by which the catalogue chooses the plural.
    Number(usize),
    /// A name, a path or a quotation, shown unchanged.
    Text(String),
}

/// An id of the catalogue in `assets/locales/`, with arguments.
///
/// ```
/// use jiaokan::i18n::{Catalogue, Language};
/// use jiaokan::message::Message;
///
/// let message = Message::new("cli-unreadable-heading").with("count", 2_usize);
/// assert_eq!(Catalogue::new(Language::English).words(&message), "2 files could not be read");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Message {
    /// Key in the catalogue, such as `read-error-too-large`.
    pub id: &'static str,
    /// Names and values of the arguments, in any order.
    pub arguments: Vec<(&'static str, Argument)>,
}

impl Message {
    /// A message without arguments.
    #[must_use]
    pub fn new(id: &'static str) -> Self {
        Self { id, arguments: Vec::new() }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }
}

impl From<usize> for Argument {
    fn from(value: usize) -> Self {
        Self::Number(value)
    }
}

impl From<String> for Argument {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Argument {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
