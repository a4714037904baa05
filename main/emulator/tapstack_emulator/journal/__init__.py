"""What flows through the emulated account, newest last: bounded, in memory, for a person to look at."""
