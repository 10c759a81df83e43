"""Which state of its content the database is in, so that what was made from it can be kept.

Every table of ours tells the database that it was changed; a process asks twice a second whether
any was. A cached page is good for as long as the answer stays the same.
"""
