"""Where rows come to rest: shards of accepted rows and of refused candidates, committed in groups with the journal."""
