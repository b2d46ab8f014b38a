"""Reads pages: the extraction itself, which is pure, and the thin Scrapy item pipelines around it."""
