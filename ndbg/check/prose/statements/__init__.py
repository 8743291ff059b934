"""What is said in words: of all, of none, of some, of the only one."""
