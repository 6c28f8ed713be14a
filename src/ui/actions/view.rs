//! The actions of the view menu: content of the middle of the window, panels, marks, appearance.

use egui::Key;

use super::Action;
use super::row::{CTRL, CTRL_SHIFT, Does, NONE, Row, key, push, row};
use super::when::{
    COMPARISON, PAGE_PICTURES, READ_REPORT, SCREENING, SHARED_TEXT, TWO_REPORTS, TWO_SELECTIONS,
};
use crate::i18n::Language;
use crate::session::{
    Command, CompareCommand, ExportCommand, ExportFormat, MarkKind, PaneCommand, Session, SettingsCommand,
    Switch, Theme, View,
};
use crate::ui::icons;

const fn toggle(switch: Switch) -> Command {
    Command::Settings(SettingsCommand::Toggle(switch))
}

const fn theme(theme: Theme) -> Command {
    Command::Settings(SettingsCommand::Theme(theme))
}

const fn language(language: Language) -> Command {
    Command::Settings(SettingsCommand::Language(language))
}

const fn toggle_marks(kind: MarkKind) -> Command {
    Command::Settings(SettingsCommand::ToggleMarks(kind))
}

/// A switch for the marks of a kind.
const fn marks(
    action: Action,
    label: &'static str,
    command: fn(&Session) -> Option<Command>,
    on: fn(&Session) -> bool,
) -> Row {
    push(action, label, command).switch(on).also("图例 标记 legend marks")
}

