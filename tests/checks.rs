//! The checks: each planted fault of the samples is found and nothing else, ordinary sentences yield no finding, every part
//! has its state, nothing panics. `sample_reports/README.md` lists what is planted.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

use std::path::{Path, PathBuf};

use jiaokan::checks::{Input, Profile, Selection, all, parts, run};
use jiaokan::finding::Finding;
use jiaokan::report::{Report, collect, read_file};
use jiaokan::structure::{Outline, outline};
use jiaokan::task::Cancel;
use jiaokan::text::Span;
use proptest::prelude::*;

struct Set {
    reports: Vec<Report>,
    outlines: Vec<Outline>,
}

impl Set {
    fn new(reports: Vec<Report>) -> Self {
        let outlines = reports.iter().map(outline).collect();
        Self { reports, outlines }
    }

    fn of_folder(folder: &Path) -> Self {
        let files = collect(&[folder.to_owned()]).files;
        Self::new(files.iter().map(|path| read_file(path, None).unwrap()).collect())
    }

    fn of_texts(texts: &[&str]) -> Self {
        Self::new(texts.iter().map(|text| Report::from_text("a.txt", text)).collect())
    }

    fn run(&self, selection: &Selection) -> Vec<Finding> {
        let inputs: Vec<Input<'_>> = self
            .reports
            .iter()
            .zip(&self.outlines)
            .map(|(report, outline)| Input { report, outline })
            .collect();
        run(&inputs, selection, &Cancel::default()).unwrap()
    }

    /// `file line check quote` of each finding, the file by the first two characters of its name.
    fn lines(&self, findings: &[Finding]) -> Vec<String> {
        let line = |finding: &Finding| {
            let report = &self.reports[finding.place.report];
            let quote: String = report.text.slice(finding.place.span).chars().take(8).collect();
            let line = report.text.line_from_position(finding.place.span.start) + 1;
            format!("{} {line} {} {quote}", &report.file_name()[..2], finding.check)
        };
        findings.iter().map(line).collect()
    }
}

fn samples() -> Set {
    Set::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_reports"))
}

fn everything() -> Selection {
    let mut selection = Selection::default();
    for about in all() {
        selection.set(about.id, true).unwrap();
    }
    selection
}

/// Ids of the checks with a finding in a text.
fn checks_on(text: &str) -> Vec<&'static str> {
    Set::of_texts(&[text]).run(&everything()).iter().map(|finding| finding.check).collect()
}

/// The findings of all checks in the samples: file, line, check, start of the marked text.
const PLANTED: &[&str] = &[
    "03 9 figure-unchanged 4次、县政府常务",
    "03 13 figure-unchanged 5个事项全部履行",
    "03 17 figure-unchanged 87项，配套印发",
    "03 19 figure-unchanged 64项，减少重复",
    "03 27 figure-unchanged 9家单位力量，实",
    "03 27 year-stale 2023年",
    "03 31 figure-unchanged 22场，培训村组",
    "03 31 figure-base 382万元，比上",
    "03 35 figure-unchanged 118件、县政协",
    "04 19 other-name 霁川县",
    "05 9 term-variants 一规两纲",
    "06 6 wrong-level 我市",
    "06 9 rate 结案率95.8%",
    "06 10 wrong-level 市域",
    "06 10 cut-off 急准备工作落。",
    "09 8 brackets 《",
    "09 9 numbering-gap （四）",
    "09 10 sum 412家次，其中",
    "09 10 doubled-word 的的",
    "09 10 figure-differs 49名",
    "11 5 name-misquoted 法治政府建设实施",
    "11 5 placeholder XX",
    "11 7 sum 146件，其中规",
    "11 7 other-name 鹭汀区",
    "11 8 numbering-repeated （二）",
    "11 9 rate 办结率97.2%",
    "11 9 brackets “",
    "11 9 doubled-word 推进推进",
    "11 11 date-impossible 6月31日",
    "11 11 figure-twice 241件",
    "11 12 numbering-missing 加强法律服务",
    "11 13 figure-differs 168名",
    "11 13 term-variants 一站两员三制",
    "11 13 rate 增长25%",
    "11 13 unit 公证补贴12.4",
    "11 15 rate-impossible 意见采纳率93.",
    "11 15 wrong-level 我市",
    "11 15 year-stale 2023年",
    "11 15 stray-space  ",
    "11 16 empty-section （七）深化普法宣",
    "11 18 cut-off 务没有完全落。",
    "11 19 numbering-gap 四、",
    "11 20 typo 分布实施",
    "11 21 half-width-mark ,",
    "11 22 numbering-order （二）",
];

