"""How static files are named and compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Named after their content. A script names the scripts that it imports so too: a browser never mixes two versions."""

    support_js_module_import_aggregation = True
