"""IAM Access Analyzer, which moto does not have: analyzers and their tags; laid out as moto's services are."""
from .models import accessanalyzer_backends

__all__ = ["accessanalyzer_backends"]