#[test]
fn the_samples_yield_what_is_planted_and_nothing_else() {
    let samples = samples();
    let found = samples.lines(&samples.run(&everything()));
    assert_eq!(found, PLANTED);
}

#[test]
fn one_sample_and_last_years_report_show_every_check() {
    // The samples are texts; that check speaks of scans, and its own test has one.
    for about in all().into_iter().filter(|about| about.id != "read-doubtful") {
        let shown = |line: &&&str| line.split(' ').nth(2) == Some(about.id);
        assert!(PLANTED.iter().any(|line| shown(&line)), "no sample shows `{}`", about.id);
    }
}

/// Figures of last year are in nearly every line of 03; one row of its README lists them together.
const TOLD_TOGETHER: &str = "figure-unchanged";

#[test]
fn the_readme_names_every_planted_fault() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_reports");
    let readme = std::fs::read_to_string(folder.join("README.md")).unwrap();
    let rows: Vec<Vec<&str>> =
        readme.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>()).collect();
    for planted in PLANTED.iter().filter(|line| !line.contains(TOLD_TOGETHER)) {
        let mut words = planted.split(' ');
        let (file, line) = (words.next().unwrap(), words.next().unwrap());
        let named = rows.iter().any(|row| row.get(1) == Some(&file) && row.get(2) == Some(&line));
        assert!(named, "sample_reports/README.md has no row for `{planted}`");
    }
}

#[test]
fn a_check_can_be_switched_off_and_one_that_is_off_can_be_switched_on() {
    let samples = samples();
    let default = samples.run(&Selection::default());
    let is_off = |check: &str| all().iter().any(|about| about.id == check && !about.default_on);
    assert!(default.iter().all(|finding| !is_off(finding.check)));
    let off = PLANTED.iter().filter(|line| line.split(' ').nth(2).is_some_and(is_off)).count();
    assert_eq!(default.len() + off, PLANTED.len());
    for about in all() {
        let mut selection = everything();
        selection.set(about.id, false).unwrap();
        assert!(samples.run(&selection).iter().all(|finding| finding.check != about.id), "{}", about.id);
    }
    assert!(samples.run(&Selection::none()).is_empty());
    assert!(Selection::default().set("sums", true).is_err());
}

#[test]
fn findings_name_their_counterparts() {
    let samples = samples();
    let findings = samples.run(&everything());
    let of = |check: &str, report: usize| {
        findings.iter().find(|finding| finding.check == check && finding.place.report == report).unwrap()
    };
    let quotes = |finding: &Finding| -> Vec<&str> {
        finding.others.iter().map(|place| samples.reports[place.report].text.slice(place.span)).collect()
    };
    assert_eq!(quotes(of("rate", 5)), ["126", "118"]);
    assert_eq!(quotes(of("figure-differs", 8)), ["47"]);
    assert_eq!(quotes(of("numbering-gap", 8)), ["（二）"]);
    let unchanged = of("figure-unchanged", 2);
    assert!(unchanged.others.iter().all(|place| place.report == 1), "last year's report");
    assert_eq!(unchanged.others.len(), 5);
}

