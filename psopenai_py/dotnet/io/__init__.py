"""Files, directories, paths, streams and the console."""
