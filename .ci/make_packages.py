#!/usr/bin/env python3
"""Makes packages of programs that are built, and prints their paths.

    make_packages.py linux ARCH PROGRAMS FOLDER GLIBC    a Debian package and a tarball
    make_packages.py windows PROGRAMS FOLDER             a portable ZIP and an installer (makensis)
    make_packages.py macos PROGRAMS FOLDER               a bundle and a ZIP of it

PROGRAMS is the folder that the programs were built in, FOLDER is where packages are written. The files beside the programs
are those of `package.metadata.deb` in Cargo.toml, so that every package has the same models, documents and licences.
"""
import glob
import gzip
import hashlib
import os
import plistlib
import shutil
import struct
import subprocess
import sys
import tempfile
import tomllib
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PACKAGING = os.path.join(ROOT, "assets", "packaging")
DEBIAN = {"x86_64": "amd64", "aarch64": "arm64"}
DOCUMENTS = "usr/share/doc/jiaokan/"
MODELS = "usr/share/jiaokan/models/"
# Runs after the package was installed or removed.
REFRESH = """#!/bin/sh
set -e
# Menus and file types are read from caches. A desktop that lacks one of these programs needs no such cache.
if command -v update-desktop-database >/dev/null; then update-desktop-database -q /usr/share/applications || true; fi
if command -v update-mime-database >/dev/null; then update-mime-database /usr/share/mime || true; fi
if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -q -f -t /usr/share/icons/hicolor || true; fi
"""

COPYRIGHT = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Jiaokan
Comment: The programs contain works of others; their notices are in assets/licenses/THIRD-PARTY.txt, in the program
 (jiaokan-cli --licenses) and beside the fonts and models in assets.