#[test]
fn keys_are_stable_and_distinct() {
    let samples = samples();
    let reports: Vec<&Report> = samples.reports.iter().collect();
    let findings = samples.run(&everything());
    let mut keys: Vec<String> = findings.iter().map(|finding| finding.key(&reports)).collect();
    let again: Vec<String> = samples.run(&everything()).iter().map(|finding| finding.key(&reports)).collect();
    assert_eq!(keys, again);
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), findings.len(), "each has its own");

    // The same report with another paragraph at its start, and without the others.
    let text = samples.reports[10].text.as_str().replacen(
        "2024年，枫屿区",
        "本报告经区政府审定。\n2024年，枫屿区",
        1,
    );
    let changed = Set::of_texts(&[&text]);
    let reports: Vec<&Report> = changed.reports.iter().collect();
    let kept =
        changed.run(&everything()).iter().filter(|finding| keys.contains(&finding.key(&reports))).count();
    let planted = PLANTED.iter().filter(|line| line.starts_with("11 ")).count();
    assert_eq!(kept, planted, "each fault of the report is found alone and keeps its key");
}

#[test]
fn ordinary_sentences_yield_no_finding() {
    let mut loud = Vec::new();
    for text in [
        // Sums: a choice, an open list, overlapping properties, a difference, rough figures, other units, years.
        "全年受理案件1287件，其中涉及工资的89件、涉及房屋的75件、涉及邻里的60件。",
        "组织培训120人次，其中党员90人次、女性50人次、大专以上100人次。",
        "审查文件100件，包括规章10件、规范性文件60件、合同20件等。",
        "共有事项1086（子项1937）项，包括许可900项、处罚1000项、其他37项。",
        "收到建议50件，办结40件，其中采纳12件、部分采纳20件、留作参考8件。",
        "办理案件约300件，其中民事100件、行政90件、刑事80件。",
        "开展送法进企业12次、进机关8次、进社区10次，集中宣传52场次。",
        "下沉事项168项，其中96项即时办理，72项代办帮办。",
        "新增市场主体1.8万户，其中企业0.6万户、个体工商户1.2万户。",
        "新受理复议申请30件，同比增加5件，共计接待来访60件次。",
        // Sums: another statement, a standard, an increase, rounding.
        "新增铁路里程639公里、其中高铁370公里，新增公路2600公里、农村公路3000公里。",
        "集中供养的标准调到780元/月，其中失能老人的标准为1080元/月。",
        "今年安排债务1.2万亿元，比去年增加4000亿元，其中本级8500亿元，转贷3500亿元。",
        "3条主干道完工，9条次干道开工建设，其中4条实现通车。",
        "投入资金1.2亿元，其中中央0.5亿元、省级0.4亿元、市县0.2亿元。",
        // Sums: behind a full stop, several totals, few items, industries that add up.
        "全年收入12.86亿元，增长5.2%。其中，税收收入8.12亿元，增长3.1%；非税收入4.74亿元，增长8.9%。",
        "教育支出9.87亿元、社保支出7.65亿元、卫生支出5.43亿元、农林水支出6.32亿元，四项支出合计29.27亿元。",
        "完成投资8亿元。新建学校3所。其中，小学2所、初中1所，投资9亿元。",
        "三次产业结构比为17.2：42.0：40.8，三产比重提高2.1个百分点。",
        // Numbers in running text: a list inside a list, a name, a new list under a heading.
        "一是抓学习。二是抓制度：一是建章，二是立制，三是执行。三是抓落实。",
        "首要的一是人，二是制度。问题有三个方面：一是人手少；二是经费少；三是设备旧，四是路远。",
        "大力推动工作走深走实，推动工作走深走实见效，群众满意、企业满意。",
        "符合条件的，可以提前解除措施。提前解除措施，应当报经批准。",
        "应当具有10名以上技术人员，其中有3名工程师；甲类单位应当具有20名以上技术人员，其中有5名工程师。",
        // Growth: rounded, of another base, an increase that fits.
        "财政收入80.04万元，比上年同期73.65万元增长8.7%，完成全年任务。",
        "财政收入80万元，比上年增加16万元，增长25%，占预算的105%。",
        "办理案件120件，比上年增长20%，办结率98%，比上年提高3个百分点。",
        "全区用电由40万千瓦时增加到50万千瓦时，增长25%。",
        "在校学生由二十八万人增加到四十万人，增长百分之四十二点二。",
        // Units: indices and rates have none; amounts for one person are in 元.
        "性别比为105.2，恩格尔系数0.31，群众评分96.8，居全市前列。",
        "总支出35.6万元，其中培训12.1万元，宣传9.8万元，会议3.2万元，人均143.20元。",
        "全区有11个乡镇，涉及23家企业，客运周转量35万人公里。",
        "政府性基金收入6.38亿元，土地出让收入5.91亿元，债务收入3.25亿元，救助困难群众18.2万元。",
        // Rates of the labour force.
        "新增就业6128人，再就业2291人，登记失业率为3.84%。",
        // Names and formulae as they are, in short, and of other bodies.
        "落实《法治政府建设实施纲要（2021—2025年）》和《中华人民共和国行政处罚法》。",
        "落实《枫屿区法治政府建设实施方案（2022—2025年）》和《纲要》要求。",
        "增强“四个意识”，坚定“四个自信”，坚决做到“两个维护”，在区委领导下推进工作。",
        // Words that contain a confusion and are right.
        "校园满意度测评结果公开，究竟争议在哪里逐一说明，报名截止2024年5月，工作好坏由群众评。",
        "深入学习贯彻习近平法治思想，实事求是是我们的作风。",
        // Rates: rounded, cut, of something else, of growth, rough.
        "受理12件，出庭应诉11件，出庭率92%。",
        "调解案件1814件，调解成功1793件，成功率98.84%。",
        "受理工单1360件，办结1350件，按时办结率90.7%。",
        "受理工单1360件，办结1350件，满意率92.6%。",
        "登记企业200户，注销企业50户，增长率12.5%。",
        "办理建议118件、提案136件，见面率、答复率均为100%。",
        "受理审查100件，通过审查90件，通过率约为91%。",
        // Names, levels, placeholders.
        "当事人王某某在XX公司购买商品，经营者退还价款。",
        "持续推进市域社会治理现代化，加快推进“我市最美”评选。",
        "二○○八年以来，A型、XL号产品逐步退出，X光检查全覆盖。",
        // Cut-off, doubled.
        "以合法为目的的行为，群众参与，法律普及，责任有着落，矛盾得以缓和。",
        "大家商量商量，一件一件抓，把标的的范围说清楚，执法大队大队长带队，层层落实。",
        "为了了解情况，对对照检查中的问题逐一说明，暖暖和和过冬。",
        // Brackets: labels, abbreviations, measures.
        "重点做好以下工作：1）抓学习，2）抓制度；a)抓落实，It’s ok，’98年。",
        "全面落实《关于贯彻〈条例〉的意见》（“三年行动”（第二轮）方案）。",
        // Dates and years.
        "落实2021—2025年规划，2020年2月29日起施行，为期13个月，展望2035年远景目标。",
        "2023年以来持续推进，2023年度考核为优秀。",
    ] {
        let report = format!("枫屿区人民政府2024年法治政府建设情况报告\n\n一、主要工作\n{text}\n");
        let found = checks_on(&report);
        if !found.is_empty() {
            loud.push((text, found));
        }
    }
    assert!(loud.is_empty(), "{loud:#?}");
}

