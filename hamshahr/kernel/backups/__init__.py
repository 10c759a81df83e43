"""Backups: one file with the database, the files and the configuration, and the way back.

The form of the file is told in docs/operate-backup.md. Nothing here knows a city or a setting: the
command line says what to keep and where it goes.
"""
