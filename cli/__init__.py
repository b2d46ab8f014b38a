"""The command line: `govnews`. May import everything; nothing imports it."""
