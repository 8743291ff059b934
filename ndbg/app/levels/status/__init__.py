"""Who has reported, when, which version, with what errors: the ledger (台账)."""
