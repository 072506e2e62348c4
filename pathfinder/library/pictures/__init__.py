"""Pictures of stories, practices and events: taken in at the desk, made anew without anything but what one sees, shown small.

`encoding` makes them anew, `uploads` keeps large files out, `shown` says what a page shows.
"""
