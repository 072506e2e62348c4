"""What people may be here, the strongest role first."""

from django.utils.translation import gettext_noop as _

EDITOR, TRANSLATOR, PROVIDER, OBSERVER = "editor", "translator", "provider", "observer"
ROLES = {
    EDITOR: _("Editor"),
    TRANSLATOR: _("Translator"),
    PROVIDER: _("Provider"),
    OBSERVER: _("Observer"),
}
WHAT_THEY_DO = {
    EDITOR: _("Changes everything in the directory, decides what others propose, invites people."),
    TRANSLATOR: _("Translates texts into some languages and reads what a machine translated."),
    PROVIDER: _("Changes the pages of an own organization. An editor approves each change."),
    OBSERVER: _("Reads the desk and what happened. Changes nothing."),
}
# Whoever changes what all visitors read, or sees who did what, proves twice who they are. What a provider writes waits for
# an editor, so for providers the second step is a choice.
NEED_SECOND_STEP = frozenset({EDITOR, TRANSLATOR, OBSERVER})
