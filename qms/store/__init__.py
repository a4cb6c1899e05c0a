"""The store: tables, one atomic batch after another, and the chain of hashes that ties them together."""
