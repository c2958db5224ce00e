"""*-Object and their kin: choose, sort, group, measure and make objects; dates and times."""
