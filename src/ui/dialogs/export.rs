//! The export dialog: format, which notes and findings, which reports, and a preview of the result. The path is asked next,
//! by the system's dialog. The question about existing files is here too.

use egui::{ComboBox, Context, Grid, Key, Modifiers, RichText, ScrollArea, Ui, vec2};

use super::{Choice, State, Tone, buttons_ui};
use crate::i18n::Language;
use crate::message::Message;
use crate::report::file_name;
use crate::review::Severity;
use crate::session::{
    Command, ExportChoices, ExportCommand, ExportFormat, ExportPreview, ExportedFindings, SettingsCommand,
    WordFile,
};
use crate::ui::context::UiCtx;
use crate::ui::list::{self, List};
use crate::ui::theme::{BODY, CAPTION, ROW_HEIGHT, TALL_ROW_HEIGHT, bold, regular};
use crate::ui::widgets::{checkbox, line, two_lines};

/// The formats, most used first, with the ids of their name and purpose.
const FORMATS: [(ExportFormat, &str, &str); 8] = [
    (ExportFormat::Docx, "export-as-docx", "export-for-docx"),
    (ExportFormat::Pdf, "export-as-pdf", "export-for-pdf"),
    (ExportFormat::Summary, "export-as-summary", "export-for-summary"),
    (ExportFormat::Html, "export-as-html", "export-for-html"),
    (ExportFormat::Xlsx, "export-as-xlsx", "export-for-xlsx"),
    (ExportFormat::Markdown, "export-as-md", "export-for-md"),
    (ExportFormat::Csv, "export-as-csv", "export-for-csv"),
    (ExportFormat::JsonLd, "export-as-jsonld", "export-for-jsonld"),
];

const FINDINGS: [(ExportedFindings, &str); 4] = [
    (ExportedFindings::Standing, "export-findings-standing"),
    (ExportedFindings::Confirmed, "export-findings-confirmed"),
    (ExportedFindings::All, "export-findings-all"),
    (ExportedFindings::None, "export-findings-none"),
];

const SEVERITIES: [(Severity, &str); 4] = [
    (Severity::Info, "export-least-any"),
    (Severity::Minor, "severity-minor"),
    (Severity::Major, "severity-major"),
    (Severity::Critical, "severity-critical"),
];

/// Number of existing files that the question names.
const NAMED: usize = 8;

/// The preview of the export, and the inputs it was computed from.
pub(super) struct Shown {
    of: Made,
    preview: ExportPreview,
    summary: String,
}

/// Choices, revisions of marks and notes, whether exporting is possible, the language, and the number of files that cannot
/// be copied.
type Made = (ExportChoices, u64, u64, bool, Language, usize);

pub(super) fn export_ui(ctx: &Context, cx: &mut UiCtx<'_>) {
    let opened = super::begins(cx);
    if opened {
        cx.push(Command::Export(ExportCommand::Try));
    }
    let before = &cx.session.settings().export;
    let mut choices = before.clone();
    refresh(cx, &choices);
    let (mut wanted, mut cancelled) = (false, false);
    // One key for the usual case of several reviewers: one's own notes, without findings.
    if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::M)) {
        choices.only_mine ^= true;
        choices.findings =
            if choices.only_mine { ExportedFindings::None } else { ExportedFindings::default() };
    }
    let shown = super::modal_ui(ctx, cx.palette, "export", cx.tr("export-title"), |ui| {
        ui.set_width(720.0);
        super::title_ui(ui, cx.tr("export-title"));
        ui.add_space(8.0);
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(310.0);
                formats_ui(ui, cx, &mut choices.format);
            });
            ui.add_space(12.0);
            ui.vertical(|ui| {
                choices_ui(ui, cx, &mut choices);
                ui.add_space(10.0);
                preview_ui(ui, cx);
            });
        });
        ui.add_space(12.0);
        let buttons = [
            Choice::new(cx.tr("export-where"), Tone::Primary).when(can_write(cx), cx.tr("needs-export")),
            Choice::new(cx.tr("cancel"), Tone::Plain),
        ];
        // Enter accepts the choices of the last export.
        match buttons_ui(ui, cx.palette, &buttons, opened) {
            Some(0) => wanted = true,
            Some(_) => cancelled = true,
            None => {}
        }
    });
    if choices != *before {
        cx.push(SettingsCommand::Export(choices));
    }
    if wanted {
        cx.push(Command::Export(ExportCommand::Begin));
    }
    if wanted || cancelled || shown.should_close() {
        cx.view.dialog = None;
    }
}

