"""One file a command; the function `command` in it is the command."""
