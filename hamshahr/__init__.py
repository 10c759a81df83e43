"""Hamshahr: the working platform of an association of cities."""

import os

# Before NumPy is first imported. Its products here are small (a query against one space): a second
# thread brings nothing, and waiting for it in a busy loop took 12 to 300 ms on a loaded machine
# where one thread alone takes 2.5.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
