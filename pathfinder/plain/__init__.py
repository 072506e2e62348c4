"""Plain words: how hard a text is to read, by published formulas, and where the hard sentences are. It says so to editors;
it changes no text and refuses none."""
