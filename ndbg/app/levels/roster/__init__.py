"""The roster (名册): which bodies report, and which of them a file is of."""
