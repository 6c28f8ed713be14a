"""smoke.py LINUX_CLI WINDOWS_FOLDER HOLD PICTURES: holds the Windows programs, run by Wine, against the Linux ones.

The headless programs get the same calls on the samples and the fixtures; their output must be equal byte for byte, but for
the separators of paths. The window opens a review, takes a note in Chinese, saves, is killed with unsaved work, starts
again and restores it. WINE names Wine; WINEPREFIX and DISPLAY are set by the caller.
"""

import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unicodedata
import zipfile

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / ".ci"))
from drive import Window  # noqa: E402

WINE = os.environ.get("WINE", "wine64")
SAVED, UNSAVED, WRITING = "请核实此处是否沿用上年文字。", "这一条还没有保存。", "正在写的一条"


def environment(**more):
    return dict(os.environ, LANG="C.UTF-8", WINEDEBUG="-all", **more)


def run(program, arguments, folder):
    for attempt in (1, 2):
        ended = subprocess.run([*program, *arguments], cwd=folder, env=environment(), capture_output=True, timeout=600)
        # Seen once in hundreds of calls, after all output was written, with Wine 8; never twice in the same call.
        if b"wine: Unhandled page fault" not in ended.stderr or attempt == 2:
            return ended.returncode, ended.stdout, ended.stderr
        print("again, after", ended.stderr.decode("utf-8", "replace").strip(), flush=True)
    raise AssertionError("unreachable")


def with_slashes(output):
    """Separators of paths as on Linux; in JSON they are escaped."""
    return output.replace(b"\\\\", b"/").replace(b"\\", b"/")


def calls(folder):
    for kind in ("samples", "fixtures"):
        yield ["--lang", "zh", "inspect", "--no-scans", "--format", "json", "--with-text", kind]
    yield ["--lang", "en", "inspect", "samples"]
    for form in ("text", "json", "csv"):
        yield ["--lang", "zh", "screen", "--no-cache", "--format", form, "samples"]
    left, right = sorted((folder / "samples").glob("0[23]-*.txt"))
    for form in ("text", "json", "html"):
        yield ["--lang", "zh", "compare", "--format", form, f"samples/{left.name}", f"samples/{right.name}"]
    for form in ("json", "csv"):
        yield ["--lang", "zh", "figures", "--format", form, "samples"]
    for form in ("text", "json"):
        yield ["--lang", "zh", "notes", "--format", form, "审阅.review.ron"]
    for form in ("markdown", "html", "csv"):
        yield ["--lang", "zh", "export", "--to", form, "审阅.review.ron"]
    yield ["--lang", "zh", "inspect", "没有.txt"]
    yield ["--lang", "zh", "inspect", "samples", "--no-such-option"]
    yield ["--lang", "zh", "--help"]
    yield ["--lang", "en", "--version"]


def review_of(folder):
    """A review of two samples with one note, as the program writes it."""
    names = sorted(path.name for path in (folder / "samples").glob("0[23]-*.txt"))
    reports = "".join(
        f'(id: "r{number}", path: "samples/{name}", title: "{name}", sha256: "{"0" * 64}", characters: 1),'
        for number, name in enumerate(names, 1))
    path = folder / "审阅.review.ron"
    path.write_text(
        f'Review(schema: 1, title: "", created: "2026-01-05T09:00:00+08:00", modified: "2026-01-05T09:00:00+08:00", '
        f'reports: [{reports}], notes: [(id: "019b8b9e-5a80-7c31-9d2f-3b6a1f0c4e57", targets: [], category: Other("版式"), '
        f'severity: Info, status: Open, tags: [], author: "林校", created: "2026-01-05T09:00:00+08:00", '
        f'modified: "2026-01-05T09:00:00+08:00", body: "第一条")], verdicts: [])\n', encoding="utf-8")
    return path


