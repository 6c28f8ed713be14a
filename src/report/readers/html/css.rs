//! Style sheets in a page: which elements a rule hides, and the style of list numbers. A small part of CSS: rules for the
//! screen whose selectors are tags, ids and classes of an element and of those around it (`.box > ul li.note`); of
//! several the more specific and later one counts (CSS Cascading Level 4, 6.1). Selectors with siblings, attributes or
//! states are ignored, as are media queries about the size of the screen, so that nothing is hidden that a browser may
//! show.

use std::collections::HashMap;

/// Maximum number of rules of a page.
const MAX_RULES: usize = 10_000;
/// Maximum number of elements around one that a selector names.
const MAX_AROUND: usize = 8;
/// Maximum number of elements around one that a selector is compared with, the innermost first.
const MAX_ANCESTORS: usize = 100;
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
    all: Vec<Rule>,
    /// Indices of rules by a class (`.x`), an id (`#x`), a tag or `*`.
    by_key: HashMap<String, Vec<usize>>,
    /// Whether a rule names elements around the one that it is for.
    around: bool,
}

#[derive(Debug)]
struct Rule {
    element: Compound,
    /// Elements around it, the innermost first, each with whether it is the parent of the one before.
    around: Vec<(Compound, bool)>,
    properties: Properties,
}

