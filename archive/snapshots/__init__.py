"""What was said while crawling: records, the dated files of them, and the manifests that seal them."""
