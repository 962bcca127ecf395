"""Documents that are published: written from workbooks, and read back into them."""
