"""Side by Side: claims of a review beside the words of the one it is about.

Read the modules in this order, bottom to top; none imports one below it in the list.

keeping_words  what is said of answers and names
text_words    what is said of texts
paper_words   what the sheets of paper say
lesson_words  what the code cells of a lesson say
room_words    what the room says
handin_words  what a hand-in says, and what is asked about it
release_words  what the folders say that are given out
quote_words   what is said of quotations and of two texts side by side
finder_words  what the finder says
sorting_words  what an exercise of sorting says
advice        the rows of the tables that advise a teacher
circulating   a phrase that goes round under somebody's name, as it stands on record
exercises     the rows of the tables about sorting
model         what there is: works, claims, excerpts, lessons, and the case that holds them
characters    characters that are not seen but act, and text in which they are seen
findings      what can be wrong, each kind with a code
lines         the lines of a table and the cells of a line
tables        data/ read cell by cell, each with its file, line and column
locate        words and where they stand in a text
prose         sentences and paragraphs of running text
library       the texts that happen to be on this machine
cells         the rules of single cells and of rows among each other
verification  locators, sections and sentences against the texts
checks        what a case must have, and the report of everything wrong
versions      which answer to a question stands, where several were given
marks         words a learner marked, and where they stand
journal       a learner's answers, appended and never overwritten
learners      who is working, under a pseudonym
carrying      answers carried out and in, in one file
erasing       answers deleted, or their times removed
hosts         whether the computer keeps what is written on it
words         what the desk says, and the way to the other words of the interface
marking_words  what is said of marks
datasheet     what is kept of a learner, where, and who can see it
keeping       what a desk keeps, and what becomes of each message from a page
webpage       the text of a saved web page
adding        whether a text is the edition it is said to be
fetching      texts downloaded on request
pastes        a pasted passage, judged by what is on record of it
originals     the author's own words of an excerpt, where they can be had
wording       in which ways two printings of the same words differ
compare       two texts as aligned words
index         all texts that are here as one stream of words
search        words in their lines, and passages by rank
seeking       the passages the words of a quotation come from
quotes        how faithfully a quotation stands in the texts
feedback      one question about method for a learner who leaves a step
layout        what lies on the desk of a lesson, as plain data
voting        what a class votes on, and its counts
sorting       what is sorted in an exercise, and what a learner made of it
render        escaped static HTML
finder        what is answered to somebody who looks into the texts
painting      words that were marked, in static HTML
work          what a learner wrote, as a table and as a page
figures       pictures as SVG, each with its text alternative
pace          how long a lesson takes
lint          what the notebook of a lesson must keep
linting       the notebooks of a case, with what the case says of each
balance       who speaks in a case, and what is claimed, counted
checked       who has checked what, as a page
printing      pages printed to PDF by a browser that is here
paper         a lesson as sheets to print
course        what a course gives out and takes in
widgets       the desk, the room, the shelf, the finder
lesson        the words a lesson speaks
guide         the words the guide for teachers speaks
notebooks     lessons run again and stored, for authors
texts         what the verbs about texts and quotations have to say
checking      the verb that checks tables and notebooks
copies        notebooks as pages to read and to print
pages         the verb that writes the pages anew that are made from tables
answers       the verb about the answers on this machine
handing       the verb that hands in
releasing     the verb about what learners get
options       what can be written after ``sidebyside``
cli           the ``sidebyside`` command

Importing this package reads no file and loads nothing else; `open_lesson`, `open_case`
and `open_guide` load what they need when they are first named.
"""

__all__ = ["open_case", "open_guide", "open_lesson"]


def __getattr__(name):
    if name == "open_guide":
        from sidebyside import guide

        return guide.open_guide
    if name in __all__:
        from sidebyside import lesson

        return getattr(lesson, name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
