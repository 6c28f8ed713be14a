//! `EQ` fields, Word's equations before Office `MathML`: `EQ \f(969,972)` is displayed as a fraction and has no stored
//! result. They become linear text like other equations.

/// Maximum depth of nesting; deeper arguments are kept as written.
const MAX_DEPTH: usize = 32;

/// The text of an `EQ` field; `None` for the instruction of another field.
pub(super) fn text(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let name = rest.get(..2).filter(|name| name.eq_ignore_ascii_case("eq"))?;
    let rest = rest.strip_prefix(name)?;
    rest.starts_with([' ', '\\']).then(|| linear(rest.trim(), 0))
}

fn linear(source: &str, depth: usize) -> String {
    if depth > MAX_DEPTH {
        return source.to_owned();
    }
    let mut out = String::new();
    let mut rest = source;
    while let Some((first, behind)) = split_first(rest) {
        rest = behind;
        if first != '\\' {
            out.push(first);
            continue;
        }
        let Some((letter, behind)) = split_first(rest) else { break };
        rest = behind;
        if !letter.is_ascii_alphabetic() {
            // `\,` and `\(` are escaped characters.
            out.push(letter);
            continue;
        }
        let (options, behind) = options(rest);
        rest = behind;
        let Some((arguments, behind)) = arguments(rest) else { continue };
        rest = behind;
        let arguments: Vec<String> =
            arguments.iter().map(|argument| linear(argument.trim(), depth.saturating_add(1))).collect();
        out.push_str(&switch(letter.to_ascii_lowercase(), options, &arguments));
    }
    out
}

fn split_first(source: &str) -> Option<(char, &str)> {
    let mut characters = source.chars();
    characters.next().map(|first| (first, characters.as_str()))
}

/// The options behind a switch (`\up8\ac`), and the rest.
fn options(source: &str) -> (&str, &str) {
    let mut rest = source;
    while let Some(option) = rest.strip_prefix('\\') {
        let behind = option.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        rest = if behind.len() < option.len() {
            behind
        } else if let Some((_, behind)) = split_first(option) {
            // The bracket of `\b\lc\{`.
            behind
        } else {
            break;
        };
    }
    source.split_at(source.len().saturating_sub(rest.len()))
}

/// The arguments in brackets, and the rest; `None` if there are none.
fn arguments(source: &str) -> Option<(Vec<&str>, &str)> {
    let inside = source.trim_start().strip_prefix('(')?;
    let (mut depth, mut start, mut escapes) = (0usize, 0, false);
    let mut found = Vec::new();
    for (at, character) in inside.char_indices() {
        let escaped = std::mem::replace(&mut escapes, false);
        match character {
            _ if escaped => {}
            '\\' => escapes = true,
            '(' => depth = depth.saturating_add(1),
            ')' if depth == 0 => {
                found.push(inside.get(start..at)?);
                return Some((found, inside.get(at.saturating_add(1)..)?));
            }
            ')' => depth = depth.saturating_sub(1),
            ',' | ';' if depth == 0 => {
                found.push(inside.get(start..at)?);
                start = at.saturating_add(1);
            }
            _ => {}
        }
    }
    found.push(&inside[start..]);
    Some((found, ""))
}

fn switch(letter: char, options: &str, arguments: &[String]) -> String {
    match (letter, arguments) {
        ('f', [numerator, denominator]) => format!("{numerator}/{denominator}"),
        ('r', [radicand]) => format!("√({radicand})"),
        ('r', [degree, radicand]) => format!("√[{degree}]({radicand})"),
        ('s', [lowered]) if options.contains("\\do") => format!("_{lowered}"),
        ('s', [raised]) => format!("^{raised}"),
        ('i', [lower, upper, body]) => {
            let sign = if options.contains("\\su") {
                '∑'
            } else if options.contains("\\pr") {
                '∏'
            } else {
                '∫'
            };
            format!("{sign}_{lower}^{upper} {body}")
        }
        ('b', [inside]) => format!("({inside})"),
        ('a' | 's', rows) => rows.join("；"),
        ('l', entries) => entries.join(","),
        // Overstruck and boxed characters, and arguments that Word does not write.
        (_, all) => all.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_are_linear_text() {
        for (instruction, expected) in [
            (" EQ \\f(969,972) ", "969/972"),
            ("eq \\r(3,x)+\\r(2)", "√[3](x)+√(2)"),
            (" EQ 10\\s\\up8(4)", "10^4"),
            (" EQ x\\s\\do4(1)", "x_1"),
            (" EQ \\o\\ac(○,5)", "○5"),
            (" EQ \\f(a\\,b;\\f(1,2))", "a,b/1/2"),
            (" EQ \\i\\su(1,5,3x)", "∑_1^5 3x"),
            (" EQ \\b\\lc\\{(x)", "(x)"),
        ] {
            assert_eq!(text(instruction).as_deref(), Some(expected), "{instruction}");
        }
        assert_eq!(text(" PAGE "), None);
        assert_eq!(text("EQUAL"), None);
    }

    #[test]
    fn broken_equations_end() {
        for broken in ["EQ \\", "EQ \\f(", "EQ \\f(1,\\f(", "EQ \\f\\", "EQ \\b\\lc\\"] {
            assert!(text(broken).is_some(), "{broken}");
        }
        assert!(text(&format!("EQ {}", "\\f(".repeat(1_000))).is_some());
    }
}
