"""Finding what fits, in any language: embeddings, index, hybrid retrieval, ranking, reasons.

Knows no domain: a domain's manifest registers what is searchable (see ``registry``).
"""
