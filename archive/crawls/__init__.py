"""What a crawl under way says, and what it must know of the archive to say it."""
