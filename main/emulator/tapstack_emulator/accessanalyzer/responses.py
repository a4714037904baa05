"""Access Analyzer's calls."""
from __future__ import annotations

import json

from moto.core.responses import BaseResponse

from .models import AccessAnalyzerBackend, accessanalyzer_backends


class AccessAnalyzerResponse(BaseResponse):
    def __init__(self) -> None:
        super().__init__(service_name="accessanalyzer")

    @property
    def backend(self) -> AccessAnalyzerBackend:
        return accessanalyzer_backends[self.current_account][self.region]

    def create_analyzer(self) -> str:
        return json.dumps({"arn": self.backend.create(json.loads(self.body))["arn"]})

    def get_analyzer(self) -> str:
        return json.dumps({"analyzer": self.backend.get(self._get_param("analyzerName"))})

    def list_analyzers(self) -> str:
        kind = self._get_param("type")
        return json.dumps({"analyzers": [each for each in self.backend.analyzers.values()
                                         if kind in (None, each["type"])]})

    def update_analyzer(self) -> str:
        analyzer = self.backend.get(self._get_param("analyzerName"))
        analyzer["configuration"] = json.loads(self.body or "{}").get("configuration", {})
        return json.dumps({"configuration": analyzer["configuration"]})

    def delete_analyzer(self) -> str:
        self.backend.delete(self._get_param("analyzerName"))
        return json.dumps({})

    def list_tags_for_resource(self) -> str:
        return json.dumps({"tags": self._tags()})

    def tag_resource(self) -> str:
        self._tags().update(self._get_param("tags"))
        return json.dumps({})

    def untag_resource(self) -> str:
        for key in self.querystring.get("tagKeys", []):
            self._tags().pop(key, None)
        return json.dumps({})

    def _tags(self) -> dict:
        return self.backend.by_arn(self._get_param("resourceArn"))["tags"]
