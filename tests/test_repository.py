"""What holds for the repository as a whole: arrows, sizes, words, cost of an import."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PACKAGE = "helpers/sidebyside"
CEILING = 400
# Bottom to top: a module may import those before it.
ORDER = (
    "keeping_words text_words paper_words lesson_words room_words handin_words release_words quote_words finder_words sorting_words advice circulating exercises model characters findings lines tables locate prose library cells verification checks versions marks journal learners"
    " carrying erasing hosts words marking_words datasheet keeping webpage adding fetching pastes originals wording compare index search seeking quotes feedback layout voting sorting render finder painting work figures"
    " pace lint linting balance checked printing paper course widgets lesson guide notebooks texts checking copies pages answers handing releasing options cli"
).split()
# The ids of a case are letters and digits; a word of this case is a name or noun of its tables.
CASE_WORDS = (
    "trotsk",
    "lenin",
    "stalin",
    "bolshev",
    "soviet",
    "petrograd",
    "kautsky",
    "kolchak",
    "denikin",
    "red army",
    "netflix",
)


def modules(root):
    return sorted((root / PACKAGE).rglob("*.py"))


def name_of(path, root):
    """The name by which a module stands in ORDER."""
    return path.relative_to(root / PACKAGE).parts[0].removesuffix(".py")


def imported(path):
    """The modules of this package a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("sidebyside."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sidebyside":
            parts = node.module.split(".")
            yield from parts[1:2] or (alias.name for alias in node.names)


def tracked(root):
    """Every file git tracks or would track."""
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], capture_output=True, check=True
    )
    return [root / name for name in listed.stdout.decode("utf-8").split("\0") if name and (root / name).is_file()]


def prose(root):
    """Every text of the project with its path."""
    for path in tracked(root):
        if path.suffix not in (".png", ".ico") and "broken" not in path.parts:
            yield path, path.read_text(encoding="utf-8", errors="replace")


def test_no_arrow_points_upwards_and_every_module_has_its_place(root):
    wrong = []
    for path in modules(root):
        module = name_of(path, root)
        if module == "__init__":
            continue
        assert module in ORDER, f"{module} has no place in ORDER"
        for other in imported(path):
            if other != module and ORDER.index(other) >= ORDER.index(module):
                wrong.append(f"{module} imports {other}")
    assert not wrong


def test_the_arrow_test_sees_imports_inside_functions(root):
    assert set(imported(root / PACKAGE / "lesson.py")) >= {"checks", "widgets", "model"}


def test_only_widgets_import_anywidget_and_only_tables_opens_the_tables(root):
    for path in modules(root):
        text = path.read_text(encoding="utf-8")
        if "widgets" not in path.parts:
            assert not re.search(r"^\s*(import|from) (anywidget|ipywidgets|traitlets)", text, re.MULTILINE), path.name
        if path.name != "tables.py":
            assert 'datapackage.json"' not in text, path.name
            assert not re.search(r"\.csv[\"']\)", text), path.name


def test_no_file_is_longer_than_the_ceiling_and_no_part_of_the_desk_than_250_lines(root):
    long = [
        path.name
        for path in tracked(root)
        if path.suffix in (".py", ".js") and len(path.read_text(encoding="utf-8").splitlines()) > CEILING
    ]
    assert not long
    parts = list((root / PACKAGE / "widgets").glob("*.js"))
    assert len(parts) >= 5
    assert all(len(part.read_text(encoding="utf-8").splitlines()) <= 250 for part in parts)


def test_no_word_of_this_case_stands_in_the_helpers(root):
    found = [
        f"{path.name}: {word}"
        for path in tracked(root)
        if path.is_relative_to(root / "helpers")
        for word in CASE_WORDS
        if word in path.read_text(encoding="utf-8").lower()
    ]
    assert not found


def test_importing_the_package_loads_nothing_else():
    code = "import sys; before = set(sys.modules); import sidebyside; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "['sidebyside']"


def test_the_list_of_modules_in_the_docstring_is_the_order_of_the_arrows(root):
    import sidebyside

    listed = re.findall(r"^(\w+) {2,}\w", sidebyside.__doc__, re.MULTILINE)
    assert listed == [name for name in ORDER if name in listed]
    assert set(ORDER) - set(listed) == set()


def test_every_public_function_says_what_it_is_for(root):
    silent = []
    for path in modules(root):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            is_public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if is_public and not ast.get_docstring(node) and path.name != "model.py":
                silent.append(f"{path.name}: {node.name}")
    assert not silent


def test_the_runtime_dependencies_are_those_argued_for(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [re.match(r"[\w-]+", line).group() for line in project["dependencies"]] == ["anywidget", "platformdirs"]
    assert set(project["optional-dependencies"]) == {"course", "authors", "test"}


def test_the_version_is_the_same_everywhere(root):
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"version: {version}" in (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {version}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_nothing_names_a_machine(root):
    """No path of a machine, no host of a package registry."""
    pattern = re.compile(r"/(?:home|Users|root|work)/\w|[A-Z]:\\\\?Users|pypi\.org|pythonhosted|registry\.npmjs|deb\.debian")
    found = [
        f"{path.relative_to(root)}: {match.group()}"
        for path, text in prose(root)
        if path.name != Path(__file__).name
        for match in pattern.finditer(text)
    ]
    assert not found


def test_lines_end_as_git_keeps_them(root):
    assert not [
        path for path in tracked(root) if "broken" not in path.parts and path.suffix != ".png" and b"\r" in path.read_bytes()
    ]


def test_every_table_column_is_explained(root):
    package = json.loads((root / "data/datapackage.json").read_text(encoding="utf-8"))
    fields = [field for resource in package["resources"] for field in resource["schema"]["fields"]]
    assert len(fields) > 100
    assert not [field["name"] for field in fields if not field["description"].endswith(".")]


def test_no_words_are_carried_over_from_the_texts(root, texts):
    tool = texts.parent / "tools/carryover"
    if not tool.is_file():
        pytest.skip("the tool that compares the project with the texts is not on this machine")
    done = subprocess.run([sys.executable, tool, root], capture_output=True, encoding="utf-8")
    assert done.stdout.strip() == "carryover: none"


def test_no_rendering_shares_much_with_the_passage_it_renders(case, texts):
    """Of the five-word runs of a rendering at most 30 % stand in its passage (in the same language)."""
    from sidebyside import locate
    from sidebyside.library import Library

    library = Library(texts)
    looked_at = 0
    for excerpt in case.rows("excerpts"):
        locator = case.locator(excerpt.excerpt_id)
        text = library.text(case.edition(locator.edition_id))
        if text is None:
            continue
        span = locate.spans(text.folded, locator.first_words, locator.last_words)[(locator.occurrence or 1) - 1]
        passage = runs(text.folded.words[span.first_word : span.end_word])
        for ours in (excerpt.rendering, excerpt.plain or ""):
            mine = runs(locate.fold(ours).words)
            assert not mine or len(mine & passage) / len(mine) <= 0.3, excerpt.excerpt_id
        looked_at += 1
    assert looked_at


def runs(words, size=5):
    """Every run of as many words."""
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}
