//! Names of many kinds: titles, file names, hashes, equal ones.

use std::collections::HashSet;

use super::{COLUMNS, Named, columns, short_names};

fn of_titles(titles: &[&str]) -> Vec<String> {
    let named: Vec<Named<'_>> = titles.iter().map(|title| Named { title, stem: "" }).collect();
    short_names(&named)
}

fn of_stems(stems: &[&str]) -> Vec<String> {
    let named: Vec<Named<'_>> = stems.iter().map(|stem| Named { title: "", stem }).collect();
    short_names(&named)
}

#[test]
fn numbers_around_a_place_and_a_year_are_no_part_of_them() {
    let stems = ["000-01-枫屿区-2024-0", "011-01-枫屿区-2024-1", "022-02-梧埠区-2023-1"];
    assert_eq!(of_stems(&stems), ["枫屿区 2024 0", "枫屿区 2024 1", "梧埠区 2023"]);
}

#[test]
fn place_and_year_are_kept_and_what_is_common_goes() {
    let names = of_titles(&[
        "霁川县人民政府2023年度法治政府建设情况报告",
        "霁川县人民政府2024年度法治政府建设情况报告",
        "关于蓼汀县2024年法治政府建设工作情况的报告",
        "澄屿市市场监督管理局二〇二四年度法治政府建设年度报告",
        "中共霁川县委2024年度法治政府建设情况报告",
        "澜州市柘湾县人民政府关于2024年度法治政府建设情况的报告",
    ]);
    assert_eq!(
        names,
        [
            "霁川县 2023",
            "霁川县 2024",
            "蓼汀县 2024",
            "澄屿市市场监督管理局 2024",
            "霁川县委 2024",
            "柘湾县 2024"
        ]
    );
}

#[test]
fn the_kind_is_kept_where_it_differs() {
    let names = of_titles(&[
        "蓼汀县2023年法治政府建设情况报告",
        "蓼汀县2024年法治政府建设情况报告",
        "汀浦区2024年法治政府建设情况报告",
        "蓼汀县2024年预算执行情况和2025年预算草案的报告",
    ]);
    assert_eq!(names[..3], ["蓼汀县 2023", "蓼汀县 2024", "汀浦区 2024"]);
    assert!(names[3].starts_with("蓼汀县 2024 预算"), "{}", names[3]);
}

#[test]
fn what_all_titles_without_a_unit_begin_with_goes() {
    let names = of_titles(&[
        "最高法院关于适用《保险法》问题的规定",
        "最高法院关于执行案件的规定",
        "最高法院关于公证的规定",
    ]);
    assert_eq!(names, ["适用《保险法》问题的规定", "执行案件的规定", "公证的规定"]);
}

#[test]
fn a_file_name_serves_where_there_is_no_title() {
    let names = of_stems(&["01-大连高新区-2024", "02-霁川县-2023", "012_法治报告", "summary final"]);
    assert_eq!(names, ["大连高新区 2024", "霁川县 2023", "法治", "summary final"]);
    let year =
        short_names(&[Named { title: "青云县法治政府建设情况报告", stem: "青云县2022" }]);
    assert_eq!(year, ["青云县 2022"], "the year stands in the file name only");
}

#[test]
fn hashes_are_shortened_and_told_apart() {
    let names = of_stems(&["004_e2ce0593f1aa44", "005_e2ce0593f7bb55", "e2ce0593f7bb559912"]);
    assert_eq!(names.iter().collect::<HashSet<_>>().len(), 3, "{names:?}");
    assert!(names.iter().all(|name| name.len() <= 24 && name.contains("e2ce0593")), "{names:?}");
}

#[test]
fn equal_names_are_told_apart_by_file_or_number() {
    let title = "青云县2024年法治政府建设情况报告";
    let named = ["青云县（初稿）", "青云县（送审稿）", "青云县（送审稿）"].map(|stem| Named { title, stem });
    let names = short_names(&named);
    assert_eq!(names[0], "青云县 2024 初稿");
    assert_eq!(names[1], "青云县 2024 送审稿");
    assert_eq!(names[2], "青云县 2024 送审稿 (2)");
    assert_eq!(of_titles(&[title, title]), ["青云县 2024", "青云县 2024 (2)"]);
}

#[test]
fn names_are_short_and_keep_both_ends() {
    let long = "关于进一步加强和改进新时代基层综合行政执法协调监督工作体制机制建设若干问题的实施意见解读材料汇编之三".repeat(2);
    for name in of_stems(&[&long, "甲", "", "　"]).iter().chain(&of_titles(&[&long, "乙"])) {
        assert!(name.chars().map(columns).sum::<usize>() <= COLUMNS, "{name}");
    }
    assert_eq!(of_titles(&["保障中小企业款项支付条例"]), ["保障中小企业款项支付条例"]);
    assert!(of_titles(&[]).is_empty());
}

proptest::proptest! {
    #[test]
    fn all_names_differ(stems in proptest::collection::vec("[a-c青云县2024 年（）_-]{0,12}", 0..12)) {
        let named: Vec<Named<'_>> = stems.iter().map(|stem| Named { title: "", stem }).collect();
        let names = short_names(&named);
        let distinct: HashSet<&String> = names.iter().collect();
        proptest::prop_assert_eq!(distinct.len(), stems.len(), "{:?}", names);
    }
}
