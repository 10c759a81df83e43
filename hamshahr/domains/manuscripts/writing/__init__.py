"""The pages on which a city writes: one step at a time, with every save safe from the next one."""