pub(super) const GROUPS: &[&[Row]] = &[
    &[
        push(Action::Compare, "action-compare", |_| {
            Some(Command::Panes(PaneCommand::SetView(View::Compare)))
        })
        .icon(icons::GIT_DIFF)
        .keys(&[key(CTRL, Key::D)])
        .when(TWO_REPORTS)
        .switch(|session| session.view() == View::Compare)
        .also("比较 对比 差异 diff"),
        push(Action::ExportTracked, "action-export-tracked", |_| {
            Some(Command::Export(ExportCommand::BeginComparison(ExportFormat::Docx)))
        })
        .when(COMPARISON)
        .also("输出 修订 比较 word docx redline tracked"),
        push(Action::ExportComparison, "action-export-comparison", |_| {
            Some(Command::Export(ExportCommand::BeginComparison(ExportFormat::Html)))
        })
        .when(COMPARISON)
        .also("输出 网页 比较 html page"),
        push(Action::CompareSelections, "action-compare-selections", |_| {
            Some(Command::Compare(CompareCommand::Selections))
        })
        .keys(&[key(CTRL_SHIFT, Key::D)])
        .when(TWO_SELECTIONS)
        .also("比较 对比 差异 diff"),
        push(Action::Matrix, "action-matrix", |_| Some(Command::Panes(PaneCommand::SetView(View::Matrix))))
            .icon(icons::GRID_NINE)
            .keys(&[key(CTRL, Key::M)])
            .when(SHARED_TEXT)
            .switch(|session| session.view() == View::Matrix)
            .also("矩阵 比较 对比 overview"),
        push(Action::Ledger, "action-ledger", |_| Some(Command::Panes(PaneCommand::SetView(View::Ledger))))
            .icon(icons::HASH)
            .keys(&[key(CTRL, Key::T)])
            .when(READ_REPORT)
            .switch(|session| session.view() == View::Ledger)
            .also("数据 指标 数字 台账 表 figures table numbers"),
        push(Action::Screening, "action-screening", |_| {
            Some(Command::Panes(PaneCommand::SetView(View::Screening)))
        })
        .when(SCREENING)
        .switch(|session| session.view() == View::Screening)
        .also("排名 rank"),
    ],
    &[
        push(Action::ToggleLibrary, "action-toggle-library", |_| Some(toggle(Switch::Library)))
            .keys(&[key(NONE, Key::F9)])
            .switch(|session| session.settings().show_library)
            .also("左侧 目录 大纲 left panel outline"),
        push(Action::ToggleFindings, "action-toggle-findings", |_| Some(toggle(Switch::Findings)))
            .keys(&[key(NONE, Key::F10)])
            .switch(|session| session.settings().show_findings)
            .also("右侧 右栏 批注栏 right panel"),
        row(Action::TextAlone, "action-text-alone", Does::TextAlone)
            .keys(&[key(NONE, Key::F11)])
            .also("专注 全文 focus distraction"),
        push(Action::TogglePages, "action-toggle-pages", |_| Some(toggle(Switch::Pages)))
            .keys(&[key(NONE, Key::F12)])
            .when(PAGE_PICTURES)
            .switch(|session| session.settings().show_pages)
            .also("原件 原页 扫描件 图片 图像 对照 original scan picture page"),
    ],
    &[push(Action::ToggleFurniture, "action-toggle-furniture", |_| Some(toggle(Switch::HideFurniture)))
        .icon(icons::EYE_SLASH)
        .switch(|session| session.settings().hide_furniture)
        .also("页眉 页脚 导航 header footer navigation")],
    &[
        row(Action::ZoomIn, "action-zoom-in", Does::Zoom(egui::gui_zoom::zoom_in))
            .keys(&[key(CTRL, Key::Plus), key(CTRL, Key::Equals)])
            .also("字大 larger bigger"),
        row(Action::ZoomOut, "action-zoom-out", Does::Zoom(egui::gui_zoom::zoom_out))
            .keys(&[key(CTRL, Key::Minus)])
            .also("字小 smaller"),
        row(Action::ZoomReset, "action-zoom-reset", Does::Zoom(|ctx| ctx.set_zoom_factor(1.0)))
            .keys(&[key(CTRL, Key::Num0)])
            .also("恢复大小 原始大小 100% normal"),
    ],
    &[
        marks(
            Action::ShowSame,
            "action-show-same",
            |_| Some(toggle_marks(MarkKind::Same)),
            |session| session.settings().shows_marks(MarkKind::Same),
        )
        .icon(icons::EQUALS),
        marks(
            Action::ShowNear,
            "action-show-near",
            |_| Some(toggle_marks(MarkKind::Near)),
            |session| session.settings().shows_marks(MarkKind::Near),
        )
        .icon(icons::APPROXIMATE_EQUALS),
        marks(
            Action::ShowWithin,
            "action-show-within",
            |_| Some(toggle_marks(MarkKind::Within)),
            |session| session.settings().shows_marks(MarkKind::Within),
        )
        .icon(icons::ARROW_COUNTER_CLOCKWISE),
        marks(
            Action::ShowCheck,
            "action-show-check",
            |_| Some(toggle_marks(MarkKind::Check)),
            |session| session.settings().shows_marks(MarkKind::Check),
        )
        .icon(icons::WARNING_CIRCLE),
        marks(
            Action::TogglePhrases,
            "action-toggle-phrases",
            |_| Some(toggle_marks(MarkKind::Phrase)),
            |session| session.settings().shows_marks(MarkKind::Phrase),
        )
        .icon(icons::DOT_OUTLINE),
    ],
    &[
        push(Action::ThemeSystem, "action-theme-system", |_| Some(theme(Theme::System)))
            .switch(|session| session.settings().theme == Theme::System)
            .also("主题 明暗 theme"),
        push(Action::ThemeLight, "action-theme-light", |_| Some(theme(Theme::Light)))
            .switch(|session| session.settings().theme == Theme::Light)
            .also("主题 明暗 白天 theme"),
        push(Action::ThemeDark, "action-theme-dark", |_| Some(theme(Theme::Dark)))
            .switch(|session| session.settings().theme == Theme::Dark)
            .also("主题 明暗 夜间 theme night"),
    ],
    &[
        push(Action::LanguageChinese, "language-chinese", |_| Some(language(Language::Chinese)))
            .switch(|session| session.settings().language == Language::Chinese)
            .also("语言 中文 language chinese"),
        push(Action::LanguageEnglish, "language-english", |_| Some(language(Language::English)))
            .switch(|session| session.settings().language == Language::English)
            .also("语言 英文 英语 language"),
    ],
];
