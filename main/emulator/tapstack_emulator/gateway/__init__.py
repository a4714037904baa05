"""API Gateway's data plane: requests against deployed REST APIs that an OpenAPI document defines."""
