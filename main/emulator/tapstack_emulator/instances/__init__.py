"""EC2's data plane: instances run the user data they were launched with, in a folder instead of a machine."""
