"""The door for the web server: `granian --interface wsgi config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from pathfinder.checking.actions import keep_writing_failed_searches  # noqa: E402  # needs Django to be set up
from pathfinder.library.rounds import ROUNDS, keep_going as make_rounds_of_the_library  # noqa: E402  # needs Django to be set up
from pathfinder.matching.actions import end_overdue  # noqa: E402  # needs Django to be set up
from pathfinder.rulebooks.loaded import countries, rulebook_of  # noqa: E402  # needs Django to be set up
from pathfinder.search.actions import get_ready  # noqa: E402  # needs Django to be set up
from pathfinder.skills.actions import get_ready as get_the_ladder_ready  # noqa: E402  # needs Django to be set up
from pathfinder.talent.keeping import erase_overdue  # noqa: E402  # needs Django to be set up
from pathfinder.vacancies.letters import send_owed  # noqa: E402  # needs Django to be set up

for country in countries():  # a broken pack is told when the server starts, and no visitor waits for the reading
    rulebook_of(country)

get_the_ladder_ready()
get_ready()  # the last one: it sets what was read aside for good
keep_writing_failed_searches()
ROUNDS |= {"offered profiles": end_overdue, "letters about vacancies": send_owed, "candidates abroad": erase_overdue}
make_rounds_of_the_library()
