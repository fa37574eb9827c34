"""A case for tests of quotations: the sample, a book in Russian, and a short book by another hand. Every text is made up."""

import shutil
from dataclasses import replace

from sidebyside import open_case
from sidebyside.library import Library
from sidebyside.model import Edition, Section, Work

RUSSIAN = """
ОТ ИЗДАТЕЛЯ

Эту тетрадь нашли на чердаке, в сундуке со старыми парусами. Мы печатаем её без поправок.

ГЛАВА ПЕРВАЯ

Маяк стоял на самом краю, и ещё до рассвета я поднимался по узкой лест-
нице, чтобы погасить огонь. Чёрный кот шёл за мной, но наверх не ходил никогда.
Смотритель говорил: «Огонь любит порядок, а море любит тех, кто его не боится», и я ему верил.

Осенью пришла телеграмма. В ней было сказано, что лампу заменят электрической, а меня переведут
на материк. Я прочёл её дважды, сложил вчетверо и положил под стекло.
"""
PIER = """The pier had nine lamps and one rule: whoever lit the last was to walk home in the dark.

[The harbour master] wrote in “The Gazette” that “no boat of ours was ever lost for want of a lamp”, and Marrow
answered him in a letter nobody printed. He never forgave the clerk who lost it.[3] The rôle of the clerk was small.

“Nobody who has carried oil up a stair in winter will laugh at a keeper for sleeping in May,” says Aker of her book.

The gulls, it is true, did not read the paper, and the paper, it is true, did not read the gulls.
"""
# stand in the sample’s book and in the Russian one
LAMP = "The lamp was lit that evening at six, and I thought that it would not be dark again while I lived"
NIGHT = "It was dark on one night of my ninth winter, from two until a quarter past four, because the oil had frozen in the pipe"
CAT = "Чёрный кот шёл за мной, но наверх не ходил никогда"


def case_of(sample):
    """The case.

    Parameters
    ----------
    sample : Path
        A copy of the sample's folder; the books are added to its texts.

    Returns
    -------
    model.Case, library.Library
    """
    case, folder = open_case(sample), sample / "texts"
    work = replace(case.work("W2"), note=None)
    more = (
        replace(work, work_id="W8", title="Тетрадь", author="Пётр Юнгин", language="ru", written="1911"),
        replace(work, work_id="W9", title="The Pier", author="Tom Quill", written="1920"),
    )
    assert isinstance(more[0], Work)
    edition = replace(case.edition("ED2"), format="plain", encoding="utf-8")
    editions = (
        replace(edition, edition_id="ED8", work_id="W8", language="ru", file="tetrad.txt"),
        replace(edition, edition_id="ED9", work_id="W9", file="pier.txt"),
        replace(edition, edition_id="ED7", work_id="W9", file="absent.txt"),
    )
    assert isinstance(editions[0], Edition)
    sections = (
        Section("ED8", 1, "От издателя", "Эту тетрадь нашли", "издатель", "1912"),
        Section("ED8", 2, "Глава первая", "Маяк стоял на самом", "Пётр Юнгин", "1911"),
    )
    (folder / "tetrad.txt").write_text(RUSSIAN, encoding="utf-8")
    (folder / "pier.txt").write_text(PIER, encoding="utf-8")
    tables = case.tables | {
        "works": case.rows("works") + more,
        "editions": case.rows("editions") + editions,
        "sections": case.rows("sections") + sections,
    }
    return replace(case, tables=tables), Library(folder)


def copied(case, folder, target, without=()):
    """A library of the texts of a folder but for some editions."""
    target.mkdir(exist_ok=True)
    for edition in case.rows("editions"):
        if edition.edition_id not in without and (folder / edition.file).is_file():
            shutil.copy(folder / edition.file, target)
    return Library(target)
