"""SES: what becomes of an e-mail after SendEmail. Nothing leaves the machine."""
