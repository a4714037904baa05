"""Identity: signatures, who signed, and what their policies allow."""
