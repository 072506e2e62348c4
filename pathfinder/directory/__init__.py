"""Organizations, services, practices and their places: keeping them as records, finding them, showing them, giving them
to other systems. How words become results is the room `search/`; who may change what is the room `editing/`."""
