"""What everything stands on: problems and their words, periods, git, the store of earlier runs, a finished page."""