def same_output(linux, windows, folder):
    """Makes the same calls of both programs."""
    faults, count = [], 0
    for call in calls(folder):
        count += 1
        expected, found = run([linux], call, folder), run([WINE, windows], call, folder)
        for what, one, other in zip(("exit status", "output", "messages"), expected, found):
            if what != "exit status":
                one, other = (with_slashes(text).replace(b"jiaokan-cli.exe", b"jiaokan-cli") for text in (one, other))
                # The system words its own errors.
                one, other = (re.sub(rb"\(os error \d+\)", b"", text) for text in (one, other))
            if one != other:
                at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), 0) if what != "exit status" else 0
                shown = (one, other) if what == "exit status" else (one[max(at - 60, 0):at + 80], other[max(at - 60, 0):at + 80])
                faults.append(f"{' '.join(call)}: {what}: {shown[0]!r} on Linux, {shown[1]!r} on Windows")
    print(f"{count} calls of the headless programs, {len(faults)} differences", flush=True)
    assert not faults, "\n".join(faults)


def exports(linux, windows, folder):
    """Paths in files that other systems read: no drive prefix of Windows' own, no backslash. Linux reads the review that
    was saved on Windows, with every report in its place."""
    for form in ("xlsx", "jsonld", "docx"):
        target = folder / f"导出-{form}"
        if form != "docx":
            target = target.with_suffix("." + form)
        code, _, words = run([WINE, windows], ["export", "--to", form, "-o", target.name, "审阅.review.ron"], folder)
        assert code == 0, (form, words.decode("utf-8", "replace"))
    text = (folder / "导出-jsonld.jsonld").read_text(encoding="utf-8")
    assert "%3F" not in text and "//?/" not in text and "\\\\" not in text, text[:2000]
    addresses = re.findall(r'"(file:[^"]*)"', text)
    assert all(re.match(r"file:///[A-Z]:/", address) for address in addresses), addresses
    with zipfile.ZipFile(folder / "导出-xlsx.xlsx") as book:
        links = [book.read(name).decode() for name in book.namelist() if "rels" in name and "sheet" in name]
    targets = [target for text in links for target in re.findall(r'Target="([^"]*)"', text)]
    assert targets and not any("%25" in target or "%3F" in target or "?" in target for target in targets), targets
    listed = run([linux], ["--lang", "zh", "notes", "--format", "json", "审阅.review.ron"], folder)
    assert listed[0] == 0 and "没有找到" not in listed[2].decode(), listed
    print(f"exports written; links such as {targets[0]}", flush=True)


def held_file(windows, hold, folder):
    """A file that another program has open is not replaced, the words say why, and nothing is left beside it."""
    target = folder / "开着.md"
    target.write_text("旧\n", encoding="utf-8")
    before = sorted(os.listdir(folder))
    holding = subprocess.Popen([WINE, hold, target.name, "6000"], cwd=folder, env=environment(), stdout=subprocess.PIPE)
    assert holding.stdout.readline().strip() == b"open"
    call = ["--lang", "zh", "export", "--force", "--to", "markdown", "-o", target.name, "审阅.review.ron"]
    code, _, words = run([WINE, windows], call, folder)
    words = words.decode("utf-8", "replace")
    assert code == 2 and "打开" in words, (code, words)
    holding.wait(timeout=60)
    assert target.read_text(encoding="utf-8") == "旧\n"
    assert sorted(os.listdir(folder)) == before, "something was left"
    code, _, words = run([WINE, windows], call, folder)
    assert code == 0 and target.read_text(encoding="utf-8") != "旧\n", words
    print("a file that is open elsewhere is left alone, and replaced once it is closed", flush=True)


