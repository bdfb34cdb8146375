"""Papers: what is kept encrypted, so that it can be erased from backups too.

Each holder (an event) has a data key in KEYS_DIR, outside the database and the media, wrapped by
the operator's Fernet keys. Whoever destroys the data key has erased all that it sealed, wherever
a copy may lie; what is left of it is a mark that says so, by which `backup` erases its copies.
"""

import secrets
from collections.abc import Iterator
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from files import keyfiles

KEY, GONE = ".key", ".gone"


class NoKey(Exception):
    """The operator has set no key for papers (`CONVOCA_PAPERS_KEYS`), or none that fits."""


class Gone(Exception):
    """The holder's data key was destroyed: nothing that it sealed can be read."""


def ready() -> bool:
    """Whether papers can be kept on this server."""
    return bool(settings.PAPERS_KEYS)


def seal(holder: str, content: bytes) -> bytes:
    """`content` encrypted with the holder's data key, which is made where there is none.

    Raises NoKey, and Gone once the holder's key was destroyed.
    """
    return _data_key(holder, make=True).encrypt(content)


def unseal(holder: str, sealed: bytes) -> bytes:
    """What `seal` was given. Raises NoKey and Gone."""
    try:
        return _data_key(holder, make=False).decrypt(bytes(sealed))
    except InvalidToken as error:
        raise Gone(holder) from error


def destroy(holder: str) -> None:
    """Erases all that the holder's key sealed, here for ever. Raises OSError if the key is still
    there afterwards.
    """
    path = _path(holder, KEY)
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    _path(holder, GONE).touch(mode=0o600)
    if path.exists():
        path.write_bytes(secrets.token_bytes(path.stat().st_size))
        path.unlink()
    if path.exists():
        raise OSError(f"The key of {holder} is still there.")


def is_destroyed(holder: str) -> bool:
    return _path(holder, GONE).exists() and not _path(holder, KEY).exists()


def rewrap() -> int:
    """Wraps every data key with the newest of the operator's keys; how many. Raises NoKey."""
    operators = _operators()
    paths = list(_files(KEY))
    try:
        for path in paths:
            keyfiles.write(path, operators.rotate(path.read_bytes()))
    except InvalidToken as error:
        raise NoKey("No key of the operator's opens one of the data keys.") from error
    return len(paths)


def backup(into: Path) -> tuple[int, int]:
    """Copies the data keys, wrapped as they are, and deletes the copies of destroyed ones.

    Returns how many were copied and how many deleted. What is only missing here stays there: a
    lost disk must not cost the copies.
    """
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    copied = [path for path in _files(KEY) if not path.with_suffix(GONE).exists()]
    for path in copied:
        keyfiles.write(into / path.name, path.read_bytes())
    gone = [into / path.with_suffix(KEY).name for path in _files(GONE)]
    found = [copy for copy in gone if copy.exists()]
    for copy in found:
        copy.unlink()
    return len(copied), len(found)


def _data_key(holder: str, *, make: bool) -> Fernet:
    operators = _operators()
    if _path(holder, GONE).exists():
        raise Gone(holder)
    path = _path(holder, KEY)
    if make and not path.exists():
        keyfiles.make(path, operators.encrypt(Fernet.generate_key()))
    try:
        return Fernet(operators.decrypt(path.read_bytes()))
    except FileNotFoundError as error:
        raise Gone(holder) from error
    except InvalidToken as error:
        raise NoKey("No key of the operator's opens this data key.") from error


def _operators() -> MultiFernet:
    """The operator's keys, the newest first. Raises NoKey."""
    if not settings.PAPERS_KEYS:
        raise NoKey("CONVOCA_PAPERS_KEYS is not set.")
    try:
        return MultiFernet([Fernet(key) for key in settings.PAPERS_KEYS])
    except ValueError as error:
        raise NoKey("CONVOCA_PAPERS_KEYS holds something that is no Fernet key.") from error


def _files(kind: str) -> Iterator[Path]:
    return iter(sorted(_folder().glob(f"[!.]*{kind}")))


def _path(holder: str, kind: str) -> Path:
    """Raises ValueError for a holder that would leave the folder."""
    if not holder.replace("-", "").isalnum():
        raise ValueError(holder)
    return _folder() / f"{holder}{kind}"


def _folder() -> Path:
    return Path(settings.KEYS_DIR)
