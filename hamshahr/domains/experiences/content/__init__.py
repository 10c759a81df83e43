"""What a case tells, as data: the form with its fields, and the values that were filled in.

A case's content is flat: a path names a field everywhere, whether it is saved, asked about by a
reviewer, translated or compared with what it was. Fields outside a group have their key as path
(``title``); a group holds the ids of its items (``blocks`` is ``["k3f9q2ab"]``), and an item's
fields stand under its id (``blocks.k3f9q2ab.what``). An item keeps its id for good, wherever it is
moved.
"""
