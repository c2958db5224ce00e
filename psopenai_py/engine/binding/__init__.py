"""From the words of a command line and the objects of a pipeline to the values of parameters."""
