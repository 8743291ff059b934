"""The commands: one a file, thin. Only this folder knows the terminal."""
