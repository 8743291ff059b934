"""H7xx: a report among those of other bodies, as far as `Subject.levels` knows them."""