Files: *
Copyright: The Jiaokan authors
License: Expat or Apache-2.0
Comment: The texts are in LICENSE-MIT and LICENSE-APACHE.
"""


def assets(deb, programs):
    """The files of the Debian package: source, place, mode."""
    for pattern, place, mode in deb["assets"]:
        if pattern.startswith("target/release/"):
            sources = [os.path.join(programs, os.path.basename(pattern))]
        else:
            sources = sorted(path for path in glob.glob(os.path.join(ROOT, pattern)) if os.path.isfile(path))
        if not sources:
            sys.exit(f"nothing fits {pattern}")
        for source in sources:
            yield source, place + os.path.basename(source) if place.endswith("/") else place, int(mode, 8)


def copy(source, target, mode=0o644):
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copyfile(source, target)
    os.chmod(target, mode)


def files(tree):
    return sorted(os.path.relpath(os.path.join(folder, name), tree)
                  for folder, _, names in os.walk(tree) for name in names)


def linux_tree(deb, programs, tree):
    for source, place, mode in assets(deb, programs):
        copy(source, os.path.join(tree, place), mode)
    for page in glob.glob(os.path.join(tree, "usr/share/man/**/*.1"), recursive=True):
        with open(page, "rb") as plain, open(page + ".gz", "wb") as packed:
            # Without the time, so that the same pages are the same bytes.
            packed.write(gzip.compress(plain.read(), mtime=0))
        os.remove(page)
    with open(os.path.join(tree, DOCUMENTS, "copyright"), "w", encoding="utf-8") as file:
        file.write(COPYRIGHT)


def control(package, deb, arch, size):
    fields = {
        "Package": package["name"], "Version": package["version"] + "-1", "Architecture": DEBIAN[arch],
        "Maintainer": deb["maintainer"], "Installed-Size": str(size), "Depends": deb["depends"],
        "Recommends": deb["recommends"], "Suggests": deb["suggests"], "Section": deb["section"],
        "Priority": deb["priority"], "Description": package["description"],
    }
    lines = [f"{name}: {value}" for name, value in fields.items()]
    text = [line.strip() for line in deb["extended-description"].strip().splitlines()]
    return "\n".join(lines + [" " + (line or ".") for line in text]) + "\n"


def debian_package(package, deb, arch, tree, out):
    folder = os.path.join(tree, "DEBIAN")
    listed = files(tree)
    size = sum(os.path.getsize(os.path.join(tree, file)) for file in listed) // 1024
    sums = ""
    for file in listed:
        with open(os.path.join(tree, file), "rb") as content:
            sums += f"{hashlib.file_digest(content, 'md5').hexdigest()}  {file}\n"
    os.makedirs(folder)
    parts = {"control": (control(package, deb, arch, size), 0o644), "md5sums": (sums, 0o644),
             "postinst": (REFRESH, 0o755), "postrm": (REFRESH, 0o755)}
    for name, (text, mode) in parts.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(os.path.join(folder, name), mode)
    path = os.path.join(out, f"{package['name']}_{package['version']}-1_{DEBIAN[arch]}.deb")
    # Systems with glibc 2.28 have a dpkg that does not know zstd.
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, path], check=True,
                   stdout=subprocess.DEVNULL)
    shutil.rmtree(folder)
    return path


def tarball(package, arch, tree, out):
    """Unpacks to one folder that runs in place, or is copied into /usr/local."""
    name = f"{package['name']}-{package['version']}-{arch}"
    path = os.path.join(out, name + ".tar.xz")
    subprocess.run(["tar", "--create", "--xz", "--file", path, "--directory", tree, "--sort=name", "--owner=0",
                    "--group=0", "--numeric-owner", f"--transform=s,^usr,{name},", "usr"], check=True)
    return path


def linux(package, deb, arch, programs, out, glibc):
    if f"libc6 (>= {glibc})" not in deb["depends"]:
        sys.exit(f"Cargo.toml does not say libc6 (>= {glibc})")
    with tempfile.TemporaryDirectory() as tree:
        os.chmod(tree, 0o755)
        linux_tree(deb, programs, tree)
        return [debian_package(package, deb, arch, tree, out), tarball(package, arch, tree, out)]


def documents_and_models(deb, programs, tree, documents, models):
    """Copies what is neither a program nor a part of a Linux desktop."""
    for source, place, _ in assets(deb, programs):
        if place.startswith(DOCUMENTS):
            copy(source, os.path.join(tree, documents, place.removeprefix(DOCUMENTS)))
        elif place.startswith(MODELS):
            copy(source, os.path.join(tree, models, place.removeprefix(MODELS)))


def zipped(folder, path):
    """A ZIP of a folder; names in UTF-8, which Explorer of Windows 10 knows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files(folder):
            source = os.path.join(folder, file)
            info = zipfile.ZipInfo(os.path.join(os.path.basename(folder), file), (2026, 1, 1, 0, 0, 0))
            info.external_attr = (os.stat(source).st_mode & 0o777 | 0o100000) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            with open(source, "rb") as content:
                archive.writestr(info, content.read())
    return path


def installer_lists(tree, lists):
    """What the installer writes and the uninstaller deletes: every file and folder by its name."""
    install, uninstall, folders = [], [], []
    for file in files(tree):
        folder, name = os.path.split(file.replace("/", "\\").replace("\\", os.sep))
        windows = "$INSTDIR" + ("\\" + folder.replace(os.sep, "\\") if folder else "")
        install += [f'SetOutPath "{windows}"', f'File "/oname={name}" "{os.path.join(tree, file)}"']
        uninstall.append(f'Delete "{windows}\\{name}"')
        while folder:
            if folder not in folders:
                folders.append(folder)
            folder = os.path.dirname(folder)
    # The deepest first, and only if they are empty.
    for folder in sorted(folders, key=lambda folder: -folder.count(os.sep)):
        windows = folder.replace(os.sep, "\\")
        uninstall.append(f'RMDir "$INSTDIR\\{windows}"')
    for name, lines in [("install.nsh", install), ("uninstall.nsh", uninstall)]:
        with open(os.path.join(lists, name), "w", encoding="utf-8-sig") as file:
            file.write("\n".join(lines) + "\n")


