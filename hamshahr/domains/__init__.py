"""The river of the product's domains, upstream to downstream."""
