"""How a database comes to the present schema, step by step; run by `qms.store.upgrading`."""
