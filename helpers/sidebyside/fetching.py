"""Texts downloaded on request, and never otherwise, by pooch into the folder of texts.

pooch brings requests, which a notebook in a browser has not got; both are loaded when something is fetched.
"""

import importlib.util
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from sidebyside import adding
from sidebyside import library as shelf
from sidebyside.text_words import FETCHING

SECONDS = 300  # for one file
_SILENCE = 30  # seconds without an answer
_CHUNK = 16_384


class NoAnswer(adding.NotTaken):
    """There is no network, or the host does not answer."""


class _TooLarge(Exception):
    """More than any book here is being sent."""


def listed(case, library):
    """Every edition, where it may be had, and whether it is here.

    Returns
    -------
    list of dict
        With work_id, edition_id, address (None where there is none) and present.
    """
    return [
        {
            "work_id": row.work_id,
            "edition_id": row.edition_id,
            "address": address_of(case, row),
            "present": library.has(row),
        }
        for row in case.rows("editions")
    ]


def address_of(case, edition):
    """Where the file of an edition may be had: its own address or that of another edition in the same file; or None."""
    return edition.address or next((row.address for row in case.rows("editions", file=edition.file) if row.address), None)


def fetch(case, library, edition_ids=(), anyway=False, progress=None):
    """Download editions into the folder of texts, each file once.

    Parameters
    ----------
    case : model.Case
    library : library.Library
    edition_ids : list of str
        None named: all that have an address and are not here.
    anyway : bool
        Keep a file though something on record does not stand in it.
    progress : callable, optional
        Called with the name of the file, the bytes received and the bytes expected (None where nobody says).

    Returns
    -------
    list of dict
        For each file: file, edition_ids, fetched (bool), message, and hint (what to do at a command line; may be
        empty). No error is raised for what the network does. A host that did not answer is not asked again.

    Raises
    ------
    adding.NotTaken
        An edition named does not exist.
    """
    if edition_ids:
        wanted = [adding.edition_of(case, name) for name in edition_ids]
    else:
        wanted = [row for row in case.rows("editions") if address_of(case, row) and not library.has(row)]
    hosts = _Hosts()
    return [_fetched(case, library, file, anyway, progress, hosts) for file in dict.fromkeys(row.file for row in wanted)]


def _fetched(case, library, file, anyway, progress, hosts):
    editions = case.rows("editions", file=file)
    edition, address = editions[0], address_of(case, editions[0])
    names = [row.edition_id for row in editions]
    try:
        if address is None:
            name = edition.edition_id
            message = FETCHING["no_address"].format(edition=name, url=edition.url)
            raise adding.NotTaken(message, f"Say: sidebyside texts add {name} FILE")
        raw = hosts.download(address, lambda *counts: progress(file, *counts) if progress else None)
        found = adding.take(case, library, edition, urlsplit(address).hostname, raw, anyway)
    except adding.NotTaken as error:
        return {"file": file, "edition_ids": names, "fetched": False, "message": str(error), "hint": error.hint}
    return {"file": file, "edition_ids": names, "fetched": True, "message": found.sentence(), "hint": ""}


class _Hosts:
    """The hosts asked in one call: none that was silent is waited for again, and nobody at all when the first two were."""

    def __init__(self):
        self._silent = []
        self._is_network_here = False

    def download(self, address, tell):
        """See `download`."""
        host = urlsplit(address).hostname
        if host in self._silent:
            raise adding.NotTaken(FETCHING["silent"].format(host=host))
        if len(self._silent) > 1 and not self._is_network_here:
            raise adding.NotTaken(FETCHING["two_silent"].format(first=self._silent[0], second=self._silent[1]))
        try:
            raw = download(address, tell)
        except NoAnswer:
            self._silent.append(host)
            raise
        except adding.NotTaken:
            self._is_network_here = True
            raise
        self._is_network_here = True
        return raw


def download(address, tell):
    """The content of an address, within bounds of size and time.

    Parameters
    ----------
    address : str
        http or https.
    tell : callable
        Called with the bytes received and the bytes expected or None.

    Returns
    -------
    bytes

    Raises
    ------
    adding.NotTaken
        Saying in plain words what was in the way; `NoAnswer` where nobody was reached.
    """
    if importlib.util.find_spec("pooch") is None or importlib.util.find_spec("requests") is None:
        hint = "Or add a file of your own: sidebyside texts add"
        raise adding.NotTaken(FETCHING["library"], hint)
    import pooch
    import requests

    host = urlsplit(address).hostname
    watch = _Watch()
    try:
        with tempfile.TemporaryDirectory(prefix="sidebyside-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / "download"
            downloader = pooch.HTTPDownloader(
                progressbar=_Meter(tell), chunk_size=_CHUNK, timeout=_SILENCE, hooks={"response": watch.begin}
            )
            downloader(address, str(path), None)
            watch.check()
            return shelf.file_bytes(path)
    except (_TooLarge, shelf.TextUnreadable):
        raise adding.NotTaken(FETCHING["large"].format(host=host)) from None
    except requests.HTTPError as error:
        answer = error.response
        raise adding.NotTaken(
            FETCHING["answered"].format(host=host, status=answer.status_code, reason=answer.reason, address=address)
        ) from None
    except (requests.RequestException, OSError, ValueError) as error:
        if watch.is_over:
            raise adding.NotTaken(FETCHING["slow"].format(host=host, seconds=SECONDS)) from None
        raise _in_the_way(error, host, requests) from None
    finally:
        watch.end()


def _in_the_way(error, host, requests):
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return adding.NotTaken(FETCHING["cut"].format(host=host))
    if isinstance(error, requests.RequestException | ValueError):
        is_silent = isinstance(error, requests.ConnectionError | requests.Timeout)  # and not an address that is none
        what = NoAnswer if is_silent else adding.NotTaken
        return what(FETCHING["unreached"].format(host=host))
    return adding.NotTaken(FETCHING["unkept"].format(reason=error.strerror or error))


class _Watch:
    """Ends a download that takes too long, however little it sends at a time."""

    def __init__(self):
        self.is_over = False
        self._timer = None

    def begin(self, response, *_, **__):
        """Called by requests with every answer, redirections too."""
        self.end()
        self._timer = threading.Timer(SECONDS, self._stop, [response.raw])
        self._timer.daemon = True
        self._timer.start()

    def _stop(self, raw):
        self.is_over = True
        with suppress(Exception):  # the connection may be gone already
            getattr(raw, "shutdown", raw.close)()

    def check(self):
        """OSError when it was stopped: without an announced length, half a file looks like a whole one."""
        if self.is_over:
            raise OSError("stopped")

    def end(self):
        """No longer needed."""
        if self._timer:
            self._timer.cancel()


class _Meter:
    """What pooch takes for a progress bar: it counts, tells, and refuses what is too large."""

    def __init__(self, tell):
        self._tell = tell
        self._received = 0
        self._total = None
        self._is_done = False

    @property
    def total(self):
        """Bytes expected, or None."""
        return self._total

    @total.setter
    def total(self, announced):
        if announced > shelf.LARGEST:
            raise _TooLarge
        self._total = announced or None

    def update(self, count):
        """More has come; pooch counts whole chunks, though the last is smaller."""
        if self._is_done:
            return
        self._received += count
        if self._received > shelf.LARGEST + _CHUNK:
            raise _TooLarge
        self._tell(min(self._received, self._total or self._received), self._total)

    def reset(self):
        """Pooch begins anew at the end, to fill its bar."""
        self._is_done = True

    def close(self):
        """Nothing is open."""
