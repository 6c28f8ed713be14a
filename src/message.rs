//! A sentence before it is words: an id of the message catalogue and its arguments.
//! The core speaks in these; `i18n` turns them into Chinese or English.

/// One argument of a [`Message`].
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum Argument {
    /// A count; the catalogue chooses plurals by it.
    Number(usize),
    /// A name, a path, a quotation: shown as it is.
    Text(String),
}

/// An id of the catalogue in `assets/locales/` with its arguments.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Message {
    /// Key in the catalogue, such as `read-error-too-large`.
    pub id: &'static str,
    /// Named arguments, in no particular order.
    pub arguments: Vec<(&'static str, Argument)>,
}

impl Message {
    /// A message without arguments.
    #[must_use]
    pub fn new(id: &'static str) -> Self {
        Self { id, arguments: Vec::new() }
    }

    /// The same message with one more argument.
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
