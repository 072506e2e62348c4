"""Records of other systems: reading their files, checking every value at the door, taking them over as records of ours.

The way of a file: a reader (`json_file`, `tables`, `mapped_csv`) gives objects with their line; a converter (`hsds`,
`data_inclusion`, `mapped_csv`) says them in our field names; `checking` is the door, with
`values` and `code_words`; `staging` keeps on disk what passed,
so that memory stays the same however long the file is; `writing` takes it over in batches. `run` does all of it.
"""