def windows(package, deb, programs, out):
    version = package["version"]
    with tempfile.TemporaryDirectory() as work:
        tree = os.path.join(work, f"Jiaokan-{version}")
        for program in ["jiaokan.exe", "jiaokan-cli.exe"]:
            copy(os.path.join(programs, program), os.path.join(tree, program), 0o755)
            name = program.removesuffix(".exe")
            copy(os.path.join(PACKAGING, "completions", name + ".ps1"), os.path.join(tree, "completions", name + ".ps1"))
        documents_and_models(deb, programs, tree, "documents", "models")
        portable = zipped(tree, os.path.join(out, f"jiaokan-{version}-windows-x86_64.zip"))
        installer_lists(tree, work)
        installer = os.path.join(os.path.abspath(out), f"jiaokan-{version}-windows-x86_64-setup.exe")
        numbers = ".".join([*version.split("-")[0].split("."), "0"])
        subprocess.run(["makensis", "-V2", "-INPUTCHARSET", "UTF8", f"-DVERSION={version}", f"-DNUMBERS={numbers}",
                        f"-DLISTS={work}", f"-DOUT={installer}", "jiaokan.nsi"],
                       cwd=os.path.join(PACKAGING, "windows"), check=True)
        return [portable, installer]


def icns(path):
    """The icon of macOS: PNG files, each after a code for its size."""
    parts = b""
    for code, side in [(b"icp4", 16), (b"icp5", 32), (b"icp6", 64), (b"ic07", 128), (b"ic08", 256), (b"ic09", 512)]:
        with open(os.path.join(PACKAGING, "icons", f"{side}.png"), "rb") as file:
            png = file.read()
        parts += code + struct.pack(">I", len(png) + 8) + png
    with open(path, "wb") as file:
        file.write(b"icns" + struct.pack(">I", len(parts) + 8) + parts)


def macos(package, deb, programs, out):
    version = package["version"]
    bundle = os.path.join(out, "Jiaokan.app")
    shutil.rmtree(bundle, ignore_errors=True)
    contents = os.path.join(bundle, "Contents")
    for program in ["jiaokan", "jiaokan-cli"]:
        copy(os.path.join(programs, program), os.path.join(contents, "MacOS", program), 0o755)
    documents_and_models(deb, programs, contents, "Resources/documents", "Resources/models")
    icns(os.path.join(contents, "Resources", "jiaokan.icns"))
    for language, name in [("zh-Hans", "校勘"), ("en", "Jiaokan")]:
        folder = os.path.join(contents, "Resources", f"{language}.lproj")
        os.makedirs(folder)
        with open(os.path.join(folder, "InfoPlist.strings"), "w", encoding="utf-8") as file:
            file.write(f'CFBundleDisplayName = "{name}";\nCFBundleName = "{name}";\n')
    review = {"CFBundleTypeName": "Review of reports", "CFBundleTypeRole": "Editor", "LSHandlerRank": "Alternate",
              "CFBundleTypeExtensions": ["ron"], "CFBundleTypeIconFile": "jiaokan"}
    information = {
        "CFBundleIdentifier": "org.jiaokan.Jiaokan", "CFBundleName": "Jiaokan", "CFBundleDisplayName": "Jiaokan",
        "CFBundleExecutable": "jiaokan", "CFBundleIconFile": "jiaokan", "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": version, "CFBundleVersion": version, "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleDevelopmentRegion": "zh-Hans", "CFBundleLocalizations": ["zh-Hans", "en"],
        "CFBundleDocumentTypes": [review], "LSMinimumSystemVersion": "11.0", "NSHighResolutionCapable": True,
        "LSApplicationCategoryType": "public.app-category.productivity", "NSHumanReadableCopyright": "MIT OR Apache-2.0",
    }
    with open(os.path.join(contents, "Info.plist"), "wb") as file:
        plistlib.dump(information, file)
    return [bundle, zipped(bundle, os.path.join(out, f"jiaokan-{version}-macos.zip"))]


def main():
    makers = {"linux": (linux, 4), "windows": (windows, 2), "macos": (macos, 2)}
    make, count = makers.get(sys.argv[1] if len(sys.argv) > 1 else "", (None, 0))
    if make is None or len(sys.argv) != count + 2:
        sys.exit(__doc__)
    with open(os.path.join(ROOT, "Cargo.toml"), "rb") as file:
        package = tomllib.load(file)["package"]
    os.umask(0o022)
    print("\n".join(make(package, package["metadata"]["deb"], *sys.argv[2:])))


main()
