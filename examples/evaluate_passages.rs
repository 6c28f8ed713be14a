//! Plants passages in made-up reports, lets the library find them, and scores what it found: the figures on planted reuse
//! in `docs/passages.md`.
//!
//! ```sh
//! cargo run --release --no-default-features --example evaluate_passages
//! ```
//!
//! Scores as in Potthast, Stein, Barrón-Cedeño and Rosso 2010: character precision and recall averaged over the planted
//! passages, granularity (in how many pieces one is found), and plagdet = F1 / log2(1 + granularity). The reports are word
//! salad of plain words and made-up places, the same ones every time; the program ends with 1 where all levels together
//! score below 0.98 or something is found where nothing is planted.

#![allow(clippy::print_stdout, reason = "an example prints its results")]

use std::fmt::Write as _;
use std::ops::Range;
use std::process::ExitCode;

use jiaokan::duplicates::{Input, Options, duplicates};
use jiaokan::report::Report;
use jiaokan::structure::{Outline, outline};
use jiaokan::task::Cancel;

/// Pairs of reports a level.
const PAIRS: usize = 12;

/// What is done to a planted passage.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Level {
    Verbatim,
    Redated,
    /// Percentage of the characters that are replaced, put in or left out.
    Edited(u64),
    /// Clauses in another order, one left out, one put in.
    Reordered,
    /// Nothing is planted.
    Nothing,
}

const LEVELS: [Level; 7] = [
    Level::Verbatim,
    Level::Redated,
    Level::Edited(3),
    Level::Edited(10),
    Level::Edited(20),
    Level::Reordered,
    Level::Nothing,
];

/// A linear congruential generator: the same texts on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

const WORDS: &str = "霁川 蓼汀 栖河 青云 白杨 柳湾 沙洲 石桥 东岭 南坡 渡口 涵闸 水库 堤岸 菜农 渔户 村医 学童 老井 磨坊 \
    修缮 清点 测量 翻修 丈量 登记 走访 晾晒 运送 补种 疏通 巡查 铺设 更换 搭建 验收 归还 誊抄 粉刷 播种 \
    稻田 茶园 果林 鱼塘 仓房 校舍 祠堂 戏台 石阶 木桥 水车 油坊 集市 邮路 灯塔 码头 窑炉 瓦房 篱笆 谷场 \
    春耕 夏汛 秋收 冬藏 清早 傍晚 雨后 雪前 月底 年初 农闲 节前 午间 夜里 旬末 汛期 霜降 立冬 惊蛰 芒种 \
    一批 几处 多数 少量 新旧 大小 远近 高低 内外 上下 轮流 分头 逐户 连夜 合力 挨家 照旧 另行 当场 随后";

/// A sentence of two to four clauses, now and then with a figure.
fn sentence(dice: &mut Dice) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let clauses: Vec<String> = (0..2 + dice.below(3))
        .map(|_| {
            let mut clause: String =
                (0..4 + dice.below(3)).map(|_| words[dice.below(words.len() as u64) as usize]).collect();
            if dice.below(3) == 0 {
                let _ = write!(clause, "{}处", 2 + dice.below(900));
            }
            clause
        })
        .collect();
    clauses.join("，") + "。"
}

fn sentences(dice: &mut Dice, count: u64) -> Vec<String> {
    (0..count).map(|_| sentence(dice)).collect()
}

/// A passage as it stands in the second report.
fn disguised(level: Level, passage: &str, dice: &mut Dice) -> String {
    match level {
        Level::Verbatim | Level::Nothing => passage.to_owned(),
        Level::Redated => passage
            .chars()
            .map(|c| if c.is_ascii_digit() { char::from(b'1' + dice.below(9) as u8) } else { c })
            .collect(),
        Level::Edited(percent) => passage
            .chars()
            .flat_map(|c| {
                let new = char::from_u32(0x4e00 + dice.below(5_000) as u32).unwrap_or(c);
                match (dice.below(100) < percent, dice.below(3)) {
                    (false, _) => vec![c],
                    (true, 0) => vec![new],
                    (true, 1) => vec![c, new],
                    (true, _) => vec![],
                }
            })
            .collect(),
        Level::Reordered => {
            let mut clauses: Vec<&str> =
                passage.split(['，', '。']).filter(|clause| !clause.is_empty()).collect();
            let (one, other) =
                (dice.below(clauses.len() as u64) as usize, dice.below(clauses.len() as u64) as usize);
            clauses.swap(one, other);
            clauses.remove(dice.below(clauses.len() as u64) as usize);
            clauses.join("，") + "。"
        }
    }
}

