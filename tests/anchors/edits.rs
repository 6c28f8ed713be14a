//! Random edits of a text that record the origin of every character, so that a test knows where a quote should be found.

use jiaokan::text::is_ignored;

/// Pseudo-random numbers, the same in each run (xorshift64*, Vigna 2016).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % end.max(1) as u64) as usize
    }

    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

/// A character and its place in the original, if it has one.
pub(crate) type Kept = (char, Option<usize>);

/// A text as paragraphs without line ends.
pub(crate) struct Draft(pub(crate) Vec<Vec<Kept>>);

const COMMON: &[char] = &[
    '的', '和', '在', '为', '上', '不', '人', '地', '工', '有', '发', '展', '推', '进', '加', '强', '全',
    '面', '落', '实', '县', '区', '法', '治', '政', '府', '建', '设', '执', '行', '，', '。', '、', '水',
    '山', '云', '石', '路', '河',
];

pub(crate) const OTHER_PARAGRAPHS: [&str; 6] = [
    "（补）霜溪镇设立群众意见箱，每旬开箱一次，收到的意见当场登记，能办的当场就办，办不了的写明去向和时限。",
    "为便于查阅，本次公布的附表按收件先后编排，同一事项多次收件的并为一行，末尾注明办结日期和经办科室。",
    "三是抓培训。全年办班九期，参训干部四百一十六人次，结业考试合格率高于上年，补考人员已全部通过。",
    "苇塘街道把调解室搬到集市旁，赶集日由两名调解员轮值，当年接待来访二百余人次，就地化解纠纷八十三件。",
    "五、其他需要说明的情况",
    "各单位要对照清单逐项自查，九月底前报送自查情况，逾期未报的，由督查室电话催办并在月度例会上点名。",
];

impl Draft {
    pub(crate) fn of(text: &str) -> Self {
        let mut position = 0;
        let paragraphs = text.split('\n').map(|line| {
            let kept = line.chars().enumerate().map(|(at, c)| (c, Some(position + at))).collect::<Vec<_>>();
            position += kept.len() + 1;
            kept
        });
        Self(paragraphs.collect())
    }

    pub(crate) fn text(&self) -> Vec<Kept> {
        self.0.join(&('\n', None))
    }

    /// Replaces, adds and deletes about `per_thousand` of the characters of a paragraph.
    pub(crate) fn mistype(&mut self, paragraph: usize, per_thousand: usize, dice: &mut Dice) {
        let mut out = Vec::new();
        for kept in self.0[paragraph].drain(..) {
            if is_ignored(kept.0) || dice.below(1000) >= per_thousand {
                out.push(kept);
                continue;
            }
            let other = (COMMON[dice.below(COMMON.len())], None);
            match dice.below(4) {
                0 => {}
                1 => out.extend([kept, other]),
                _ => out.push(other),
            }
        }
        self.0[paragraph] = out;
    }

    /// Replaces every run of digits of a paragraph by another number.
    pub(crate) fn other_figures(&mut self, paragraph: usize, dice: &mut Dice) {
        for kept in &mut self.0[paragraph] {
            if kept.0.is_ascii_digit() {
                *kept = (char::from(b'1' + dice.below(9) as u8), None);
            }
        }
    }

    /// Deletes a sentence of a paragraph.
    pub(crate) fn drop_sentence(&mut self, paragraph: usize, dice: &mut Dice) {
        let line = &mut self.0[paragraph];
        let ends: Vec<usize> = line
            .iter()
            .enumerate()
            .filter(|(_, kept)| "。；".contains(kept.0))
            .map(|(at, _)| at + 1)
            .collect();
        if ends.len() > 1 {
            let which = dice.below(ends.len());
            let start = if which == 0 { 0 } else { ends[which - 1] };
            line.drain(start..ends[which]);
        }
    }

    pub(crate) fn insert(&mut self, at: usize, text: &str) {
        self.0.insert(at, text.chars().map(|c| (c, None)).collect());
    }

    pub(crate) fn random(&self, dice: &mut Dice) -> usize {
        dice.below(self.0.len())
    }

    /// Changes that a converter or another editor makes without changing a word.
    #[expect(clippy::same_functions_in_if_condition, reason = "each call throws the dice anew")]
    pub(crate) fn reset(&mut self, dice: &mut Dice) {
        if dice.one_in(2) {
            self.widths(dice.one_in(2));
        }
        if dice.one_in(2) {
            for line in &mut self.0 {
                line.retain(|kept| !kept.0.is_whitespace());
            }
        } else if dice.one_in(2) {
            for line in &mut self.0 {
                line.splice(0..0, [('\u{3000}', None), ('\u{3000}', None)]);
            }
        }
        if dice.one_in(3) {
            self.0.retain(|line| line.iter().any(|kept| !is_ignored(kept.0)));
        }
        if dice.one_in(3) {
            let width = 20 + dice.below(60);
            let wrapped = self.0.iter().flat_map(|line| {
                let mut lines: Vec<Vec<Kept>> = line.chunks(width).map(<[Kept]>::to_vec).collect();
                if lines.is_empty() {
                    lines.push(Vec::new());
                }
                lines
            });
            self.0 = wrapped.collect();
        } else if dice.one_in(3) {
            let mut joined: Vec<Vec<Kept>> = Vec::new();
            for line in self.0.drain(..) {
                match joined.last_mut() {
                    Some(last) if dice.one_in(3) => last.extend(line),
                    _ => joined.push(line),
                }
            }
            self.0 = joined;
        }
        if dice.one_in(3) {
            for line in ["首页 > 政务公开 > 年度报告", "字体：大 中 小  打印本页"] {
                self.insert(0, line);
            }
            let end = self.0.len();
            self.insert(end, "扫一扫在手机打开当前页");
        }
    }

    /// Exchanges full and half width.
    fn widths(&mut self, to_half: bool) {
        for kept in self.0.iter_mut().flatten() {
            let code = u32::from(kept.0);
            let other = match kept.0 {
                '\u{ff01}'..='\u{ff5e}' if to_half => code - 0xfee0,
                '!'..='~' if !to_half => code + 0xfee0,
                _ => code,
            };
            kept.0 = char::from_u32(other).unwrap();
        }
    }
}
