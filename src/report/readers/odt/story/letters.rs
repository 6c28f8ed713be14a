//! Properties of characters that decide on their text, and the fields of forms.

use crate::report::readers::symbols::SymbolFont;
use crate::report::readers::xml::Element;

/// Maximum number of entries of a field.
const MAX_ENTRIES: usize = 1000;

/// Whether characters are hidden, and the symbol font that draws them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Letters {
    pub(in super::super) hidden: bool,
    pub(in super::super) font: Option<SymbolFont>,
    /// Whether the style names a font, which may be one of ordinary letters.
    pub(in super::super) names_font: bool,
}

impl Letters {
    /// The properties of a span in others.
    pub(super) fn within(self, around: Self) -> Self {
        Self {
            hidden: self.hidden || around.hidden,
            font: if self.names_font { self.font } else { around.font },
            names_font: true,
        }
    }
}

/// A field of a form while its parameters are read.
#[derive(Debug, Default)]
pub(super) struct FormField {
    kind: String,
    checked: bool,
    entries: Vec<String>,
    selected: usize,
}

impl FormField {
    pub(super) fn new(element: &Element<'_>) -> Self {
        let kind = element.attribute("type").unwrap_or_default();
        Self { kind: kind.rsplit('.').next().unwrap_or_default().to_owned(), ..Self::default() }
    }

    /// Takes up a parameter of the field.
    pub(super) fn parameter(&mut self, element: &Element<'_>) {
        let value = element.attribute("value").unwrap_or_default();
        match element.attribute("name").as_deref() {
            Some("Checkbox_Checked") => self.checked = value == "true",
            Some("Dropdown_ListEntry") if self.entries.len() < MAX_ENTRIES => self.entries.push(value),
            Some("Dropdown_Selected") => self.selected = value.parse().unwrap_or(0),
            _ => {}
        }
    }

    /// What the field shows; `None` if that is not known.
    pub(super) fn value(self) -> Option<String> {
        match self.kind.as_str() {
            "FORMCHECKBOX" => Some(if self.checked { "☑" } else { "☐" }.to_owned()),
            "FORMDROPDOWN" => self.entries.into_iter().nth(self.selected),
            _ => None,
        }
    }
}