/// A pair of reports, and where the passage stands in each, in characters.
struct Planted {
    reports: [Report; 2],
    places: Option<[Range<usize>; 2]>,
}

fn planted(level: Level, seed: u64) -> Planted {
    let mut dice = Dice(seed.wrapping_mul(7_919) + 13);
    let length = 2 + dice.below(3);
    let passage = sentences(&mut dice, length).concat();
    let other = disguised(level, &passage, &mut dice);
    let mut places = Vec::new();
    let reports = [passage, other].map(|words| {
        let before = sentences(&mut dice, 40).join("\n");
        let after = sentences(&mut dice, 40).join("\n");
        let start = before.chars().count() + 1;
        places.push(start..start + words.chars().count());
        let words = if level == Level::Nothing { String::new() } else { words };
        Report::from_text(format!("{seed}-{}.txt", places.len()), &format!("{before}\n{words}\n{after}\n"))
    });
    let places = <[Range<usize>; 2]>::try_from(places).ok().filter(|_| level != Level::Nothing);
    Planted { reports, places }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// Sums over planted passages.
#[derive(Default)]
struct Score {
    recall: Vec<f64>,
    precision: Vec<f64>,
    pieces: Vec<f64>,
    strays: usize,
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

impl Score {
    fn plagdet(&self) -> f64 {
        let (recall, precision) = (mean(&self.recall), mean(&self.precision));
        let f1 = if recall + precision > 0.0 { 2.0 * recall * precision / (recall + precision) } else { 0.0 };
        f1 / (1.0 + mean(&self.pieces).max(1.0)).log2()
    }

    fn add(&mut self, planted: &Planted) {
        let outlines: Vec<Outline> = planted.reports.iter().map(outline).collect();
        let inputs: Vec<Input<'_>> = planted
            .reports
            .iter()
            .zip(&outlines)
            .map(|(report, outline)| Input { report, outline })
            .collect();
        let found = duplicates(&inputs, &Options::default(), &Cancel::default()).unwrap_or_default();
        let pairs = found.groups.iter().filter(|group| !group.boilerplate).filter_map(|group| {
            let at = |report| group.occurrences.iter().find(|place| place.report == report);
            at(0).zip(at(1)).map(|(left, right)| [left, right].map(|p| p.span.start..p.span.end))
        });
        let pairs: Vec<[Range<usize>; 2]> = pairs.collect();
        let Some(places) = &planted.places else {
            self.strays += pairs.len();
            return;
        };
        let size = |pair: &[Range<usize>; 2]| (pair[0].len() + pair[1].len()) as f64;
        let shared = |pair: &[Range<usize>; 2]| [0, 1].map(|side| overlap(&pair[side], &places[side]));
        let hits: Vec<[usize; 2]> =
            pairs.iter().map(shared).filter(|shared| shared.iter().all(|&shared| shared > 0)).collect();
        let covered: usize = hits.iter().flatten().sum();
        self.recall.push((covered as f64 / size(places)).min(1.0));
        if !hits.is_empty() {
            self.pieces.push(hits.len() as f64);
        }
        for pair in &pairs {
            let shared = shared(pair);
            let hit = if shared.contains(&0) { 0 } else { shared[0] + shared[1] };
            self.precision.push(hit as f64 / size(pair));
        }
    }

    fn append(&mut self, other: &Self) {
        self.recall.extend(&other.recall);
        self.precision.extend(&other.precision);
        self.pieces.extend(&other.pieces);
        self.strays += other.strays;
    }
}

fn main() -> ExitCode {
    let mut all = Score::default();
    println!("level            plagdet  recall  precision  pieces  strays");
    for (number, level) in LEVELS.into_iter().enumerate() {
        let mut score = Score::default();
        for pair in 0..PAIRS {
            score.add(&planted(level, (number * 1_000 + pair) as u64));
        }
        let name = format!("{level:?}");
        let (recall, precision) = (mean(&score.recall), mean(&score.precision));
        let pieces = mean(&score.pieces);
        println!(
            "{name:<16} {:7.4} {recall:7.4} {precision:10.4} {pieces:7.3} {:7}",
            score.plagdet(),
            score.strays
        );
        all.append(&score);
    }
    println!("{:<16} {:7.4}", "all", all.plagdet());
    if all.plagdet() >= 0.98 && all.strays == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
