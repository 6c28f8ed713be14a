//! Reads one line of a page: field, trail, button, footer. Its position is taken into account in `furniture`.

use super::super::FurnitureKind;
use super::super::page::{fold, is_han, squash};
use super::words;
use crate::text::is_ignored;

/// Number of characters read of a line; furniture is short.
const READ: usize = 400;
/// Maximum length of a prompt or caption, in characters.
const PROMPT: usize = 60;

/// A line prepared for reading as furniture.
pub(super) struct Shown<'a> {
    words: &'a [char],
    /// The line without leading bullets.
    bare: &'a [char],
    /// Its beginning in half width, without white space and leading bullets.
    text: String,
    /// Whether it is too long for any furniture.
    long: bool,
}

/// A field of the table above a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    /// Whether its value is missing from its line.
    pub(super) empty: bool,
    /// Whether its value may be the document's title.
    pub(super) names_document: bool,
    value: Value,
}

/// Kinds of values of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    Date,
    /// Any value; the name alone suffices, so the value may be longer.
    Any,
    Short,
    /// The title of the previous or next page.
    Neighbour,
}

impl Field {
    /// Whether its value is the title of another page.
    pub(super) fn names_neighbour(self) -> bool {
        self.value == Value::Neighbour
    }

    /// Whether `words` can be this field's value.
    pub(super) fn takes(self, words: &[char]) -> bool {
        let digits = words.iter().filter(|c| fold(**c).is_ascii_digit()).count();
        let text = squash(words);
        if self.value == Value::Date {
            return digits >= 4 && digits * 3 >= text.chars().count();
        }
        let sentence = words.iter().any(|&c| fold(c) == ',');
        !sentence && (text.chars().count() <= 30 || self.value == Value::Any)
    }
}

impl<'a> Shown<'a> {
    pub(super) fn new(words: &'a [char]) -> Self {
        let bullets = "-•·*●■◆▪►|>»[【「(=_~©®□〇★☆◇";
        let skip = words.iter().take_while(|&&c| is_ignored(c) || is_private(c)).count();
        let skip = skip
            + words[skip..]
                .iter()
                .take_while(|&&c| is_ignored(c) || is_private(c) || bullets.contains(fold(c)))
                .count();
        let bare = &words[skip..];
        let text = squash(&bare[..bare.len().min(READ)]);
        Self { words, bare, text, long: words.len() > READ }
    }

    fn starts(&self, with: &[&str]) -> bool {
        with.iter().any(|word| self.text.starts_with(word))
    }

    fn length(&self) -> usize {
        self.text.chars().count()
    }

    fn has_sentence(&self) -> bool {
        self.text.contains(['。', ';'])
    }

    pub(super) fn is_short(&self) -> bool {
        self.length() <= 20
    }

    /// A field at the line's start, with or without its value.
    pub(super) fn field(&self) -> Option<Field> {
        if self.long {
            return None;
        }
        let sure = self.named(words::SURE_FIELDS, true);
        let (name, rest) = sure.or_else(|| self.named(words::FIELDS, false))?;
        let names_document = words::DOCUMENT_FIELDS.contains(&name);
        if self.has_sentence() && !names_document {
            return None;
        }
        // `来源：` before a sentence of the report is not a field.
        if sure.is_none() && rest.chars().count() > 2 * PROMPT {
            return None;
        }
        let value = match () {
            () if words::DATE_ENDINGS.iter().any(|end| name.ends_with(end)) => Value::Date,
            () if sure.is_some() => Value::Any,
            () => Value::Short,
        };
        Some(Field { empty: rest.is_empty(), names_document, value })
    }

    /// Whether the name of a field occurs anywhere at a word's start, as in a row of a table. Of names that need their
    /// colon, at least two must occur (`某县政府网 时间：… 来源：…`).
    pub(super) fn holds_field(&self) -> bool {
        if self.long || self.has_sentence() || self.length() > 3 * PROMPT {
            return false;
        }
        let row = self.text_parted();
        let names = || {
            row.split(' ').map(|word| word.split_once(':').map_or((word, false), |(name, _)| (name, true)))
        };
        names().any(|(name, _)| words::SURE_FIELDS.contains(&name))
            || names().filter(|(name, colon)| *colon && words::FIELDS.contains(name)).count() > 1
    }

