"""The language of a session: evaluation, scripts, modules, automatic variables."""
