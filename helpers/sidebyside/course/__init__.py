"""What a course gives out and takes in.

folders     a folder made of given files, marked, so that it can be made again and nothing else is touched
release     the learners' tree: which files, and none with a word that is for teachers only
repository  a folder as a repository with a commit ready to push, and the addresses under which it opens
graded      the written questions of a lesson as cells that a teacher marks by hand
nbgrader    a course for nbgrader, made of the same lessons
collected   the answers of a journal put into those cells when the work has been collected
citations      works and editions as notes and a bibliography
oral           what to ask a learner about their own marks and reasons
handin         what a learner did in a lesson, gathered for whoever reads it
document_html  the same as a page that prints
document_md    the same in Markdown
document_docx  the same for a word processor
zipped         one file to hand in: documents, answers, notebook, and a list of what is in it
offered        the same as the foot of a desk asks for it, in parts
"""
