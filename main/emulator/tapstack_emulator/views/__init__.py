"""The emulator's own endpoints, below /_tapstack/: what `tap` and its console show of functions, rules and events."""
