"""The content of a case as sections to read: one description for the page, print and files.

Where ``content.showing`` follows the form field by field, for those who question and compare, a
section says one thing to a reader and says where nothing was told. ``composing.sections_of`` is
pure: what the content points at (files, mailboxes, other cases, translations) is looked up
beforehand and handed over as ``Around``. Four writers read the same sections: the templates, the
print, Word and Markdown.
"""
