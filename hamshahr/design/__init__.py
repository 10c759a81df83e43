"""How it looks: tokens, styles, components, icons, the two-direction gallery."""
