"""Arrays, lists, dictionaries, queues, sets and tuples."""
