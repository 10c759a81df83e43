"""The forms in which an experience is taken along, by the names of their addresses."""

# What is read, then what programs read
FORMS = ("pdf", "docx", "md", "json", "csl", "bibtex")
