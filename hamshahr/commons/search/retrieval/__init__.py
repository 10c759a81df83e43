"""From a query to a ranked list: candidates, ranking, counts, passages, reasons."""
