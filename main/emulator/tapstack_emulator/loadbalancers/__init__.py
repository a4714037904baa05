"""Application Load Balancers' requests: listener, rules, actions, targets."""
