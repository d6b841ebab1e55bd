"""Files of one meeting in a ZIP for the case system, with a list of what each of them must be."""

import json
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FORMAT = "medmakker/archive/1"
MANIFEST = "manifest.json"
# The same meeting gives the same bytes: no time but its own is in it.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def as_zip(about: Mapping[str, object], found: Mapping[str, bytes]) -> bytes:
    """Give a ZIP with these files by name, and a manifest with what it is `about` and their SHA-256."""
    listed = [{"name": name, "bytes": len(body), "sha256": sha256(body).hexdigest()} for name, body in found.items()]
    manifest = json.dumps({"format": FORMAT, **about, "files": listed}, ensure_ascii=False, indent=2) + "\n"
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, body in {**found, MANIFEST: manifest.encode()}.items():
            entry = ZipInfo(name, _NO_TIME)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, body)
    return file.getvalue()
