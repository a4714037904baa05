"""CloudFront's requests: distribution, behaviour, origin, error pages, headers."""
