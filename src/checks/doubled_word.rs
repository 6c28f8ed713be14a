//! A word twice in a row: `的的`, `加强加强`; a clause twice in a row: `推动工作走深走实，推动工作走深走实`. Silent for words that are formed by doubling (`层层`, `一件一件`, `很多很多`, `大队大队长`).

use super::page::{Page, is_han, starts_with};
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Single characters that are never doubled, with the characters before which a pair may end a word (`目的的`) or after
/// which one may begin (`和和美美`).
#[rustfmt::skip]
const SINGLE: &[(char, &[&str], &[&str])] = &[
    ('的', &["目", "标", "有"], &["的确", "的士"]),
    ('在', &["存", "现", "实", "潜", "内", "外", "所"], &["在处"]),
    ('和', &["总", "谐", "祥", "调", "缓", "饱", "温", "共"], &["和美", "和气", "和睦", "和平", "和谐", "和解"]),
    ('与', &["参"], &["与会"]),
    ('及', &["普", "涉", "以", "顾", "提", "危", "波"], &["及时", "及格"]),
    ('对', &["一", "应", "结", "面", "针", "相", "绝", "核", "校", "反", "配"], &["对碰", "对接", "对口", "对应", "对标", "对象", "对外", "对照", "对比"]),
    ('是', &["于", "凡", "但", "还", "事求", "国", "唯", "自以为", "各行其"], &["是非"]),
    ('将', &["干"], &["将士", "将领"]),
    ('把', &["一", "拖", "扫"], &["把关", "把脉", "把握"]),
    ('被', &["植"], &["被告", "被申"]),
    ('了', &["为", "除"], &["了解", "了结", "了却", "了然", "了事", "了不"]),
    ('于', &[], &["于是"]),
];
/// Maximum length of a word that is searched for twice, in characters.
const LONGEST: usize = 8;
/// Minimum length of a clause that is searched for twice; shorter ones are repeated for emphasis.
const CLAUSE: usize = 6;
/// Words of two characters that are searched for twice. Others are often doubled for emphasis (`很多很多`, `商量商量`); these
/// are frequent in reports and never doubled.
#[rustfmt::skip]
const PAIRS: &[&str] = &[
    "法治", "法律", "法规", "行政", "执法", "政府", "部门", "机关", "单位", "人员", "干部", "群众", "企业", "社会", "经济", "工作", "建设", "管理", "服务",
    "监督", "监管", "检查", "培训", "宣传", "教育", "案件", "调解", "复议", "应诉", "决策", "文件", "公开", "信息", "平台", "项目", "环境", "营商", "改革",
    "发展", "问题", "整改", "情况", "要求", "重点", "任务", "计划", "方案", "意见", "办法", "条例", "规定", "制度", "机制", "责任", "领导", "组织", "开展",
    "落实", "实施", "推进", "推动", "提升", "提高", "加强", "增强", "强化", "健全", "完善", "规范", "优化", "深化", "进行", "坚持", "持续", "积极", "切实",
    "严格", "不断", "全面", "深入", "认真", "根据", "按照", "关于", "通过", "以及", "围绕", "对于", "我们", "全县", "全市", "全区", "依法", "普法",
];

/// Pairs of a word's last character and the next word's first that form another word.
const JOINS: &[(char, char)] = &[
    ('人', '民'),
    ('区', '域'),
    ('市', '场'),
    ('地', '方'),
    ('国', '家'),
    ('政', '府'),
    ('会', '议'),
    ('法', '律'),
];
/// Minimum length of a stretch without marks, in characters, that is no sentence.
const RUN: usize = 60;

pub(super) struct DoubledWord;

impl Check for DoubledWord {
    fn about(&self) -> About {
        About::new("doubled-word", "check-doubled-word", Group::Text, Severity::Warning, true)
    }

