//! Processor time of a frame of the window, without a GPU and with accessibility on: the real program draws real files,
//! scrolled from top to end, and steps from finding to finding in editions of the sample reports. `cargo bench -p
//! jiaokan-window-tests --bench frame` prints two tables. A frame includes layout, shapes, the accessibility tree and
//! tessellation, but not the driver's work.

#![allow(clippy::print_stdout, reason = "it prints a table")]
#![allow(clippy::unwrap_used, reason = "a bench that cannot begin ends")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, thread};

#[path = "../../session/variants.rs"]
mod variants;

use egui::{Context, Event, Key, Modifiers, MouseWheelUnit, RawInput, Rect, TouchPhase, pos2, vec2};
use jiaokan::app::App;
use jiaokan::i18n::Language;
use jiaokan::jobs::Places;
use jiaokan::session::{Settings, Theme};

const SIZE: egui::Vec2 = vec2(1280.0, 800.0);

fn main() {
    // `cargo test --benches` only checks that it runs.
    let short = std::env::args().any(|argument| argument == "--test");
    println!(
        "{:<46} {:>8} {:>10} {:>10} {:>10} {:>9}",
        "", "frames", "median ms", "95 % ms", "most ms", "MB"
    );
    let frames = if short { 20 } else { 2000 };
    measure("two reports of 20,000 characters", 20_000, frames);
    measure("two reports of 200,000 characters", 200_000, frames);
    if !short {
        measure("two reports of 3,500,000 characters (10 MB)", 3_500_000, frames);
    }
    println!(
        "\n{:<46} {:>8} {:>10} {:>10} {:>10} {:>9}",
        "", "steps", "median ms", "95 % ms", "most ms", "MB"
    );
    for count in if short { &[22][..] } else { &[200, 1_000] } {
        step(*count, if short { 5 } else { 100 });
    }
}

/// Steps through the findings of editions of the sample reports, and prints the time of a key with the frames that it
/// causes.
fn step(count: usize, steps: usize) {
    let folder = tempfile::tempdir().unwrap();
    let write = |(name, text): (String, String)| {
        let path = folder.path().join(name.trim_start_matches('/'));
        fs::write(&path, text).unwrap();
        path
    };
    let paths = variants::variants(count).into_iter().map(write).collect();
    let mut window = Window::open(folder.path(), paths);
    window.wait();
    assert!(window.app.session().listing().findings().len() > steps, "there are findings to step through");
    let times = (0..steps).map(|_| {
        let key = |pressed| Event::Key {
            key: Key::J,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        // The key, and the frames until all is laid out and the differences have come.
        let took = window.draw(vec![key(true)]) + window.draw(vec![key(false)]);
        thread::sleep(Duration::from_millis(5));
        took + window.draw(Vec::new()) + window.draw(Vec::new())
    });
    let times = times.collect();
    print(&format!("J in {count} reports, 4 frames"), times, resident());
}

fn print(name: &str, mut times: Vec<Duration>, megabytes: f64) {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!(
        "{name:<46} {:>8} {:>10.2} {:>10.2} {:>10.2} {megabytes:>9.0}",
        times.len(),
        at(0.5),
        at(0.95),
        at(1.0)
    );
}

/// Processor time of this thread.
#[cfg(unix)]
fn used() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// Time since the first call, where a thread's processor time is not known.
#[cfg(not(unix))]
fn used() -> Duration {
    static BEGUN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    BEGUN.get_or_init(std::time::Instant::now).elapsed()
}

/// Draws two reports, the second of which repeats much of the first with other figures, and prints a line.
fn measure(name: &str, characters: usize, frames: usize) {
    let folder = tempfile::tempdir().unwrap();
    let texts = [report(characters, 3), report(characters, 7)];
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut paths = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let path = folder.path().join(format!("{number}.txt"));
        fs::write(&path, text).unwrap();
        paths.push(path);
    }
    drop(texts);
    let before = resident();
    let mut window = Window::open(folder.path(), paths);
    window.wait();
    assert!(!window.app.session().findings().list.is_empty(), "there are marks to draw");
    window.draw(vec![Event::PointerMoved(pos2(500.0, 400.0))]);
    let mut times = Vec::with_capacity(frames);
    // From top to end: a line of about 30 characters is about 30 points high.
    let far = characters as f32 * 1.3 / frames as f32;
    for _ in 0..frames {
        times.push(window.draw(vec![Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -far),
            phase: TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        }]));
    }
    let after = resident();
    print(name, times, (after - before).max(0.0) - bytes as f64 / 1e6);
}

