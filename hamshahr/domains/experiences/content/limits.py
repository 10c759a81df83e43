"""How long the texts of a case may be."""

LONGEST_LINE = 200  # characters
LONGEST_PROSE = 6_000  # characters; three pages of one field are more than anybody reads
WORDS_OF_A_SUMMARY = 250
