"""EventBridge's data plane: patterns, inputs, targets."""
