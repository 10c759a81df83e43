"""Hamshahr: the working platform of an association of cities."""