/// Recomputes the preview when something it depends on has changed.
fn refresh(cx: &mut UiCtx<'_>, choices: &ExportChoices) {
    let session = cx.session;
    let language = cx.words.language();
    let of: Made = (
        choices.clone(),
        session.marks_revision(),
        session.notes().revision,
        session.can_export(),
        language,
        session.export_impossible(),
    );
    if cx.view.slot::<State>().export.as_ref().is_none_or(|shown| shown.of != of) {
        let preview = session.export_preview(choices);
        let summary = summary(cx, choices, &preview);
        cx.view.slot::<State>().export = Some(Shown { of, preview, summary });
    }
}

/// The preview, once it is computed.
fn shown<'c>(cx: &'c UiCtx<'_>) -> Option<&'c Shown> {
    cx.view.peek::<State>()?.export.as_ref()
}

fn can_write(cx: &UiCtx<'_>) -> bool {
    let any = shown(cx).is_some_and(|Shown { of, preview, .. }| {
        let is_written = |file: &WordFile| of.0.format != ExportFormat::Pdf || file.has_original;
        preview.reports.iter().any(is_written)
    });
    any && cx.session.can_export()
}

fn formats_ui(ui: &mut Ui, cx: &UiCtx<'_>, chosen: &mut ExportFormat) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let on = FORMATS.iter().position(|(format, ..)| format == chosen);
    let mut list = List::begin(ui, "export-formats", FORMATS.len(), on).radio();
    list.name_ui(ui, cx.tr("export-format"));
    for (index, (format, name, purpose)) in FORMATS.into_iter().enumerate() {
        let (name, on) = (cx.tr(name), *chosen == format);
        let row = list::Row { index, height: TALL_ROW_HEIGHT, chosen: on, name, ..Default::default() };
        let response = list.row_ui(ui, cx.palette, row, |painter, row| {
            let [upper, lower] = two_lines(row, row.left() + 10.0, row.right() - 8.0);
            line(painter, upper, name, if on { bold(BODY) } else { regular(BODY) }, cx.palette.text);
            line(painter, lower, cx.tr(purpose), regular(CAPTION), cx.palette.secondary);
        });
        if response.on_hover_text(cx.tr(purpose)).clicked() {
            *chosen = format;
        }
    }
    list.end(ui);
}

fn choices_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, choices: &mut ExportChoices) {
    Grid::new("export-choices").num_columns(2).min_col_width(64.0).spacing(vec2(12.0, 8.0)).show(ui, |ui| {
        reports_ui(ui, cx, choices);
        let least = |severity: Severity| {
            let (_, id) = SEVERITIES.into_iter().find(|(one, _)| *one == severity).expect("all are listed");
            match severity {
                Severity::Info | Severity::Critical => cx.tr(id).to_owned(),
                _ => cx.words.words(&Message::new("export-least").with("severity", cx.tr(id))),
            }
        };
        combo_ui(ui, cx.tr("export-notes"), &least(choices.least), |ui| {
            for (severity, _) in SEVERITIES {
                ui.selectable_value(&mut choices.least, severity, least(severity));
            }
        });
        let (_, which) =
            FINDINGS.into_iter().find(|(which, _)| *which == choices.findings).expect("all are listed");
        combo_ui(ui, cx.tr("export-findings"), cx.tr(which), |ui| {
            for (which, id) in FINDINGS {
                ui.selectable_value(&mut choices.findings, which, cx.tr(id));
            }
        });
        ui.label("");
        checkbox(ui, cx.palette, &mut choices.only_mine, cx.tr("export-only-mine"));
        ui.end_row();
        ui.label("");
        checkbox(ui, cx.palette, &mut choices.only_open, cx.tr("export-only-open"));
        ui.end_row();
        if choices.format.is_by_report() {
            ui.label("");
            checkbox(ui, cx.palette, &mut choices.all_reports, cx.tr("export-all-reports"));
            ui.end_row();
        }
        if choices.format == ExportFormat::Summary {
            template_ui(ui, cx, choices);
        }
        let listed = shown(cx).and_then(|shown| shown.preview.listed);
        if let Some(count) = listed {
            ui.label("");
            let words = cx.words.words(&Message::new("export-listed-only").with("count", count));
            checkbox(ui, cx.palette, &mut choices.listed_only, words);
            ui.end_row();
        }
    });
}

