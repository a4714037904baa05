"""AWS Config's managed rules that are really evaluated, and the events of their changes."""
