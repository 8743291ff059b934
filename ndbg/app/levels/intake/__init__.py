"""Take in what was received: find the files, read and check each, keep what was read."""