/// The program without a window of the system.
struct Window {
    ctx: Context,
    app: App,
    time: f64,
}

impl Window {
    fn open(folder: &Path, paths: Vec<PathBuf>) -> Self {
        let settings = folder.join("settings.ron");
        let choices = Settings { language: Language::Chinese, theme: Theme::Light, ..Settings::default() };
        fs::write(&settings, ron::to_string(&choices).unwrap()).unwrap();
        let places = Places { settings: Some(settings), ..Places::default() };
        let ctx = Context::default();
        ctx.enable_accesskit();
        let app = App::new(&ctx, places, paths);
        Self { ctx, app, time: 0.0 }
    }

    /// Draws one frame with these events and returns its time.
    fn draw(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), SIZE));
        let input = RawInput { screen_rect, time: Some(self.time), events, ..RawInput::default() };
        let began = used();
        let app = &mut self.app;
        let output = self.ctx.run_ui(input, |ui| {
            app.poll(ui.ctx());
            app.draw(ui);
        });
        assert!(output.platform_output.accesskit_update.is_some(), "accessibility is on");
        let shapes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = used().saturating_sub(began);
        assert!(!shapes.is_empty());
        took
    }

    /// Draws frames until all reports are read, compared and laid out.
    fn wait(&mut self) {
        loop {
            self.draw(Vec::new());
            if self.app.session().activity().is_none() {
                break;
            }
            thread::sleep(Duration::from_millis(5));
        }
        for _ in 0..5 {
            self.draw(Vec::new());
        }
    }
}

/// A report of `characters`: sections, paragraphs of about 200 characters, figures by `seed`. Every second paragraph is the
/// same for all seeds but for its figures.
fn report(characters: usize, seed: usize) -> String {
    let mut text = String::from("榆川县法治政府建设年度报告\n");
    let mut long = 0;
    let mut paragraph = 0;
    while long < characters {
        paragraph += 1;
        if paragraph % 12 == 1 {
            writeln!(text, "（{}）第{}个方面的主要工作", numeral(paragraph / 12 % 9), paragraph / 12)
                .unwrap();
        }
        // Makes the paragraphs of one report differ at their beginning.
        let own = if paragraph % 2 == 0 { 0 } else { seed * 1_000_003 };
        let begun = text.len();
        for sentence in 0..6 {
            let at = own + paragraph * 31 + sentence * 7;
            let pick = |words: &[&'static str], step: usize| words[(at / step + at) % words.len()];
            let place =
                pick(&["各乡镇", "县直部门", "执法机构", "司法所", "政务大厅", "街道办", "法律顾问"], 3);
            let verb = pick(&["办理", "审查", "清理", "调解", "核验", "公示", "回访", "抽查", "通报"], 5);
            let thing = pick(
                &["合同", "规范性文件", "行政复议案件", "许可事项", "矛盾纠纷", "执法案卷", "证明事项"],
                11,
            );
            let how = pick(&["逐项登记", "限期办结", "专人跟进", "当场反馈", "按季汇总", "全程留痕"], 13);
            write!(text, "{place}第{at}次{verb}{thing}{}件，{how}。", (at * seed) % 997).unwrap();
        }
        text.push('\n');
        long += text[begun..].chars().count();
    }
    text.chars().take(characters).collect()
}

fn numeral(number: usize) -> char {
    ['一', '二', '三', '四', '五', '六', '七', '八', '九'][number]
}

/// Resident memory in MB; 0 if the system does not report it.
fn resident() -> f64 {
    let pages = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: f64 = pages.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0.0);
    pages * 4096.0 / 1e6
}
