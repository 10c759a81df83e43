"""Reports of letters that did not arrive: read from a mailbox, or received by LMTP (RFC 3464)."""
