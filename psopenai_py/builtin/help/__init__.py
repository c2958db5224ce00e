"""Help: from the declarations of cmdlets, and from the comments of functions."""
