"""H7xx: a report among those of other bodies. The rules look only where `Subject.levels` says what is known of these."""
