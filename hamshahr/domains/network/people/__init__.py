"""People of cities and of the association: invited, appointed, handing over, leaving."""
