"""The console, the API and the command line: the only place where all rooms meet."""
