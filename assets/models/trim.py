#!/usr/bin/env python3
"""trim.py RECOGNISER.onnx FACE.ttf OUT.onnx: cuts the recogniser's last layer to the characters of Chinese reports.

Kept are ASCII, the symbols and characters of GB 2312, a few symbols that reports use, and the ideographs of FACE, which
holds the 8,105 characters of the Table of General Standard Chinese Characters (2013). Left out are the characters of
fifty languages and the traditional forms, which a poor scan is read as otherwise. No weight is changed. Needs the
packages onnx, numpy and fonttools.
"""
import sys

import numpy as np
import onnx
from fontTools.ttLib import TTFont
from onnx import numpy_helper

SYMBOLS = set("〇—℃①②③④⑤⑥⑦⑧⑨⑩·•…“”‘’")
# In GB 2312, but printed only where 于 is meant in traditional text.
LOOK_ALIKES = set("於")


def in_gb2312(c):
    return bool(c.encode("gb2312", "ignore"))


def is_symbol(c):
    code = c.encode("gb2312", "ignore")
    return bool(code) and (len(code) == 1 or 0xA1 <= code[0] <= 0xA3)


def is_ideograph(c):
    return 0x3400 <= ord(c) <= 0x9FFF or ord(c) >= 0x20000


def main(source, face, out):
    model = onnx.load(source)
    properties = {p.key: p for p in model.metadata_props}
    characters = properties["character"].value.split("\n")
    standard = {chr(c) for c in TTFont(face).getBestCmap()}

    def is_kept(c):
        if len(c) != 1 or c in LOOK_ALIKES:
            return False
        if ord(c) < 0x7F or c in SYMBOLS or is_symbol(c):
            return True
        return is_ideograph(c) and (in_gb2312(c) or c in standard)

    kept = [i for i, c in enumerate(characters) if is_kept(c)]
    # Class 0 is the blank, the last one the space.
    index = np.array([0] + [i + 1 for i in kept] + [len(characters) + 1])
    for tensor in model.graph.initializer:
        if tensor.dims and tensor.dims[-1] == len(characters) + 2:
            cut = np.ascontiguousarray(numpy_helper.to_array(tensor)[..., index])
            tensor.CopyFrom(numpy_helper.from_array(cut, tensor.name))
    model.graph.output[0].type.tensor_type.shape.dim[2].dim_value = len(index)
    del model.graph.value_info[:]
    properties["character"].value = "\n".join(characters[i] for i in kept)
    onnx.save(model, out)
    print(len(characters), "classes before,", len(kept), "kept;", sum(map(is_ideograph, (characters[i] for i in kept))), "ideographs")


if __name__ == "__main__":
    main(*sys.argv[1:])