/// Tag, id and classes of an element, or those that a selector asks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Compound {
    tag: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
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
        self.all.is_empty()
    }

    /// Whether a rule names elements around the one that it is for.
    pub(super) fn have_ancestors(&self) -> bool {
        self.around
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
        if self.all.len() >= MAX_RULES {
            return;
        }
        let Some((element, around)) = parse(selector) else { return };
        let key = match (&element.id, element.classes.first(), &element.tag) {
            (Some(id), ..) => format!("#{id}"),
            (_, Some(class), _) => format!(".{class}"),
            (_, _, Some(tag)) => tag.clone(),
            _ => "*".to_owned(),
        };
        let alike = self.by_key.entry(key).or_default();
        if alike.len() < MAX_ALIKE {
            alike.push(self.all.len());
            self.around |= !around.is_empty();
            self.all.push(Rule { element, around, properties: properties.clone() });
        }
    }

    /// What the rules and the element's own style say of an element. `ancestors` gives the elements around it, the
    /// innermost first.
    pub(super) fn declared<A: Iterator<Item = Compound>>(
        &self,
        element: &Compound,
        ancestors: &impl Fn() -> A,
        style: Option<&str>,
    ) -> Declared {
        let mut found: Vec<((bool, usize, usize), &Properties)> = Vec::new();
        let own = style.map(Properties::new).filter(|own| !own.is_empty());
        if !self.all.is_empty() {
            let keys = element.classes.iter().map(|class| format!(".{class}"));
            let names = [element.id.as_ref().map(|id| format!("#{id}")), element.tag.clone()];
            for key in keys.chain(names.into_iter().flatten()).chain(["*".to_owned()]) {
                for &index in self.by_key.get(&key).into_iter().flatten() {
                    let Some(rule) = self.all.get(index) else { continue };
                    if rule.element.fits(element) && rule.fits_around(ancestors) {
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

/// The element that a selector is for, and those around it; `None` for a selector that is not taken.
fn parse(selector: &str) -> Option<(Compound, Vec<(Compound, bool)>)> {
    let spaced = selector.replace('>', " > ");
    let mut words = spaced.split_ascii_whitespace().rev();
    let element = Compound::parse(words.next()?)?;
    let mut around = Vec::new();
    let mut is_parent = false;
    for word in words {
        if word == ">" {
            if is_parent {
                return None;
            }
            is_parent = true;
            continue;
        }
        if around.len() >= MAX_AROUND {
            return None;
        }
        around.push((Compound::parse(word)?, std::mem::take(&mut is_parent)));
    }
    (!is_parent).then_some((element, around))
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
    /// Whether the elements around one are those that the selector asks for.
    fn fits_around<A: Iterator<Item = Compound>>(&self, ancestors: &impl Fn() -> A) -> bool {
        if self.around.is_empty() {
            return true;
        }
        // Numbers of the selector's elements, from the inside, that the ancestors so far have: those whose next element
        // may be any further one out, and those whose next must be the parent of the one just seen.
        let wants_parent = |matched: usize| self.around.get(matched).is_some_and(|(_, is_parent)| *is_parent);
        let mut anywhere = [false; MAX_AROUND + 1];
        let mut here = Some(0).filter(|_| wants_parent(0)).into_iter().collect::<Vec<usize>>();
        if let Some(first) = anywhere.first_mut().filter(|_| here.is_empty()) {
            *first = true;
        }
        for ancestor in ancestors().take(MAX_ANCESTORS) {
            let reached =
                anywhere.iter().enumerate().filter(|(_, reached)| **reached).map(|(matched, _)| matched);
            let fits =
                |matched: &usize| self.around.get(*matched).is_some_and(|(wanted, _)| wanted.fits(&ancestor));
            let next: Vec<usize> = reached
                .chain(here.iter().copied())
                .filter(fits)
                .map(|matched| matched.saturating_add(1))
                .collect();
            here.clear();
            for matched in next {
                if matched >= self.around.len() {
                    return true;
                }
                if wants_parent(matched) {
                    here.push(matched);
                } else if let Some(reached) = anywhere.get_mut(matched) {
                    *reached = true;
                }
            }
        }
        false
    }

    fn specificity(&self) -> usize {
        let around = self.around.iter().map(|(compound, _)| compound);
        std::iter::once(&self.element).chain(around).fold(0, |sum, compound| {
            let ids = usize::from(compound.id.is_some()).saturating_mul(10_000);
            let classes = compound.classes.len().min(99).saturating_mul(100);
            let own = ids.saturating_add(classes).saturating_add(usize::from(compound.tag.is_some()));
            own.saturating_add(sum)
        })
    }
}

impl Compound {
    /// Those of an element.
    pub(super) fn of_element(tag: &str, id: &str, class: &str) -> Self {
        Self {
            tag: Some(tag.to_owned()),
            id: Some(id.to_owned()),
            classes: class.split_ascii_whitespace().take(MAX_ALIKE).map(str::to_owned).collect(),
        }
    }

    /// Those that a selector without combinators asks for.
    fn parse(selector: &str) -> Option<Self> {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#' | '*');
        if selector.is_empty() || !selector.chars().all(plain) {
            return None;
        }
        let mut compound = Self::default();
        let start = selector.find(['.', '#']).unwrap_or(selector.len());
        let (tag, mut rest) = selector.split_at_checked(start).unwrap_or((selector, ""));
        if !tag.is_empty() && tag != "*" {
            compound.tag = Some(tag.to_ascii_lowercase());
        }
        while let Some(mark) = rest.chars().next() {
            let name = rest.get(1..).unwrap_or_default();
            let end = name.find(['.', '#']).unwrap_or(name.len());
            let (name, next) = name.split_at_checked(end).unwrap_or((name, ""));
            match mark {
                '#' => compound.id = Some(name.to_owned()),
                _ => compound.classes.push(name.to_owned()),
            }
            rest = next;
        }
        Some(compound)
    }

    /// Whether an element has what these ask for.
    fn fits(&self, element: &Self) -> bool {
        let same = |own: &Option<String>, other: &Option<String>| own.is_none() || own == other;
        same(&self.tag, &element.tag)
            && same(&self.id, &element.id)
            && self.classes.iter().all(|own| element.classes.contains(own))
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
    let every = ["screen", "all", "only screen", "only all", "not print"];
    media.is_empty() || media.split(',').any(|one| every.contains(&one.trim()))
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
        rules.declared(&Compound::of_element(tag, id, class), &std::iter::empty, style).hidden
    }

    #[test]
    fn rules_hide_by_the_elements_around() {
        let around = [("li", "", "t2"), ("ul", "", ""), ("div", "main", "box wide"), ("body", "", "")];
        let hides = |sheet: &str| {
            let mut rules = Rules::default();
            rules.add(sheet);
            let ancestors = || around.iter().map(|(tag, id, class)| Compound::of_element(tag, id, class));
            rules.declared(&Compound::of_element("span", "", "tip"), &ancestors, None).hidden
        };
        for selector in [
            ".box .tip",
            ".box > ul li.t2 > span",
            "div#main span",
            "body div.wide>ul>li>.tip",
            "ul .tip",
            "* .tip",
        ] {
            assert_eq!(hides(&format!("{selector}{{display:none}}")), Some(true), "{selector}");
        }
        for selector in [
            ".box > .tip",
            "p .tip",
            "ul > .tip",
            "li + .tip",
            "> .tip",
            "div >> .tip",
            "li div .tip",
            "li li .tip",
        ] {
            assert_eq!(hides(&format!("{selector}{{display:none}}")), None, "{selector}");
        }
        assert_eq!(
            hides("#main .tip{display:block}.box li .tip{display:none}"),
            Some(false),
            "an id is more"
        );
        assert_eq!(hides(".box .tip{display:none}.tip{display:block}"), Some(true), "two classes are more");
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
        for media in ["screen", "all", "only screen", "print, screen", "not print"] {
            let sheet = format!("@media {media}{{.a{{display:none}}}}");
            assert_eq!(hides(&sheet, "p", "", "a", None), Some(true), "{media}");
        }
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