#[test]
fn variants_of_faults_are_found() {
    let mut silent = Vec::new();
    for (text, check) in [
        ("共审查合同３８件、协议57件、文件41件，共计１４６件。", "sum"),
        ("全年收入12.86亿元，增长5.2%。其中，税收8.12亿元，增长3.1%；非税收入4.94亿元，增长8.9%。", "sum"),
        (
            "教育支出9.87亿元、社保支出7.65亿元、卫生支出5.43亿元、农林水支出6.32亿元，四项支出合计30.27亿元。",
            "sum",
        ),
        (
            "全区生产总值186.42亿元。其中，第一产业增加值32.15亿元，同比增长4.1%；第二产业增加值78.26亿元，同比增长7.2%；第三产业增加值86.01亿元，同比增长5.1%。",
            "sum",
        ),
        ("复议结果维持2件，结果纠正1件，其他结果0件，尚未审结0件，总计4件。", "sum"),
        ("三次产业结构比为17.2：42.0：40.2。", "sum"),
        ("常住人口38.62万人，其中城镇人口21.47万人，城镇化率达到65.6%。", "rate"),
        ("政策解读率达到102%，群众认可。", "rate"),
        ("一是力量不足。二是经费偏少。四是培训不够。", "numbering-gap"),
        ("一是力量不足；二是经费偏少；二是培训不够。", "numbering-repeated"),
        ("推动工作走深走实，推动工作走深走实。", "doubled-word"),
        ("依据《信息处理费管理办发》收取费用。", "typo"),
        ("政府性基金收入6.38亿元，土地出让收入5.91亿元，债务收入3.25亿元，其他支出7.02万元。", "unit"),
        ("检查单位八十家，其中学校三十家、医院二十家、工厂二十家。", "sum"),
        ("投入资金1.6亿元，其中中央0.5亿元、省级0.4亿元、市县0.4亿元。", "sum"),
        ("安排经费8.60万元，其中：接待费1万元，车辆维护费8.60万元。", "sum"),
        ("零售总额33万元，其中：批发业13万元，增长13.6%，零售业30万元，增长17.9%。", "sum"),
        ("罚款1,280万元，分别为城管480万元、交通600万元、环保100万元。", "sum"),
        ("办理案件78件，其中涉企案件89件。", "sum"),
        ("领域 户次 件数\n食品 10 2\n药品 20 3\n合计 31 5", "sum"),
        ("全年办结率达到101.5%，群众认可。", "rate"),
        ("调解纠纷一千件，调解成功九百件，成功率为百分之九十五。", "rate"),
        ("财政收入80.04万元，比上年同期73.65万元增长6.39%。", "rate"),
        ("财政收入80万元，比上年增加16万元，增长20%。", "rate"),
        ("用电由40万千瓦时增加到50万千瓦时，增长20%。", "rate"),
        ("牧业产值89万元，增长-3.2%，其余平稳。", "rate"),
        (
            "农民工19.41万人，比上年增长8.55%，其中，外出7.97万人，增长10.28%，本地11.44万人，增长122.93%。",
            "rate",
        ),
        ("电视覆盖率达100%以上，群众满意。", "rate"),
        ("羊存栏12.3万头，羊出栏16.4；猪出栏3万头。", "unit"),
        ("支出35.6万元，培训12.1万元，宣传9.8万元，车辆143.20元。", "unit"),
        ("旅客周转量14435.4万人/公里，比上年减少。", "unit"),
        ("全区有11乡镇参加了活动。", "unit"),
        ("落实《党政主要负责人履行推进法制建设第一责任人职责规定》。", "name-misquoted"),
        ("落实科学立法、严格执法、公平司法、全民守法的要求。", "name-misquoted"),
        ("全区上下团结拼博，按照分布实施的原则推进。", "typo"),
        ("全区各界生活的更加美好，改革成果更多的惠及群众。", "typo"),
        ("共召开会议*次，研究议题若干。", "placeholder"),
        ("聘请财务人员负责财务工作 ，也可以委托有关机构代为办理各项财务工作。", "stray-space"),
        ("某某县政府高度重视，各单位协同推进。", "placeholder"),
        ("按照20××年度要求，按期完成了任务。", "placeholder"),
        ("由____局牵头办理，按期完成了任务。", "placeholder"),
        ("对照《鹭汀区执法办法》的要求，逐项完成了任务。", "other-name"),
        ("落实党组会议精神，推动法治建设的责任落；完成了任务。", "cut-off"),
        (
            "深化改革，持续推进法治政府建设各项任务落地见效，着力提升依法行政的能力和水平，为全区发展加强，",
            "cut-off",
        ),
        ("进一步规范范执法行为规范范执法行为，取得成效。", "doubled-word"),
        ("落实（三项制度，取得成效。", "brackets"),
        ("落实三项制度”，取得成效。", "brackets"),
        ("2025年13月起施行，落实2025—2021年规划。", "date-impossible"),
        ("2027年以来持续推进，取得明显成效。", "date-impossible"),
        ("加强法制教育，深化法治教育，取得成效。", "term-variants"),
    ] {
        let report = format!("枫屿区人民政府2024年法治政府建设情况报告\n\n一、主要工作\n{text}\n");
        let found = checks_on(&report);
        if !found.contains(&check) {
            silent.push((text, check, found));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn numbering_follows_usual_practice() {
    let on = |labels: &str| {
        let sections: Vec<String> = labels
            .split(' ')
            .map(|label| format!("{label}做好某项重点工作\n本项工作已经按期完成，效果良好。\n"))
            .collect();
        let body = sections.concat();
        let found = checks_on(&format!("枫屿区2024年法治政府建设情况报告\n{body}"));
        found.into_iter().filter(|check| check.starts_with("numbering")).collect::<Vec<_>>()
    };
    // Arabic numbers that continue across sections, and numbers that restart in each.
    assert_eq!(on("一、 （一） 1. 2. （二） 3. 4. 二、 （一） （二）"), [] as [&str; 0]);
    assert_eq!(on("一、 （一） 1. 2. （二） 1. 2. 二、"), [] as [&str; 0]);
    assert_eq!(on("一、 （一） （二） （四） （五） 二、"), ["numbering-gap"]);
    assert_eq!(on("一、 二、 二、 三、"), ["numbering-repeated"]);
    assert_eq!(on("一、 二、 二、 四、"), ["numbering-repeated"], "one slip, one finding");
    assert_eq!(on("一、 三、 二、 四、"), ["numbering-order"]);
    assert_eq!(on("第一章 第二章 第四章"), ["numbering-gap"]);
}

#[test]
fn a_repeated_body_is_checked_once() {
    let samples = samples();
    assert!(samples.run(&everything()).iter().all(|finding| finding.place.report != 0));
    let planted = samples.reports[10].text.as_str();
    let (_, body) = planted.split_once('\n').unwrap();
    let twice = Set::of_texts(&[&format!("{planted}{body}")]);
    let once = Set::of_texts(&[planted]);
    assert_eq!(twice.lines(&twice.run(&everything())), once.lines(&once.run(&everything())));
}

/// The states in the README's table, by first letter: present, unheaded, embedded, mentioned, absent.
const PARTS: [&str; 11] =
    ["puaap", "ppeep", "ppeep", "ppaap", "ppeap", "puamu", "ppeep", "ppemp", "paaaa", "ppppp", "ppaap"];

#[test]
fn every_part_of_the_samples_has_its_state() {
    let samples = samples();
    for (index, expected) in PARTS.iter().enumerate() {
        let states = parts(&samples.reports[index], &samples.outlines[index], Profile::rule_of_law());
        let found: String = states.iter().map(|state| &state.status.id()[..1]).collect();
        assert_eq!(found, *expected, "{}", samples.reports[index].file_name());
        for state in states {
            assert_eq!(state.span.is_none(), state.status.id() == "absent");
            assert!(state.span.is_none_or(|span| samples.reports[index].text.span().covers(span)));
        }
    }
}

#[test]
fn a_custom_profile_finds_other_parts() {
    let profile = Profile::parse(
        "Profile(schema: 1, name: \"预算\", parts: [\n(id: \"income\", name: \"收入\", headings: [(\"收入\", 3)]),\n\
         (id: \"debt\", name: \"债务\", headings: [(\"债务\", 3)], openings: [(\"^债务\", 3)], mentions: [\"债务余额\"])])",
    )
    .unwrap();
    for (text, expected) in [
        (
            "一、收入情况\n全年收入较好，增长平稳。\n二、债务情况\n债务风险可控，按期还本。\n",
            ["present", "present"],
        ),
        (
            "一、收入情况\n全年收入较好，增长平稳。\n债务规模稳中有降，按期还本付息。\n",
            ["present", "unheaded"],
        ),
        (
            "一、收入情况\n（一）债务情况\n债务风险可控，按期还本。\n（二）其他\n没有其他情况，一切正常。\n",
            ["present", "embedded"],
        ),
        ("一、支出情况\n年末债务余额十亿元，风险可控。\n", ["absent", "mentioned"]),
    ] {
        let report = Report::from_text("a.txt", text);
        let states = parts(&report, &outline(&report), &profile);
        let found: Vec<&str> = states.iter().map(|state| state.status.id()).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn real_reports_yield_only_known_findings() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reports"));
    if !folder.is_dir() {
        println!("skipped: no real reports here");
        return;
    }
    let set = Set::of_folder(&folder);
    let found = set.lines(&set.run(&Selection::default()));
    // Each was verified: two stray spaces, two terms written in two ways, 市域 in a district.
    let checks: Vec<&str> = found.iter().map(|line| line.split(' ').nth(2).unwrap()).collect();
    assert_eq!(
        checks,
        ["stray-space", "term-variants", "stray-space", "term-variants", "wrong-level"],
        "{found:?}"
    );
}

/// Random text made of the pieces that checks look for.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[\\PC\n]{0,8}",
        Just("其中".to_owned()),
        Just("包括12件、".to_owned()),
        Just("共计9999999999999999件".to_owned()),
        Just("率为0%".to_owned()),
        Just("，办结率100.000001%".to_owned()),
        Just("（一）".to_owned()),
        Just("一、".to_owned()),
        Just("99.".to_owned()),
        Just("\n".to_owned()),
        Just("2024年".to_owned()),
        Just("13月32日".to_owned()),
        Just("《".to_owned()),
        Just("”".to_owned()),
        Just("的的".to_owned()),
        Just("××".to_owned()),
        Just("某某县".to_owned()),
        Just("一亿亿亿".to_owned()),
        Just("0件、".to_owned()),
        Just("我市".to_owned()),
        Just("合计 1 2\n".to_owned()),
        Just("性竞争审查".to_owned()),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| format!("始{}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]
    #[test]
    fn nothing_panics_and_places_lie_in_the_text(left in hostile(), right in hostile()) {
        let set = Set::of_texts(&[&left, &right]);
        let reports: Vec<&Report> = set.reports.iter().collect();
        let findings = set.run(&everything());
        prop_assert!(findings.windows(2).all(|pair| pair[0].place <= pair[1].place));
        for finding in &findings {
            prop_assert!(all().iter().any(|about| about.id == finding.check));
            for place in finding.others.iter().chain([&finding.place]) {
                prop_assert!(set.reports[place.report].text.span().covers(place.span));
            }
            prop_assert!(finding.place.span != Span::new(0, 0));
            prop_assert!(!finding.key(&reports).is_empty());
        }
        for (report, outline) in set.reports.iter().zip(&set.outlines) {
            let states = parts(report, outline, Profile::rule_of_law());
            prop_assert!(states.len() == 5 || states.is_empty(), "by the genre that the text has");
            prop_assert!(states.iter().all(|state| state.span.is_none_or(|span| report.text.span().covers(span))));
        }
    }
}

#[test]
fn a_report_without_headings_has_parts_too() {
    let body = "全县各单位按照职责分工抓好落实，举办培训12期，审查文件35件，群众满意度稳步提升。";
    let text = format!(
        "海澄县2024年法治政府建设情况报告\n{body}\n虽然取得一定成绩，但仍存在力量不足等问题。\n下一步，我县将继续推进。\n"
    );
    let report = Report::from_text("a.txt", &text);
    let states = parts(&report, &outline(&report), Profile::rule_of_law());
    let found: String = states.iter().map(|state| &state.status.id()[..1]).collect();
    assert_eq!(found, "uuaau");
}