class Sitting:
    """The window under Wine."""

    def __init__(self, program, home, review):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        began = time.time()
        # Direct3D of Wine has no shaders of this kind, and Vulkan in software is slow.
        self.process = subprocess.Popen(
            [WINE, program, "--renderer", "opengl", review.name], cwd=review.parent,
            env=environment(EGUI_INSPECTION=f"127.0.0.1:{port}", JIAOKAN_HOME=windows_path(home)),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.window = Window(port, lambda: self.process.poll() is None, patience=180)
        self.window.settle()
        self.window.resize(1280, 800)
        print(f"window open after {time.time() - began:.1f} s", flush=True)

    def kill(self):
        self.process.kill()
        self.process.wait()
        # The launcher may have been a parent of the program.
        subprocess.run([WINE, "taskkill", "/f", "/im", "jiaokan.exe"], env=environment(), capture_output=True, check=False)

    def note(self, text, finish=True):
        self.window.key("N")
        self.window.shows("批注内容")
        self.window.type(text)
        if finish:
            self.window.key("Enter", "ctrl")
            self.window.shows(text)


def windows_path(path):
    """The path as Wine shows it: the root of Linux is the drive Z."""
    return "Z:" + str(path).replace("/", "\\")


def window(program, folder, pictures):
    home = folder.parent / "home"
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.ron").write_text("(language: zh)\n", encoding="utf-8")
    review = folder / "审阅.review.ron"
    sitting = Sitting(program, home, review)
    try:
        shown = sitting.window
        shown.screenshot(pictures / "opened.png")
        assert not shown.find("\\\\?\\"), "a path with the prefix of Windows' own is shown"
        shown.key("J")
        sitting.note(SAVED)
        shown.key("S", "ctrl")
        shown.until("the note in the file", lambda: SAVED in review.read_text(encoding="utf-8"))
        text = review.read_bytes().decode("utf-8")
        paths = re.findall(r'path: "([^"]*)"', text)
        assert paths and all(re.fullmatch(r"samples/[^\\]*", path) for path in paths), paths
        assert "\r" not in text
        shown.screenshot(pictures / "saved.png")
        sitting.note(UNSAVED)
        sitting.note(WRITING, finish=False)
        # A journal entry is on disk a second later.
        time.sleep(3)
        sitting.kill()
        assert UNSAVED not in review.read_text(encoding="utf-8")
        journals = list((home / "state" / "journals").iterdir())
        assert journals, "the killed program left its journal"
        sitting = Sitting(program, home, review)
        shown = sitting.window
        shown.shows("恢复")
        shown.screenshot(pictures / "offered.png")
        shown.click("恢复", "button")
        shown.shows(UNSAVED)
        # In the field, whose name is another.
        shown.until("the note that was being written", lambda: any(WRITING in node.text for node in shown.nodes()))
        shown.key("Enter", "ctrl")
        shown.key("S", "ctrl")
        shown.until("all notes in the file",
                    lambda: all(note in review.read_text(encoding="utf-8") for note in (SAVED, UNSAVED, WRITING)))
        shown.screenshot(pictures / "restored.png")
    finally:
        sitting.kill()
    left = [name for name in os.listdir(folder) if name.startswith(".") and not name.endswith((".lock", ".lock~"))]
    assert not [name for name in left if name.endswith(".tmp")], left
    print("the window saved, was killed, restored and saved again", flush=True)


def main():
    linux, windows, hold, pictures = map(pathlib.Path, sys.argv[1:])
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jiaokan-wine-") as work:
        folder = pathlib.Path(work) / "报告"
        shutil.copytree(ROOT / "sample_reports", folder / "samples", ignore=shutil.ignore_patterns("*.md"))
        shutil.copytree(ROOT / "tests" / "fixtures", folder / "fixtures", ignore=shutil.ignore_patterns("*.py", "README.md"))
        assert all(unicodedata.is_normalized("NFC", name) for name in os.listdir(folder / "samples"))
        review_of(folder)
        program = windows / "jiaokan-cli.exe"
        same_output(linux.resolve(), program.resolve(), folder)
        held_file(program.resolve(), hold.resolve(), folder)
        window((windows / "jiaokan.exe").resolve(), folder, pictures)
        # Now with notes on passages, which name reports.
        exports(linux.resolve(), program.resolve(), folder)


if __name__ == "__main__":
    main()
