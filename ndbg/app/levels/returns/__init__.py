"""`ndbg return`: letters to bodies whose report is to be corrected, and the notice to all."""
