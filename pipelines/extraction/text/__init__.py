"""Which lines are the article: where its text begins and ends, what stands amid it, its lead."""
