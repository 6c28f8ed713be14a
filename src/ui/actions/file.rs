//! The actions of the file menu.

use egui::Key;

use super::Action;
use super::row::{CTRL, CTRL_SHIFT, NONE, Row, key, open, push};
use super::when::{REVIEW, REVIEWED_REPORTS, SHOWN_REPORT, UNSAVED};
use crate::session::{Command, ExportCommand, LibraryCommand, SavingCommand, ScreeningCommand};
use crate::ui::context::Dialog;
use crate::ui::icons;

pub(super) const GROUPS: &[&[Row]] = &[
    &[
        push(Action::OpenFiles, "action-open-files", |_| {
            Some(Command::Library(LibraryCommand::OpenFilesDialog))
        })
        .icon(icons::FILES)
        .keys(&[key(CTRL, Key::O)])
        .also("导入 添加 载入 文件 add import load files"),
        push(Action::OpenFolder, "action-open-folder", |_| {
            Some(Command::Library(LibraryCommand::OpenFolderDialog))
        })
        .icon(icons::FOLDER_OPEN)
        .keys(&[key(CTRL_SHIFT, Key::O)])
        .also("目录 批量打开 directory import"),
        push(Action::OpenReview, "action-open-review", |_| Some(Command::Saving(SavingCommand::OpenDialog)))
            .also("继续 批注文件 resume continue notes"),
        push(Action::OpenSamples, "action-open-samples", |_| {
            Some(Command::Library(LibraryCommand::OpenSamples))
        })
        .also("样例 例子 example demo"),
    ],
    &[push(Action::ScreenFolder, "action-screen-folder", |_| {
        Some(Command::Screening(ScreeningCommand::FolderDialog))
    })
    .keys(&[key(CTRL_SHIFT, Key::R)])
    .also("批量 排序 查重 rank batch")],
    &[
        push(Action::Reread, "reread", |session| {
            let report = session.panes().focused_report()?;
            Some(Command::Library(LibraryCommand::Reread(
                report,
                session.entry(report).and_then(|entry| entry.encoding),
            )))
        })
        .keys(&[key(NONE, Key::F5)])
        .when(SHOWN_REPORT)
        .also("刷新 reload refresh"),
        push(Action::CloseReport, "close-report", |session| {
            Some(Command::Library(LibraryCommand::Close(session.panes().focused_report()?)))
        })
        .keys(&[key(CTRL, Key::W)])
        .when(SHOWN_REPORT)
        .also("关闭报告 移除 close remove"),
    ],
    &[
        push(Action::Save, "action-save", |_| Some(Command::Saving(SavingCommand::Save)))
            .icon(icons::FLOPPY_DISK)
            .keys(&[key(CTRL, Key::S)])
            .when(UNSAVED)
            .also("存盘 保存批注 store write"),
        push(Action::SaveAs, "action-save-as", |_| Some(Command::Saving(SavingCommand::SaveAs)))
            .keys(&[key(CTRL_SHIFT, Key::S)])
            .when(REVIEW)
            .also("副本 改名 copy rename"),
        open(Action::Export, "action-export", Dialog::Export)
            .icon(icons::EXPORT)
            .keys(&[key(CTRL, Key::E)])
            .when(REVIEWED_REPORTS)
            .also("输出 网页 表格 word excel html markdown csv"),
        push(Action::Print, "action-print", |_| Some(Command::Export(ExportCommand::Print)))
            .keys(&[key(CTRL, Key::P)])
            .when(REVIEWED_REPORTS)
            .also("浏览器 网页 browser page"),
    ],
    &[
        push(Action::Merge, "action-merge", |_| Some(Command::Saving(SavingCommand::MergeDialog)))
            .also("合并 导入 汇总 import combine"),
        push(Action::Locate, "action-locate", |_| Some(Command::Library(LibraryCommand::LocateDialog)))
            .when(REVIEWED_REPORTS)
            .also("找回 缺失 missing find lost"),
    ],
    &[open(Action::Settings, "action-settings", Dialog::Settings)
        .icon(icons::GEAR)
        .keys(&[key(CTRL, Key::Comma)])
        .also(
            "选项 偏好 字号 行高 自动保存 审阅者姓名 检查项 preferences options font size autosave reviewer",
        )],
    &[push(Action::Quit, "action-quit", |_| Some(Command::Saving(SavingCommand::Quit)))
        .keys(&[key(CTRL, Key::Q)])
        .also("关闭程序 exit close")],
];
