"""A model hub on this machine: the few answers of the real one that a fetch needs, over real HTTP.

`FakeHub` answers in memory, for everything that is not about HTTP itself.
"""

from __future__ import annotations

import hashlib
import json
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from livevis.errors import Unreachable
from livevis.weights.hub import Listing, Progress, RemoteFile
from livevis.weights.store import Plan

REVISION = "0123456789abcdef0123456789abcdef01234567"


def safetensors(values: int = 4) -> bytes:
    """A whole safetensors file of one float32 tensor."""
    header = json.dumps({"w": {"dtype": "F32", "shape": [values], "data_offsets": [0, 4 * values]}}).encode()
    return struct.pack("<Q", len(header)) + header + b"\0" * (4 * values)


def ctranslate2(body: bytes = b"\0" * 64) -> bytes:
    """The head of a CTranslate2 model.bin, then ``body``."""
    name = b"WhisperSpec\0"
    return struct.pack("<IH", 6, len(name)) + name + body


def whisper_files() -> dict[str, bytes]:
    """What the hub holds for a Whisper conversion, unwanted things included."""
    return {
        ".gitattributes": b"* text",
        "README.md": b"# a model",
        "config.json": b"{}",
        "model.bin": ctranslate2(),
        "tokenizer.json": b"{}",
        "vocabulary.txt": b"a\nb\n",
        "convert.py": b"import os",
    }


def painter_files() -> dict[str, bytes]:
    """What the hub holds for a Stable Diffusion pipeline, in both precisions, pickles and code beside."""
    files = {
        "model_index.json": b"{}",
        "scheduler/scheduler_config.json": b"{}",
        "tokenizer/vocab.json": b"{}",
        "tokenizer/merges.txt": b"a b",
        "sd_turbo.safetensors": safetensors(64),
        "pipeline.py": b"import os",
    }
    stems = {"text_encoder": "model", "unet": "diffusion_pytorch_model", "vae": "diffusion_pytorch_model"}
    for part, stem in stems.items():
        files[f"{part}/config.json"] = b"{}"
        files[f"{part}/{stem}.safetensors"] = safetensors(8)
        files[f"{part}/{stem}.fp16.safetensors"] = safetensors(4)
        files[f"{part}/{stem}.bin"] = b"\x80\x02pickle"
    return files


def agree(plan: Plan) -> bool:
    """Says yes to whatever is about to be fetched."""
    return plan.bytes > 0


def quiet(done: int, total: int) -> None:
    """Progress nobody looks at."""
    assert 0 <= done <= total


class FakeHub:
    """A hub in memory. ``breaks_after``: files it brings before the connection dies, None: never."""

    def __init__(self, files: dict[str, bytes], breaks_after: int | None = None) -> None:
        self.files = files
        self.breaks_after = breaks_after
        self.brought: list[str] = []
        self.reachable = True

    def reach(self) -> None:
        if not self.reachable:
            raise Unreachable("no hub", "connect")

    def look(self, model_id: str) -> Listing:
        return Listing(REVISION, tuple(RemoteFile(path, len(data)) for path, data in self.files.items()))

    def download(
        self, model_id: str, revision: str, files: list[RemoteFile], into: Path, progress: Progress
    ) -> None:
        assert revision == REVISION
        total, done = sum(file.bytes for file in files), 0
        for number, file in enumerate(files):
            if self.breaks_after is not None and number >= self.breaks_after:
                raise Unreachable("broke off", "again")
            target = into / file.path
            if not target.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(self.files[file.path])
                self.brought.append(file.path)
            done += file.bytes
            progress(done, total)


@contextmanager
def http_hub(model_id: str, files: dict[str, bytes]) -> Iterator[str]:
    """Serve one model the way the Hugging Face hub does; yields its address."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            return

        def do_HEAD(self) -> None:
            self.answer(body=False)

        def do_GET(self) -> None:
            self.answer(body=True)

        def answer(self, *, body: bool) -> None:
            path = self.path.split("?")[0]
            resolve = f"/{model_id}/resolve/{REVISION}/"
            if path in (f"/api/models/{model_id}", f"/api/models/{model_id}/revision/{REVISION}"):
                rows = [{"rfilename": name, "size": len(data)} for name, data in files.items()]
                self.send_json({"id": model_id, "sha": REVISION, "siblings": rows}, body=body)
            elif path == f"/api/models/{model_id}/tree/{REVISION}":
                tree = [
                    {"type": "file", "path": name, "size": len(data), "oid": hashlib.sha1(data).hexdigest()}
                    for name, data in files.items()
                ]
                self.send_json(tree, body=body)
            elif path.startswith(resolve) and path[len(resolve) :] in files:
                self.send_data(files[path[len(resolve) :]], "application/octet-stream", body=body)
            elif path == "/":
                self.send_data(b"hub", "text/plain", body=body)
            else:
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()

        def send_json(self, value: object, *, body: bool) -> None:
            self.send_data(json.dumps(value).encode(), "application/json", body=body)

        def send_data(self, data: bytes, kind: str, *, body: bool) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("ETag", f'"{hashlib.sha1(data).hexdigest()}"')
            self.send_header("X-Repo-Commit", REVISION)
            self.end_headers()
            if body:
                self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5.0)
