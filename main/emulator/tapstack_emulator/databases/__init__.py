"""RDS's data plane: a real PostgreSQL on loopback for each instance."""
