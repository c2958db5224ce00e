"""Objects as tables of a web page."""
