"""Lambda's data plane: deployed code runs in processes of its own, through AWS's Runtime API."""
