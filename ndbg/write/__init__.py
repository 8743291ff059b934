"""Writers: one a format, all taking a Report."""