    fn look(&self, page: &Page<'_>, found: &mut Found) {
        for paragraph in &page.paragraphs {
            let mut at = paragraph.text.start;
            while at < paragraph.text.end {
                let span = doubled(page, paragraph.text, at);
                if let Some(span) = span {
                    let word = Span::new(span.start, span.start + span.len() / 2);
                    found.add(
                        page,
                        span,
                        Message::new("finding-doubled-word").with("word", page.words(word)),
                    );
                }
                at = span.map_or(at + 1, |span| span.end);
            }
            clauses(page, paragraph.text, found);
        }
    }
}

/// Reports a clause that stands twice in a row.
fn clauses(page: &Page<'_>, text: Span, found: &mut Found) {
    let mut before: Option<Span> = None;
    for piece in page.split(text, |c| ",;。!?:、".contains(c)) {
        let words = Span::new(piece.start, piece.start.max(piece.end - 1));
        let twice = before.filter(|before| page.slice(*before) == page.slice(words));
        if let Some(before) = twice
            && words.len() >= CLAUSE
            && page.slice(words).iter().all(|&c| is_han(c))
        {
            let message = Message::new("finding-doubled-word").with("word", page.words(words));
            found.add(page, Span::new(before.start, words.end), message);
        }
        // `可以提前解除。提前解除，应报经批准`: the second begins another sentence.
        let goes_on = page.chars.get(words.end).is_none_or(|mark| !"。!?".contains(*mark));
        before = Some(words).filter(|_| goes_on);
    }
}

/// The longest doubled word that begins at a position, including both occurrences.
fn doubled(page: &Page<'_>, text: Span, at: usize) -> Option<Span> {
    let rest = &page.chars[at..text.end];
    for length in (2..=LONGEST.min(rest.len() / 2)).rev() {
        let (first, second) = (&rest[..length], &rest[length..2 * length]);
        if first[0] == second[0]
            && first == second
            && first.iter().all(|&c| is_han(c))
            && is_slip(page, text, at, length)
        {
            return Some(Span::new(at, at + 2 * length));
        }
    }
    let first = *rest.first()?;
    let (_, behind, before) = SINGLE.iter().find(|(word, ..)| *word == first)?;
    let doubled = rest.get(1) == Some(&first);
    let third = at > text.start && page.chars[at - 1] == first || rest.get(2) == Some(&first);
    let made = behind.iter().any(|words| page.ends(at, words))
        || before.iter().any(|words| page.starts(at + 1, words));
    // Pairs of characters, as in `暖暖和和`
    let pairs = at >= text.start + 2 && page.chars[at - 1] == page.chars[at - 2];
    (doubled && !third && !made && !pairs).then_some(Span::new(at, at + 2))
}

/// Whether a position is in a long stretch without marks: cells of a table that were joined in copying.
fn is_run_together(page: &Page<'_>, text: Span, at: usize) -> bool {
    let before = page.chars[text.start..at].iter().rev().take(RUN).take_while(|&&c| is_han(c)).count();
    let after = page.chars[at..text.end].iter().take(RUN).take_while(|&&c| is_han(c)).count();
    before + after >= RUN
}

fn is_slip(page: &Page<'_>, text: Span, at: usize, length: usize) -> bool {
    let word = &page.chars[at..at + length];
    // Counting and comparing forms: `一件一件`, `一年一年`, `越来越…`
    let counted = word.iter().any(|&c| "一二三四五六七八九十两几每各越又边且".contains(c));
    let one_character = word.iter().all(|&c| c == word[0]);
    // The repetition belongs to a title or a place: `执法大队大队长`, `根据根据地`
    let title = at + 2 * length < text.end && "长员地".contains(page.chars[at + 2 * length]);
    let common = length > 2 || PAIRS.iter().any(|pair| starts_with(word, pair));
    // `本规定规定的职责`, `申请人申请人民法院`, `行政区行政区域`: the second is a verb or part of the next word.
    let verb = ["规定", "决定", "办法", "条例"].iter().any(|name| starts_with(word, name))
        && at > text.start
        && "本该".contains(page.chars[at - 1]);
    let next = page.chars[..text.end].get(at + 2 * length).copied();
    let joins = next.is_some_and(|next| JOINS.contains(&(word[length - 1], next)));
    common && !counted && !one_character && !title && !verb && !joins && !is_run_together(page, text, at)
}
