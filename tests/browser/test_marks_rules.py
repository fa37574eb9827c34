"""The desk's JavaScript finds marked words by the same rules as `sidebyside.marks`: one list of cases holds both."""

import json

import pytest

pytestmark = pytest.mark.browser

# what each kind of case comes to in JavaScript, in code points
COME_TO = """({ source, cases }) => {
  const js = new Function(`${source}; return { wordSpans, madeMark, marksIn, marksValue, anchored, unionOfMarks, pointAt, unitAt };`)();
  const points = (text, span) => span && span.map((unit) => js.pointAt(text, unit));
  return {
    words: cases.words.map(({ text }) => js.wordSpans(text).map((span) => text.slice(...span))),
    made: cases.made.map(({ text, start, end, category, on }) => {
      const mark = js.madeMark(text, [js.unitAt(text, start), js.unitAt(text, end)], category, on, "");
      return [mark.start, mark.end, mark.prefix, mark.suffix];
    }),
    parsed: cases.parsed.map(({ value }) => js.marksValue(js.marksIn(value))),
    anchored: cases.anchored.map(({ text, mark }) => points(text, js.anchored(text, js.marksIn(JSON.stringify([mark]))[0]))),
    union: cases.union.map(({ values }) => js.unionOfMarks(values)),
  };
}"""

# a text of 5,000 words with one mark from end to end of a paragraph; what is shown of it before, in and after the mode of keys
LONG = r"""({ source }) => {
  const js = new Function(`${source.replace("export default", "const widget =")}; return { marking, madeMark, marksValue };`)();
  const line = (at) => Array.from({ length: 1250 }, (_, n) => ["страх 🚂", "makes", "no", "armies,", "e\u0301t"][(n * 3 + at) % 5]).join(" ");
  const text = [0, 1, 2, 3].map(line).join("\n");
  const say = new Proxy({}, { get: (_, name) => String(name) });
  const control = js.marking({ id: "P", options: [] }, { rivals: () => [], value: () => "" }, say, [{ id: "a", label: "A", hint: "", scope: "any" }]);
  const about = { text, on: "rendering", marking: { words_to: [...text].length, sentences: [], sha256: "" }, name: "n", how: "h" };
  const { node, bar } = control.board(about);
  document.body.append(node, bar, control.node);
  const from = text.indexOf("\n") + 1;
  const mark = js.madeMark(text, [from, text.indexOf("\n", from)], "a", "rendering", "");
  control.show(js.marksValue([mark]));
  const look = () => [
    [...node.children].map((one) => one.textContent).join("\n") === text,
    [...node.querySelectorAll("mark")].map((one) => one.textContent).join("") === mark.exact,
    node.querySelectorAll("[role=option]").length,
  ];
  const seen = [look()];
  for (let time = 0; time < 2; time += 1) {
    bar.querySelector(".quiet").click();
    seen.push(look());
  }
  return seen;
}"""


def test_a_long_text_is_whole_in_every_state(bare, root):
    parts = sorted((root / "helpers/sidebyside/widgets").glob("desk.*.js"))
    source = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    assert bare.evaluate(LONG, {"source": source}) == [[True, True, 0], [True, True, 5000], [True, True, 0]]


def test_python_and_javascript_come_to_the_same(bare, root):
    cases = json.loads((root / "tests/marks.json").read_text(encoding="utf-8"))
    source = (root / "helpers/sidebyside/widgets/desk.1-anchors.js").read_text(encoding="utf-8")
    found = bare.evaluate(COME_TO, {"source": source, "cases": cases})
    assert found["words"] == [case["found"] for case in cases["words"]]
    assert found["made"] == [[case[name] for name in ("start", "end", "prefix", "suffix")] for case in cases["made"]]
    for kind, expected in (("parsed", "canonical"), ("anchored", "found"), ("union", "found")):
        for case, came in zip(cases[kind], found[kind], strict=True):
            assert came == case[expected], case["name"]
