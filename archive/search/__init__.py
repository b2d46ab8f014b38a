"""Full-text search: what is indexed, what a query means, what of an article is shown."""
