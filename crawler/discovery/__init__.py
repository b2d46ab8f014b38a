"""The ways to articles: pages of listings, ASP.NET pagers, feeds, sitemaps. Pure: bytes in, links out."""
