"""Our records for other systems: the API of the Human Services Data Specification (HSDS) 3.0 at `/hsds/`, whole files to
take away, and the page that explains both. It reads and never writes; taking records in is the neighbour `imports/`.

`hsds/` alone knows how a record of ours becomes an object of the standard.
"""
