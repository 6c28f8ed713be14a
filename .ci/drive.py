"""Operates the running window from outside, by its accessible names. Uses the standard library only.

The window must be built with the feature `inspection` and started with EGUI_INSPECTION=127.0.0.1:PORT. The protocol is
MessagePack in frames with a length of four bytes (crate egui_inspection).
"""

import socket
import struct
import time

# egui's Modifiers: alt, ctrl, shift, mac_cmd, command.
MODIFIERS = {"alt": (0,), "ctrl": (1, 4), "shift": (2,)}

# Roles of controls that a user acts on; each must have an accessible name.
ACTED_ON = {
    "button", "checkBox", "colorWell", "comboBox", "link", "menuItem", "multilineTextInput", "radioButton", "searchInput",
    "slider", "spinButton", "switch", "tab", "textInput",
}


def packed(value):
    """A value as MessagePack."""
    if value is None:
        return b"\xc0"
    if isinstance(value, bool):
        return b"\xc3" if value else b"\xc2"
    if isinstance(value, int):
        if 0 <= value < 128:
            return struct.pack("B", value)
        return b"\xd3" + struct.pack(">q", value)
    if isinstance(value, float):
        return b"\xcb" + struct.pack(">d", value)
    if isinstance(value, str):
        raw = value.encode()
        return b"\xdb" + struct.pack(">I", len(raw)) + raw
    if isinstance(value, (list, tuple)):
        return b"\xdd" + struct.pack(">I", len(value)) + b"".join(map(packed, value))
    if isinstance(value, dict):
        items = b"".join(packed(key) + packed(item) for key, item in value.items())
        return b"\xdf" + struct.pack(">I", len(value)) + items
    raise TypeError(type(value))


class Unpacker:
    """Reads one MessagePack value after the other."""

    FIXED = {
        0xCA: ">f", 0xCB: ">d", 0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q",
        0xD0: ">b", 0xD1: ">h", 0xD2: ">i", 0xD3: ">q",
    }
    SIZED = {
        0xC4: (">B", "bytes"), 0xC5: (">H", "bytes"), 0xC6: (">I", "bytes"),
        0xD9: (">B", "text"), 0xDA: (">H", "text"), 0xDB: (">I", "text"),
        0xDC: (">H", "list"), 0xDD: (">I", "list"), 0xDE: (">H", "map"), 0xDF: (">I", "map"),
    }

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        self.at += count
        return self.data[self.at - count:self.at]

    def number(self, form):
        return struct.unpack(form, self.take(struct.calcsize(form)))[0]

    def value(self):
        head = self.number("B")
        if head < 0x80:
            return head
        if head >= 0xE0:
            return head - 0x100
        if head < 0x90:
            return self.sized("map", head & 0x0F)
        if head < 0xA0:
            return self.sized("list", head & 0x0F)
        if head < 0xC0:
            return self.sized("text", head & 0x1F)
        if head in (0xC0, 0xC2, 0xC3):
            return {0xC0: None, 0xC2: False, 0xC3: True}[head]
        if head in self.FIXED:
            return self.number(self.FIXED[head])
        if head in self.SIZED:
            form, kind = self.SIZED[head]
            return self.sized(kind, self.number(form))
        raise ValueError(f"MessagePack byte {head:#x}")

    def sized(self, kind, count):
        if kind == "bytes":
            return self.take(count)
        if kind == "text":
            return self.take(count).decode()
        if kind == "list":
            return [self.value() for _ in range(count)]
        return {self.value(): self.value() for _ in range(count)}


class Node:
    """A node of the accessibility tree."""

    def __init__(self, role, properties, labels=""):
        self.role = role
        # The words of the nodes that label it.
        self.labels = labels
        self.label = properties.get("label") or ""
        self.text = properties.get("value") or ""
        self.bounds = properties.get("bounds")
        self.disabled = "disabled" in properties
        self.described = properties.get("description") or properties.get("placeholder") or ""

    @property
    def name(self):
        return self.label or self.text

    @property
    def is_named(self):
        return bool((self.name or self.labels or self.described).strip())

    def centre(self):
        left, top, right, bottom = self.bounds
        return [(left + right) / 2, (top + bottom) / 2]


class Window:
    """A connection to the program."""

    def __init__(self, port, is_running, patience=60):
        end = time.time() + patience
        while True:
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
                break
            except OSError:
                if not is_running():
                    raise SystemExit("the program ended before its window opened") from None
                if time.time() > end:
                    raise
                time.sleep(0.02)
        if self.read(8)[:4] != b"eins":
            raise SystemExit("this is no window that can be inspected")

    def read(self, count):
        data = b""
        while len(data) < count:
            more = self.socket.recv(count - len(data))
            if not more:
                raise EOFError("the program closed the connection")
            data += more
        return data

    def ask(self, request):
        body = packed(request)
        self.socket.sendall(struct.pack(">I", len(body)) + body)
        (length,) = struct.unpack(">I", self.read(4))
        answer = Unpacker(self.read(length)).value()
        if isinstance(answer, dict) and "Error" in answer:
            raise RuntimeError(answer["Error"])
        return answer

    def settle(self):
        """Waits until nothing moves; returns the number of frames."""
        return self.ask({"Settle": [300]})["Settled"][1]

    def resize(self, width, height):
        self.ask({"Resize": [width, height]})
        self.settle()

    def screenshot(self, path):
        """Writes a screenshot and returns its bytes."""
        _, png = self.ask({"GetScreenshot": [1.0]})["Screenshot"]
        path.write_bytes(bytes(png))
        return bytes(png)

    def nodes(self):
        tree = self.ask("GetTree")["Tree"][2]
        properties = {key: next((part for part in parts if isinstance(part, dict)), {}) for key, parts in tree[0]}
        found = []
        for key, parts in tree[0]:
            role = parts[0][0].lower() + parts[0][1:]
            labelled_by = [properties.get(other, {}) for other in properties[key].get("labelledBy", [])]
            labels = " ".join(other.get("label") or other.get("value") or "" for other in labelled_by)
            found.append(Node(role, properties[key], labels))
        return found

    def find(self, name, role=None):
        """The nodes of this name, or else those whose name contains it."""
        seen = [node for node in self.nodes() if node.bounds and node.role != "textRun" and role in (None, node.role)]
        return [node for node in seen if node.name == name] or [node for node in seen if name in node.name]

    def until(self, what, is_so, patience=60):
        end = time.time() + patience
        while True:
            found = is_so()
            if found:
                return found
            if time.time() > end:
                raise AssertionError(f"waited in vain for: {what}")
            time.sleep(0.05)
            self.settle()

    def shows(self, name, role=None):
        return self.until(name, lambda: self.find(name, role))[0]

    def events(self, events):
        self.ask({"ApplyEvents": [events]})

    def click(self, name, role=None):
        node = self.shows(name, role)
        at, none = node.centre(), [False] * 5
        self.events([{"PointerMoved": at}])
        self.events([{"PointerButton": [at, "Primary", True, none]}])
        self.events([{"PointerButton": [at, "Primary", False, none]}])
        self.settle()
        return node

    def key(self, key, *held):
        modifiers = [False] * 5
        for name in held:
            for index in MODIFIERS[name]:
                modifiers[index] = True
        self.events([{"Key": [key, None, True, False, modifiers]}])
        self.events([{"Key": [key, None, False, False, modifiers]}])
        self.settle()

    def type(self, text):
        self.events([{"Text": text}])
        self.settle()

    def unnamed(self):
        """Controls without a name."""
        return [node for node in self.nodes() if node.role in ACTED_ON and not node.is_named]
