//! Style sheets in a page: which elements a rule hides, and the style of list numbers. A small part of CSS: rules whose
//! selectors are a tag, an id and classes of one element, for the screen; of several the more specific and later one
//! counts (CSS Cascading Level 4, 6.1). Selectors with combinators, attributes or states are ignored, as are media
//! queries about the size of the screen, so that nothing is hidden that a browser may show.

use std::collections::HashMap;

/// Maximum number of rules of a page.
const MAX_RULES: usize = 10_000;
/// Maximum number of rules for one class, id or tag, and of classes of an element that are looked up.
const MAX_ALIKE: usize = 64;

/// What the rules say of an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Declared {
    /// Whether it is not displayed: `display: none`, `visibility: hidden` or `mso-hide: all`.
    pub(super) hidden: Option<bool>,
    /// The value of `list-style` or `list-style-type`.
    pub(super) list_style: Option<String>,
}

/// The rules of a page.
#[derive(Debug, Default)]
pub(super) struct Rules {
    rules: Vec<Rule>,
    /// Indices of rules by a class (`.x`), an id (`#x`), a tag or `*`.
    by_key: HashMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Rule {
    tag: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
    properties: Properties,
}

/// Properties of a rule or of an attribute `style`, each with whether it is important.
#[derive(Clone, Debug, Default)]
struct Properties {
    display: Option<(bool, bool)>,
    visibility: Option<(bool, bool)>,
    list_style: Option<(String, bool)>,
}

impl Rules {
    /// Adds the rules of a style sheet.
    pub(super) fn add(&mut self, sheet: &str) {
        let sheet = without_comments(sheet);
        self.block(&sheet, 0);
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    fn block(&mut self, sheet: &str, depth: usize) {
        let mut rest = sheet;
        while let Some((head, behind)) = rest.split_once('{') {
            let (body, next) = behind.split_at_checked(end_of_block(behind)).unwrap_or((behind, ""));
            rest = next.strip_prefix('}').unwrap_or(next);
            // Statements such as `@import` end before the rule.
            let head = head.rsplit(';').next().unwrap_or(head).trim().trim_start_matches("<!--").trim();
            if let Some(at_rule) = head.strip_prefix('@') {
                let media = at_rule.strip_prefix("media").map(|media| media.trim().to_ascii_lowercase());
                if depth == 0 && media.is_some_and(|media| is_for_screens(&media)) {
                    self.block(body, 1);
                }
                continue;
            }
            let properties = Properties::new(body);
            if properties.is_empty() {
                continue;
            }
            for selector in head.split(',') {
                self.rule(selector.trim(), &properties);
            }
        }
    }

    fn rule(&mut self, selector: &str, properties: &Properties) {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#' | '*');
        if self.rules.len() >= MAX_RULES || selector.is_empty() || !selector.chars().all(plain) {
            return;
        }
        let mut rule = Rule { tag: None, id: None, classes: Vec::new(), properties: properties.clone() };
        let start = selector.find(['.', '#']).unwrap_or(selector.len());
        let (tag, mut rest) = selector.split_at_checked(start).unwrap_or((selector, ""));
        if !tag.is_empty() && tag != "*" {
            rule.tag = Some(tag.to_ascii_lowercase());
        }
        while let Some(mark) = rest.chars().next() {
            let name = rest.get(1..).unwrap_or_default();
            let end = name.find(['.', '#']).unwrap_or(name.len());
            let (name, next) = name.split_at_checked(end).unwrap_or((name, ""));
            match mark {
                '#' => rule.id = Some(name.to_owned()),
                _ => rule.classes.push(name.to_owned()),
            }
            rest = next;
        }
        let key = match (&rule.id, rule.classes.first(), &rule.tag) {
            (Some(id), ..) => format!("#{id}"),
            (_, Some(class), _) => format!(".{class}"),
            (_, _, Some(tag)) => tag.clone(),
            _ => "*".to_owned(),
        };
        let alike = self.by_key.entry(key).or_default();
        if alike.len() < MAX_ALIKE {
            alike.push(self.rules.len());
            self.rules.push(rule);
        }
    }

    /// What the rules and the element's own style say of an element.
    pub(super) fn declared(&self, tag: &str, id: &str, class: &str, style: Option<&str>) -> Declared {
        let mut found: Vec<((bool, usize, usize), &Properties)> = Vec::new();
        let own = style.map(Properties::new).filter(|own| !own.is_empty());
        if !self.rules.is_empty() {
            let classes: Vec<&str> = class.split_ascii_whitespace().take(MAX_ALIKE).collect();
            let keys = classes.iter().map(|class| format!(".{class}"));
            for key in keys.chain([format!("#{id}"), tag.to_owned(), "*".to_owned()]) {
                for &index in self.by_key.get(&key).into_iter().flatten() {
                    let Some(rule) = self.rules.get(index) else { continue };
                    if rule.fits(tag, id, &classes) {
                        found.push(((false, rule.specificity(), index), &rule.properties));
                    }
                }
            }
        }
        found.extend(own.as_ref().map(|own| ((true, 0, 0), own)));
        if found.is_empty() {
            return Declared::default();
        }
        found.sort_unstable_by_key(|(rank, _)| *rank);
        let display = last(&found, |properties| properties.display.as_ref());
        let visibility = last(&found, |properties| properties.visibility.as_ref());
        let hidden = (display.is_some() || visibility.is_some())
            .then(|| display == Some(&true) || visibility == Some(&true));
        Declared { hidden, list_style: last(&found, |properties| properties.list_style.as_ref()).cloned() }
    }
}

/// The value of a property that counts: of the important ones, or else of all, the last in rank.
fn last<'a, V>(
    found: &[((bool, usize, usize), &'a Properties)],
    property: impl Fn(&'a Properties) -> Option<&'a (V, bool)>,
) -> Option<&'a V> {
    let mut values = found.iter().filter_map(|(_, properties)| property(properties));
    let all = values.clone();
    values.rfind(|(_, important)| *important).or_else(|| all.last()).map(|(value, _)| value)
}

impl Rule {
    fn fits(&self, tag: &str, id: &str, classes: &[&str]) -> bool {
        self.tag.as_ref().is_none_or(|own| own == tag)
            && self.id.as_ref().is_none_or(|own| own == id)
            && self.classes.iter().all(|own| classes.contains(&own.as_str()))
    }

    fn specificity(&self) -> usize {
        let ids = usize::from(self.id.is_some()).saturating_mul(10_000);
        let classes = self.classes.len().min(99).saturating_mul(100);
        ids.saturating_add(classes).saturating_add(usize::from(self.tag.is_some()))
    }
}

impl Properties {
    fn new(declarations: &str) -> Self {
        let mut properties = Self::default();
        for declaration in declarations.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            let (value, important) = match value.split_once('!') {
                Some((value, _)) => (value.trim(), true),
                None => (value.as_str(), false),
            };
            match name.trim().to_ascii_lowercase().as_str() {
                "display" => properties.display = Some((value == "none", important)),
                "visibility" => {
                    properties.visibility = Some((matches!(value, "hidden" | "collapse"), important));
                }
                "mso-hide" if value == "all" => properties.visibility = Some((true, important)),
                "list-style" | "list-style-type" => {
                    properties.list_style = Some((value.to_owned(), important));
                }
                _ => {}
            }
        }
        properties
    }

    fn is_empty(&self) -> bool {
        self.display.is_none() && self.visibility.is_none() && self.list_style.is_none()
    }
}

/// Whether a list of media applies to every screen.
pub(super) fn is_for_screens(media: &str) -> bool {
    let media = media.trim().to_ascii_lowercase();
    media.is_empty() || media.split(',').any(|one| matches!(one.trim(), "screen" | "all" | "only screen"))
}

/// Offset of the bracket that closes a block, or the end.
fn end_of_block(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth = depth.saturating_add(1),
            '}' if depth == 0 => return at,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
}

fn without_comments(sheet: &str) -> String {
    let mut text = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, behind)) = rest.split_once("/*") {
        text.push_str(before);
        text.push(' ');
        rest = behind.split_once("*/").map_or("", |(_, next)| next);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hides(sheet: &str, tag: &str, id: &str, class: &str, style: Option<&str>) -> Option<bool> {
        let mut rules = Rules::default();
        rules.add(sheet);
        rules.declared(tag, id, class, style).hidden
    }

    #[test]
    fn rules_hide_by_tag_id_and_class() {
        let sheet = "/* .b{display:none} */ @charset 'utf-8'; .a, p.c , #d { color: red; display : none }";
        assert_eq!(hides(sheet, "div", "", "x a", None), Some(true));
        assert_eq!(hides(sheet, "p", "", "c", None), Some(true));
        assert_eq!(hides(sheet, "div", "", "c", None), None);
        assert_eq!(hides(sheet, "div", "d", "", None), Some(true));
        assert_eq!(hides(sheet, "div", "", "b", None), None);
    }

    #[test]
    fn the_more_specific_the_later_and_the_important_rule_counts() {
        assert_eq!(hides(".a.b{display:block}.a{display:none}", "p", "", "a b", None), Some(false));
        assert_eq!(hides(".a{display:none}.a{display:block}", "p", "", "a", None), Some(false));
        assert_eq!(hides("p{display:none!important}.a{display:block}", "p", "", "a", None), Some(true));
        assert_eq!(hides(".a{display:none}", "p", "", "a", Some("display:block")), Some(false));
        assert_eq!(hides(".a{visibility:hidden}.a{display:block}", "p", "", "a", None), Some(true));
    }

    #[test]
    fn what_may_be_shown_is_not_hidden() {
        for sheet in [
            "@media print{.a{display:none}}",
            "@media (max-width:600px){.a{display:none}}",
            "@media screen and (max-width:600px){.a{display:none}}",
            ".b .a{display:none}",
            ".a:hover{display:none}",
            ".a::before{display:none}",
            "[x].a{display:none}",
            "@keyframes k{from{display:none}.a{display:none}}",
        ] {
            assert_eq!(hides(sheet, "p", "", "a", None), None, "{sheet}");
        }
        assert_eq!(hides("@media screen{.a{display:none}}", "p", "", "a", None), Some(true));
        assert_eq!(hides("<!-- .a{display:none} -->", "p", "", "a", None), Some(true));
    }

    #[test]
    fn hostile_sheets_end() {
        for sheet in [
            "{",
            "}",
            "{{{",
            "a{",
            "/*",
            "@media{",
            ".{display:none}",
            "#{display:none}",
            "@media screen{@media screen{",
        ] {
            let _ = hides(&sheet.repeat(20_000), "a", "", "a", None);
        }
        let many = ".a{display:none}".repeat(100_000);
        assert_eq!(hides(&many, "p", "", "a", None), Some(true));
    }
}
