//! The fault in a regular expression as a message: what is wrong and where, instead of the words of the crate, which are
//! English.

use regex_syntax::ast::{ErrorKind, parse::Parser};
use regex_syntax::hir;

use crate::message::Message;

/// The message on a pattern that does not compile.
pub(super) fn fault(pattern: &str) -> Message {
    let mut parser = Parser::new();
    let (id, byte) = match parser.parse(pattern) {
        Err(error) => (fault_id(error.kind()), error.span().start.offset),
        // It is well formed, but names a class or a flag that does not exist.
        Ok(ast) => match hir::translate::Translator::new().translate(pattern, &ast) {
            Err(error) => ("pattern-unknown-class", error.span().start.offset),
            Ok(_) => ("pattern-wrong", 0),
        },
    };
    let at = pattern.get(..byte).unwrap_or(pattern).chars().count() + 1;
    Message::new(id).with("at", at)
}

fn fault_id(kind: &ErrorKind) -> &'static str {
    use ErrorKind as K;
    match kind {
        K::ClassUnclosed => "pattern-class-unclosed",
        K::ClassRangeInvalid | K::ClassRangeLiteral | K::ClassEscapeInvalid => "pattern-class-range",
        K::GroupUnclosed | K::FlagUnexpectedEof => "pattern-group-unclosed",
        K::GroupUnopened => "pattern-group-unopened",
        K::RepetitionMissing => "pattern-repetition-missing",
        K::RepetitionCountInvalid
        | K::RepetitionCountDecimalEmpty
        | K::RepetitionCountUnclosed
        | K::DecimalEmpty
        | K::DecimalInvalid => "pattern-repetition-count",
        K::EscapeUnexpectedEof => "pattern-escape-end",
        K::EscapeUnrecognized | K::EscapeHexEmpty | K::EscapeHexInvalid | K::EscapeHexInvalidDigit => {
            "pattern-escape-unknown"
        }
        K::UnicodeClassInvalid => "pattern-unknown-class",
        K::UnsupportedBackreference => "pattern-backreference",
        K::UnsupportedLookAround => "pattern-look-around",
        K::NestLimitExceeded(_) | K::CaptureLimitExceeded => "pattern-deep",
        _ => "pattern-wrong",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Catalogue, Language};

    #[test]
    fn a_fault_is_named_with_its_place() {
        let words = Catalogue::new(Language::Chinese);
        let said = |pattern: &str| {
            assert!(regex::Regex::new(pattern).is_err(), "{pattern}");
            words.words(&fault(pattern))
        };
        assert_eq!(said("第(一"), "正则表达式第 2 个字符：左括号没有配对");
        assert_eq!(said("一)"), "正则表达式第 2 个字符：右括号没有配对");
        assert!(said("[一").contains("方括号没有配对"));
        assert!(said("*一").contains("前面缺少"));
        assert!(said("一{2,1}").contains("次数"));
        assert!(said("一\\").contains("反斜线"));
        assert!(said("(?=一)").contains("环视"));
        assert!(said("(一)\\1").contains("反向引用"));
        assert!(said("\\p{没有这类}").contains("没有这个字符类"));
    }
}