/// The template of the summary: its name, and buttons to choose another one or the program's own.
fn template_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, choices: &mut ExportChoices) {
    ui.label(cx.tr("export-template"));
    ui.horizontal(|ui| {
        let name = choices.template.as_ref().map(|file| file_name(file));
        let shown = name.as_deref().unwrap_or(cx.tr("export-template-own"));
        if ui.button(shown).on_hover_text(cx.tr("export-template-hint")).clicked() {
            cx.push(Command::Export(ExportCommand::ChooseTemplate));
        }
        if name.is_some() && ui.button(cx.tr("export-template-reset")).clicked() {
            choices.template = None;
        }
    });
    ui.end_row();
}

/// Chooses all reports, those shown in panes, or one.
fn reports_ui(ui: &mut Ui, cx: &UiCtx<'_>, choices: &mut ExportChoices) {
    let offered = shown(cx).map_or(&[][..], |shown| &shown.preview.offered);
    let one = choices.report.as_ref().and_then(|key| offered.iter().find(|(offered, _)| offered == key));
    let chosen = match one {
        Some((_, title)) => title,
        None if choices.shown_only => cx.tr("export-reports-shown"),
        None => cx.tr("export-reports-all"),
    };
    let mut wanted = (one.map(|(key, _)| key.clone()), choices.shown_only && one.is_none());
    let before = wanted.clone();
    combo_ui(ui, cx.tr("export-reports"), chosen, |ui| {
        ui.selectable_value(&mut wanted, (None, false), cx.tr("export-reports-all"));
        ui.selectable_value(&mut wanted, (None, true), cx.tr("export-reports-shown"));
        ui.separator();
        // Only rows in view are laid out, since there may be hundreds.
        let area = ScrollArea::vertical().id_salt("export-reports").max_height(260.0);
        area.show_rows(ui, ROW_HEIGHT - 8.0, offered.len(), |ui, rows| {
            for (key, title) in &offered[rows] {
                ui.selectable_value(&mut wanted, (Some(key.clone()), false), title);
            }
        });
    });
    if wanted != before {
        (choices.report, choices.shown_only) = wanted;
    }
}

/// A row of the grid: a name and a drop-down list.
fn combo_ui(ui: &mut Ui, name: &str, chosen: &str, entries: impl FnOnce(&mut Ui)) {
    ui.label(name);
    let combo = ComboBox::from_id_salt(name).width(250.0).truncate().selected_text(chosen);
    let shown = combo.show_ui(ui, entries);
    let name = format!("{name}: {chosen}");
    shown.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
    ui.end_row();
}

