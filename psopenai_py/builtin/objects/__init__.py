"""What works on the objects of a pipeline: choosing, sorting, grouping, measuring, comparing."""
