"""What a person wishes for herself: language, calendar, digits and clock.

Whoever writes to somebody, or makes something for her in a job, does it within
``queries.worded_for(person)``. What is shown to the signed-in follows their wishes by itself.
"""
