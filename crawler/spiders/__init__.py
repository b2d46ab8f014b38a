"""The spiders: one, that crawls any portal."""
