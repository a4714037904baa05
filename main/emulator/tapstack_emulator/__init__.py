"""An AWS on loopback: moto's server plus what Terraform and the project's functions need beyond it."""

MOTO_VERSION = "5.2.1"
ACCOUNT_ID = "123456789012"
