//! Hands that know nothing: keys, clicks, drags, wheel, typing and sizes drawn at random, from a seed, against the window
//! with its real workers, on the samples. Nothing panics, memory does not grow from sitting to sitting, and undoing
//! everything gives the beginning. Run at length by hand:
//!
//! ```sh
//! JIAOKAN_SOAK_MINUTES=20 cargo test -p jiaokan-window-tests --test soak -- --ignored --nocapture
//! ```

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests are tests too")]

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, pos2, vec2};
use jiaokan::session::Command;
use jiaokan_window_tests::Window;

/// What is pressed; leaving, and asking for a path to write to, are not among it.
const KEYS: [(Modifiers, &[Key]); 4] = [
    (
        Modifiers::NONE,
        &[
            Key::J,
            Key::K,
            Key::O,
            Key::Y,
            Key::X,
            Key::N,
            Key::E,
            Key::L,
            Key::F3,
            Key::F4,
            Key::F6,
            Key::F7,
            Key::F9,
            Key::F10,
            Key::Num1,
            Key::Num3,
            Key::Delete,
            Key::Escape,
            Key::Enter,
            Key::Tab,
            Key::Space,
            Key::ArrowDown,
            Key::ArrowUp,
            Key::PageDown,
            Key::Home,
            Key::End,
            Key::OpenBracket,
            Key::CloseBracket,
        ],
    ),
    (
        Modifiers::COMMAND,
        &[
            Key::Z,
            Key::Y,
            Key::F,
            Key::G,
            Key::D,
            Key::M,
            Key::A,
            Key::C,
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Enter,
            Key::Comma,
            Key::P,
            Key::W,
        ],
    ),
    (Modifiers::SHIFT, &[Key::J, Key::K, Key::F3, Key::F6, Key::Tab, Key::ArrowDown]),
    (Modifiers::ALT, &[Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown]),
];

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// `SplitMix64`: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.roll(choices.len())]
    }

    fn place(&mut self) -> Pos2 {
        pos2(self.roll(1280) as f32, self.roll(800) as f32)
    }
}

fn button(at: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// One gesture of a hand.
fn gesture(window: &mut Window, dice: &mut Dice) {
    match dice.roll(12) {
        0..=4 => {
            let (modifiers, keys) = dice.of(&KEYS);
            window.harness.key_press_modifiers(modifiers, dice.of(keys));
        }
        5 | 6 => {
            let at = dice.place();
            let times = 1 + dice.roll(2);
            window.harness.event(Event::PointerMoved(at));
            for _ in 0..times {
                window.harness.step();
                window.harness.event(button(at, true));
                window.harness.event(button(at, false));
            }
        }
        7 => {
            let (from, to) = (dice.place(), dice.place());
            window.harness.event(Event::PointerMoved(from));
            window.harness.step();
            window.harness.event(button(from, true));
            window.harness.step();
            window.harness.event(Event::PointerMoved(to));
            window.harness.step();
            window.harness.event(button(to, false));
        }
        8 | 9 => {
            window.harness.event(Event::PointerMoved(dice.place()));
            let far = dice.of(&[-4000.0, -300.0, -20.0, 20.0, 300.0, 4000.0]);
            window.harness.event(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, far),
                phase: TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            });
        }
        10 => {
            let words =
                dice.of(&["法治", "2024", "请核实来源。", "类型:近似", "12", "(", "🙂\u{202e}", "\n"]);
            window.harness.event(Event::Text(words.to_owned()));
        }
        _ => {
            let sizes = [vec2(1280.0, 800.0), vec2(1920.0, 1080.0), vec2(640.0, 480.0)];
            window.harness.set_size(dice.of(&sizes));
        }
    }
    window.harness.step();
    // A path that is typed at random could be written to.
    if window.session().path_prompt.is_some() || window.session().question.is_some() {
        window.press(Key::Escape);
    }
}

fn work(window: &Window) -> String {
    window.look(|session| format!("{:?} {:?}", session.review.notes, session.review.verdicts))
}

/// So many gestures, and everything undone; how many steps that were.
fn sitting(seed: u64, gestures: usize) -> usize {
    let samples = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample_reports"));
    let mut window = Window::with_paths(tempfile::tempdir().unwrap(), vec![samples]);
    // As in the program: characters without a font are drawn as boxes.
    window.harness.ctx.set_missing_glyph_policy(egui::epaint::text::MissingGlyphPolicy::Tofu);
    let beginning = work(&window);
    let mut dice = Dice(seed);
    for _ in 0..gestures {
        gesture(&mut window, &mut dice);
    }
    window.wait();
    window.apply(Command::CancelNote);
    let mut steps = 0;
    while window.look(|session| session.history.undo_name().is_some()) {
        window.apply(Command::Undo);
        steps += 1;
    }
    assert_eq!(work(&window), beginning, "seed {seed}: undone to the beginning");
    steps
}

/// Memory in use in MB; nothing where the system does not tell.
fn megabytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

/// A worker's panic is caught where it works; here it is counted.
fn count_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        before(info);
    }));
}

#[test]
fn a_short_sitting_can_be_undone_to_its_beginning() {
    count_panics();
    assert!(sitting(3, 250) > 0, "something was done");
    assert_eq!(PANICS.load(Ordering::Relaxed), 0);
}

#[test]
#[ignore = "as long as JIAOKAN_SOAK_MINUTES says"]
fn a_long_sitting_neither_panics_nor_grows() {
    count_panics();
    let minutes =
        std::env::var("JIAOKAN_SOAK_MINUTES").ok().and_then(|words| words.parse().ok()).unwrap_or(1);
    let (begun, length) = (Instant::now(), Duration::from_mins(minutes));
    let first = std::env::var("JIAOKAN_SOAK_SEED").ok().and_then(|words| words.parse().ok()).unwrap_or(1);
    let (mut seed, mut early) = (first - 1, None);
    while begun.elapsed() < length {
        seed += 1;
        let steps = sitting(seed, 1_000);
        let now = megabytes();
        if seed == first + 2 {
            early = now;
        }
        println!("sitting {seed}: {steps} steps, {now:?} MB, {:?}", begun.elapsed());
        if let (Some(early), Some(now)) = (early, now) {
            assert!(now < early * 3 / 2 + 64, "memory grew from {early} MB to {now} MB");
        }
        assert_eq!(PANICS.load(Ordering::Relaxed), 0, "seed {seed}");
    }
}
