"""People who edit: sign-in, the roles they hold, invitations, and the trail of what they did.

Signing in, passwords and the second step are django-allauth's; `allauth_adapters.py` is where it meets our words. Who may
open which page of the desk is said once, in `queries.desk_page`. Visitors have nothing to do with this room; the secret in
a link of theirs, which other rooms send, is made and hashed in `link_secrets.py`.
"""
