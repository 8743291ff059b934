"""The rules on one report, a module a subject; `counts` and `figures` are their helpers. `catalogue` imports them all."""
