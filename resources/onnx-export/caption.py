"""python caption.py PHOTO...    (pip install onnxruntime numpy pillow)"""

import json
import math
import sys
import unicodedata
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image, ImageOps

FOLDER = Path(__file__).parent


class Captioner:
    def __init__(self):
        self.facts = json.loads((FOLDER / "captioner.json").read_text("utf-8"))
        self.tokens = json.loads((FOLDER / "tokens.json").read_text("utf-8"))
        self.encoder, self.prefill, self.step = (
            onnxruntime.InferenceSession(FOLDER / f"{name}.onnx")
            for name in ("encoder", "prefill", "step")
        )

    def caption(self, path):
        (embedding,) = self.encoder.run(["embeddings"], {"pixels": self.pixels(path)})
        if self.facts["normalizeEmbeddings"]:
            embedding = embedding / np.sqrt(np.sum(embedding.astype(np.float64) ** 2))
        out = self.run(self.prefill, {"embeddings": embedding.astype(np.float32)})
        decoding, prefix = self.facts["decoding"], self.facts["prefixLength"]
        # A beam is a caption that has begun: its tokens, where the cache holds them, the sum of
        # their log-probabilities, and whether it has ended.
        beams, slots, length = [([], [], 0.0, False)], prefix, 1
        while True:
            grown, row = [], 0
            for ids, own, total, stopped in beams:
                if stopped:
                    grown.append((ids, own, total, True))
                    continue
                logits = out["logits"][row]
                for id in np.argsort(-logits, kind="stable")[: decoding["beams"]].tolist():
                    log_probability = float(logits[id]) - float(out["logSums"][row])
                    stops = id in decoding["stopTokens"]
                    grown.append((ids + [id], own, total + log_probability, stops))
                row += 1
            beams = sorted(grown, key=lambda beam: -beam[2] / len(beam[0]))[: decoding["beams"]]
            count = sum(not stopped for *_, stopped in beams)
            if count == 0 or length == decoding["maxTokens"]:
                return self.text(beams[0][0])
            feeds = {f"past.{name}": out[name] for name in self.facts["caches"]}
            mask = np.full((1, 1, count, slots + count), -1e9, np.float32)
            mask[..., :prefix] = 0
            place, tokens = 0, []
            for at, (ids, own, total, stopped) in enumerate(beams):
                if not stopped:
                    own = own + [slots + place]
                    mask[0, 0, place, own] = 0
                    beams[at] = (ids, own, total, False)
                    tokens.append(ids[-1])
                    place += 1
            feeds["tokens"] = np.array(tokens, np.int64)
            feeds["positions"] = np.array([prefix + length - 1], np.int64)
            out = self.run(self.step, {**feeds, "mask": mask})
            slots, length = slots + count, length + 1

    def run(self, session, feeds):
        names = [output.name for output in session.get_outputs()]
        return dict(zip(names, session.run(names, feeds)))

    def text(self, ids):
        written = "".join(self.tokens[id] if id < len(self.tokens) else "" for id in ids)
        line = written.encode("latin-1").decode("utf-8", "replace").split("\n")[0]
        return unicodedata.normalize("NFC", line.strip())

    def pixels(self, path):
        facts = self.facts["image"]
        image = Image.open(path)
        if facts["orientation"] == "upright":
            image = ImageOps.exif_transpose(image)
        image, size = image.convert("RGB"), facts["size"]
        if "shorterSide" in facts["resize"]:
            side, short = facts["resize"]["shorterSide"], min(image.size)
            whole = tuple(side if one == short else math.floor(side * one / short) for one in image.size)
        else:
            whole = (facts["resize"]["width"], facts["resize"]["height"])
        left, top = (round((one - size) / 2) for one in whole)
        resampling = Image.Resampling[facts["filter"].upper()]
        image = image.resize(whole, resampling).crop((left, top, left + size, top + size))
        scaled = np.asarray(image, np.float64) * facts["rescale"] - np.array(facts["mean"])
        values = (scaled / np.array(facts["std"])).astype(np.float32)
        values = values[: facts["side"], : facts["side"]]
        return values.transpose(2, 0, 1).reshape(facts["shape"])


if __name__ == "__main__":
    captioner = Captioner()
    for path in sys.argv[1:]:
        print(f"{path}\t{captioner.caption(path)}")
