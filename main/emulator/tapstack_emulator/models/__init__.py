"""AWS's service models, as botocore has them: each request is checked against its operation's before moto sees it."""