/// Draws the preview of the export.
fn preview_ui(ui: &mut Ui, cx: &UiCtx<'_>) {
    let Some(Shown { of, preview, summary }) = shown(cx) else { return };
    ui.label(RichText::new(cx.tr("export-preview")).font(bold(BODY)));
    ui.add_space(2.0);
    ui.add(egui::Label::new(RichText::new(summary).color(cx.palette.secondary)).wrap());
    if !of.0.format.is_by_report() || preview.reports.is_empty() {
        return;
    }
    let is_pdf = of.0.format == ExportFormat::Pdf;
    ui.add_space(4.0);
    let area = ScrollArea::vertical().id_salt("export-files").max_height(84.0).auto_shrink([false, true]);
    ui.spacing_mut().item_spacing.y = 2.0;
    area.show_rows(ui, 18.0, preview.reports.len(), |ui, rows| {
        for report in &preview.reports[rows] {
            let id = match (report.has_original, is_pdf) {
                (true, _) => "export-file-copied",
                (false, false) => "export-file-rebuilt",
                (false, true) => "export-file-no-pdf",
            };
            let words = cx.words.words(&Message::new(id).with("title", report.name.as_str()));
            ui.add(egui::Label::new(RichText::new(words).font(regular(CAPTION))).truncate());
        }
    });
}

fn summary(cx: &UiCtx<'_>, choices: &ExportChoices, preview: &ExportPreview) -> String {
    if !cx.session.can_export() {
        return cx.tr("export-preview-reading").to_owned();
    }
    let by_report = choices.format.is_by_report();
    if preview.reports.is_empty() {
        let id = if by_report { "export-preview-no-notes" } else { "export-preview-nothing" };
        return cx.tr(id).to_owned();
    }
    let word = choices.format == ExportFormat::Docx;
    let id = match (preview.findings, by_report) {
        (_, _) if choices.findings == ExportedFindings::None => "export-preview-notes",
        (None, _) => "export-preview-unknown",
        (Some(_), false) => "export-preview-both",
        (Some(_), true) => "export-preview-word",
    };
    let mut message = Message { id, arguments: Vec::new() }.with("notes", preview.notes);
    if id == "export-preview-both" || id == "export-preview-word" {
        message = message.with("findings", preview.findings.unwrap_or_default());
    }
    let mut words = cx.words.words(&message.with("reports", preview.reports.len()));
    if word {
        let original = preview.reports.iter().filter(|report| report.has_original).count();
        let message = Message::new("export-preview-files")
            .with("count", preview.reports.len())
            .with("original", original)
            .with("rebuilt", preview.reports.len() - original);
        words = format!("{words}{}", cx.words.words(&message));
    } else if by_report {
        let pdfs = preview.reports.iter().filter(|report| report.has_original).count();
        let message = Message::new("export-preview-pdfs")
            .with("count", pdfs)
            .with("other", preview.reports.len() - pdfs);
        words = format!("{words}{}", cx.words.words(&message));
    }
    words
}

/// Asks whether existing files may be replaced.
pub(super) fn in_the_way_ui(ctx: &Context, cx: &mut UiCtx<'_>) {
    let Some(files) = cx.session.export_in_the_way() else { return };
    let mut answer = None;
    let title = cx.words.words(&Message::new("export-replace-title").with("count", files.len()));
    let shown = super::modal_ui(ctx, cx.palette, "export-in-the-way", &title, |ui| {
        ui.set_width(440.0);
        super::title_ui(ui, &title);
        ui.add_space(4.0);
        if let Some(folder) = files.first().and_then(|file| file.parent()) {
            let folder = RichText::new(folder.display().to_string()).color(cx.palette.secondary);
            ui.add(egui::Label::new(folder).wrap());
        }
        ui.add_space(4.0);
        for file in files.iter().take(NAMED) {
            let name = file_name(file);
            ui.add(egui::Label::new(name).truncate());
        }
        if files.len() > NAMED {
            let more = Message::new("export-replace-more").with("count", files.len() - NAMED);
            ui.label(RichText::new(cx.words.words(&more)).color(cx.palette.secondary));
        }
        ui.add_space(16.0);
        let buttons = [
            Choice::new(cx.tr("export-replace"), Tone::Danger),
            Choice::new(cx.tr("export-keep"), Tone::Plain),
        ];
        answer = buttons_ui(ui, cx.palette, &buttons, false).map(|index| index == 0);
    });
    // Closing the question keeps the existing files.
    let escaped = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if escaped || shown.should_close() {
        answer = answer.or(Some(false));
    }
    if let Some(agreed) = answer {
        cx.push(Command::Export(ExportCommand::Replace(agreed)));
    }
}
