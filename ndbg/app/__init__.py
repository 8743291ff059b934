"""What a user of the library calls; the commands are a thin layer above it."""