    /// A field that occurs only below a document.
    pub(super) fn footer_field(&self) -> Option<Field> {
        if self.long || self.has_sentence() {
            return None;
        }
        let (name, rest) = self.named(words::FOOTER_FIELDS, false)?;
        let neighbour = name.starts_with(['上', '下', '前', '后']);
        let value = if neighbour { Value::Neighbour } else { Value::Short };
        Some(Field { empty: rest.is_empty(), names_document: true, value })
    }

    /// A field's name alone on its line, in a table whose names need no colon: `文号` under `发文日期`.
    pub(super) fn bare_field(&self) -> Option<Field> {
        let name = words::FIELDS.iter().find(|name| self.text == **name)?;
        let names_document = words::DOCUMENT_FIELDS.contains(name);
        let date = words::DATE_ENDINGS.iter().any(|end| name.ends_with(end));
        let value = if date { Value::Date } else { Value::Short };
        Some(Field { empty: true, names_document, value })
    }

    /// The longest of `names` at the line's start, and the text after its colon, bar or bracket. With `bare`, white
    /// space or nothing may follow as well.
    fn named(&self, names: &[&'static str], bare: bool) -> Option<(&'static str, &str)> {
        let name = names.iter().filter(|name| self.text.starts_with(**name)).max_by_key(|name| name.len())?;
        let rest = &self.text[name.len()..];
        if let Some(value) = rest.strip_prefix([':', '|', ']', '】', ')']) {
            return Some((
                name,
                value.trim_start_matches([':', '|']).trim_end_matches(['|', '】', ']', ')']),
            ));
        }
        (bare && (rest.is_empty() || self.is_parted_after(name))).then_some((name, rest))
    }

    /// Whether white space follows a name; the name may itself be written with white space in it.
    fn is_parted_after(&self, name: &str) -> bool {
        let mut letters = name.chars().peekable();
        let behind = self.bare.iter().find(|&&c| {
            if letters.peek() == Some(&fold(c)) {
                letters.next();
                return false;
            }
            letters.peek().is_none()
        });
        behind.is_some_and(|&c| is_ignored(c))
    }

    /// The field of a line that begins with a date or holds only times and fields: `2024-03-15 09:20 来源：… 浏览：35`.
    pub(super) fn dated_field(&self) -> Option<Field> {
        if self.long || self.has_sentence() || self.length() > 2 * PROMPT {
            return None;
        }
        let field = Field { empty: false, names_document: false, value: Value::Date };
        if self.is_clock() {
            return Some(field);
        }
        let date = date_length(&self.text)?;
        let rest = self.text[date..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == 'T');
        let clock = rest.len() < self.text.len() - date;
        let dashed = self.text.chars().nth(4) != Some('年');
        let fields = words::FIELDS
            .iter()
            .chain(words::SURE_FIELDS)
            .any(|name| rest.split(name).skip(1).any(|behind| behind.starts_with([':', '|'])));
        let nothing_else = rest.chars().all(|c| "[]()【】|".contains(c));
        (fields || nothing_else && (clock || dashed)).then_some(field)
    }

    /// Whether it consists of a date and a time, their figures in any order: `15.03.2024 09:20`.
    fn is_clock(&self) -> bool {
        let figures = self.text.chars().filter(char::is_ascii_digit).count();
        (8..=14).contains(&figures)
            && self.text.contains(':')
            && self.text.chars().all(|c| c.is_ascii_digit() || "-/.:".contains(c))
    }

    /// Whether it is a trail: `当前位置：首页 > 政务公开 > …`
    pub(super) fn is_trail(&self) -> bool {
        // Some sites run all columns together: a trail with an introducing word may have any length.
        if self.has_sentence() {
            return false;
        }
        if self.long {
            return self.starts(words::TRAIL);
        }
        let steps = steps(&self.text);
        self.starts(words::TRAIL)
            || self.starts(&["首页/", "首页-", "首页\\", "网站首页/", "网站首页-"])
                && self.length() <= 2 * PROMPT
            || steps > 0 && self.text.contains("首页")
            || steps > 1 && parts(&self.text).all(|part| part.chars().count() <= 40)
    }

    /// The trail's first step, alone on its line.
    pub(super) fn is_first_step(&self) -> bool {
        matches!(self.text.as_str(), "首页" | "网站首页")
    }

    /// The last column of a trail, if its line names it.
    pub(super) fn trail_end(&self) -> Option<&str> {
        self.text.rsplit(|c| ">»›→/\\".contains(c)).find(|step| !step.is_empty())
    }

    /// Whether it continues a trail from the previous line.
    pub(super) fn continues_trail(&self) -> bool {
        let first = self.words.iter().find(|&&c| !is_ignored(c)).map(|&c| fold(c));
        !self.long
            && !self.has_sentence()
            && (first.is_some_and(|c| ">»›→/".contains(c))
                || matches!(
                    self.text.as_str(),
                    "首页" | "网站首页" | "正文" | "内容" | "详情" | "信息内容" | "内容详情"
                ))
    }

    /// Whether a trail continues on the next line.
    pub(super) fn leads_on(&self) -> bool {
        self.words.last().is_some_and(|&c| ">»›→:".contains(fold(c)))
    }

    /// The kind of a line that consists of captions of buttons, menus, sign-in or sharing.
    pub(super) fn buttons(&self) -> Option<FurnitureKind> {
        self.captions().filter(|_| !self.is_one_of(words::NEEDS_COMPANY))
    }

    fn is_one_of(&self, captions: &[&str]) -> bool {
        let text = self.text_parted();
        let mut parts = parts(&text);
        parts.next().is_some_and(|only| captions.contains(&only)) && parts.next().is_none()
    }

    /// Like [`Self::buttons`], but an ambiguous caption may be alone.
    pub(super) fn captions(&self) -> Option<FurnitureKind> {
        if self.long || self.has_sentence() {
            return None;
        }
        if self.length() > 3 * PROMPT {
            return None;
        }
        let text = self.text_parted();
        let parts: Vec<&str> = parts(&text).collect();
        let known = |part: &&str| {
            [words::LOGIN, words::SHARE, words::BUTTONS, words::MENU].iter().any(|words| words.contains(part))
                || part.chars().all(|c| c.is_ascii_digit())
        };
        let telling = parts.iter().filter(|part| !part.chars().all(|c| c.is_ascii_digit())).count();
        if telling == 0 || !parts.iter().all(known) {
            return None;
        }
        let any = |words: &[&str]| parts.iter().any(|part| words.contains(part));
        Some(if any(words::LOGIN) {
            FurnitureKind::Login
        } else if any(words::SHARE) {
            FurnitureKind::Share
        } else {
            FurnitureKind::Other
        })
    }

    /// Its words in half width, each stretch of white space replaced by one space.
    fn text_parted(&self) -> String {
        self.words.iter().take(READ).map(|&c| if is_ignored(c) { ' ' } else { fold(c) }).collect()
    }

    /// Whether it begins the part of a page after its document: `相关文档`, `友情链接`.
    pub(super) fn begins_site_words(&self) -> bool {
        let bare = self.text.trim_end_matches([':', '>', ']', '】', '|']);
        words::SITE_WORDS.contains(&bare)
    }

    pub(super) fn is_site_footer(&self) -> bool {
        let names_host = self.is_short() && (self.text.ends_with("主办") || self.text.ends_with("承办"));
        names_host || words::SITE_FOOTER.iter().any(|word| self.text.contains(word))
    }

    /// Whether it shows the current date: `今天是：2024年3月1日 星期五`.
    pub(super) fn is_today(&self) -> bool {
        let figures = self.text.chars().filter(char::is_ascii_digit).count();
        !self.has_sentence()
            && self.length() <= PROMPT
            && ["年", "月", "日", "星期"].iter().all(|word| self.text.contains(word))
            && figures >= 6
    }

    /// Whether it consists of figures: a count of visits without its name.
    pub(super) fn is_figure(&self) -> bool {
        !self.text.is_empty() && self.text.chars().all(|c| c.is_ascii_digit())
    }

    /// Whether it is a site's name: `某县人民政府门户网站 2024年3月1日 星期五`
    pub(super) fn is_site_name(&self) -> bool {
        !self.has_sentence()
            && self.length() <= PROMPT
            && (self.text.ends_with("网站")
                || self.text.ends_with("政府网")
                || self.text.ends_with("欢迎您")
                || self.text.contains("星期") && self.text.contains('日'))
    }

    /// Whether it is an issuer's name alone: `某县人民政府`.
    pub(super) fn is_issuer(&self) -> bool {
        self.length() <= 25
            && self.text.chars().all(is_han)
            && ["政府", "委员会", "局", "管委会", "办公室", "办事处", "政务网"]
                .iter()
                .any(|end| self.text.ends_with(end))
    }
}

/// The kind of a line that is furniture at any position.
pub(super) fn anywhere(shown: &Shown) -> Option<FurnitureKind> {
    let text = shown.text.as_str();
    if shown.long {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let prompt = shown.length() <= PROMPT && !text.contains('。');
    if prompt && has(words::SCAN) && is_scan_prompt(text) {
        return Some(FurnitureKind::QrPrompt);
    }
    if prompt
        && shown.starts(&["分享到:", "分享至:", "分享:", "分享到", "分享至", "一键分享:"])
        && !text.contains(',')
    {
        return Some(FurnitureKind::Share);
    }
    if is_attachment(text) {
        return Some(FurnitureKind::Attachment);
    }
    let elsewhere = has(&["网站", "链接", "门户", "页面"]);
    if elsewhere && text.contains("即将离开")
        || elsewhere && prompt && text.contains("跳转") && has(&["您", "是否继续", "继续吗"])
        || prompt && has(&["浏览器不支持", "浏览器版本过低", "浏览器版本太低"])
        || is_placeholder(text)
    {
        return Some(FurnitureKind::Other);
    }
    if shown.is_site_footer() && !text.contains('。') {
        return Some(FurnitureKind::Footer);
    }
    shown.buttons().filter(|_| text != "正文" && !shown.is_one_of(words::MENU))
}

/// Whether it is a variable of the page's program that was not filled in: `{{ title }}`.
fn is_placeholder(text: &str) -> bool {
    text.starts_with("{{") && text.ends_with("}}") || text.starts_with("${") && text.ends_with('}')
}

/// Whether it is a prompt such as `扫一扫在手机打开当前页`, and not a sentence about such a code.
fn is_scan_prompt(text: &str) -> bool {
    let short = text.chars().count() <= 10;
    let begins = [
        "扫",
        "微信扫",
        "手机扫",
        "用微信",
        "使用微信",
        "打开微信",
        "请扫",
        "请用",
        "请使用",
        "用手机",
        "二维码",
        "关注",
        "微信公众号",
        "本页",
        "页面",
        "当前",
    ];
    let about = ["手机", "打开", "查看", "浏览", "访问", "关注", "分享", "当前页", "微信", "本页"];
    let starts = begins.iter().any(|word| text.starts_with(word));
    starts && (short || about.iter().any(|word| text.contains(word)))
}

/// Whether it is a link to an attachment: `附件下载`, `附件：某表.docx`, a file's name; not the note `附件：1.某表`, which belongs
/// to the report.
fn is_attachment(text: &str) -> bool {
    let bare = text.trim_end_matches([':', ']', '】']);
    if ["附件下载", "相关附件", "下载附件", "附件下载区", "附件列表", "点击下载附件"].contains(&bare)
    {
        return true;
    }
    if text.chars().count() > 3 * PROMPT || text.contains('。') {
        return false;
    }
    let name = match text.rfind(['(', '[']) {
        Some(open) if text.ends_with([')', ']']) => &text[..open],
        _ => text,
    };
    let name = name.trim_end_matches("下载").trim_end_matches("点击").to_ascii_lowercase();
    words::EXTENSIONS.iter().any(|end| name.len() > end.len() && name.ends_with(end))
}

/// Number of steps of a trail.
fn steps(text: &str) -> usize {
    text.chars().filter(|c| ">»›→".contains(*c)).count()
}

/// The words between white space, bars and brackets.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| is_ignored(c) || "|/·•>»[]【】():、,".contains(c)).filter(|part| !part.is_empty())
}

/// Icons of web fonts use private-use characters.
fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}')
}

/// Length in bytes of a date at the start of `text`: `2024-03-15`, `2024/3/15`, `2024年3月15日`.
fn date_length(text: &str) -> Option<usize> {
    let mut at = 0;
    // A time may follow the day without a gap, since white space is removed.
    for (digits, most, marks) in [(4..=4, 5, "-/.年"), (1..=2, 3, "-/.月"), (1..=2, 2, "日")] {
        let run = text[at..].bytes().take_while(u8::is_ascii_digit).take(most).count();
        digits.contains(&run).then_some(())?;
        at += run;
        match text[at..].chars().next().filter(|&c| marks.contains(c)) {
            Some(mark) => at += mark.len_utf8(),
            None if marks == "日" => {}
            None => return None,
        }
    }
    Some(at)
}
