"""Lambda: what the account allows and has in use."""
from __future__ import annotations

import json
from typing import Tuple

from moto.awslambda import urls
from moto.awslambda.responses import LambdaResponse

from ..emulator import Emulator
from ..extending import add

# lambda/latest/dg/gettingstarted-limits.html, in bytes
STORAGE, UNZIPPED, ZIPPED = 75 * 1024 ** 3, 250 * 1024 ** 2, 50 * 1024 ** 2


def close(emulator: Emulator) -> None:
    def get_account_settings(self: LambdaResponse) -> Tuple[int, dict, str]:
        functions = list(self.backend.list_functions())
        reserved = sum(int(function.reserved_concurrency or 0) for function in functions)
        allowed = emulator.options.lambda_concurrency
        return 200, {}, json.dumps({
            "AccountLimit": {"TotalCodeSize": STORAGE, "CodeSizeUnzipped": UNZIPPED, "CodeSizeZipped": ZIPPED,
                             "ConcurrentExecutions": allowed, "UnreservedConcurrentExecutions": allowed - reserved},
            "AccountUsage": {"TotalCodeSize": sum(function.code_size for function in functions),
                             "FunctionCount": len(functions)}})

    urls.url_paths["{0}/(?P<api_version>[^/]+)/account-settings/?$"] = LambdaResponse.dispatch
    add(LambdaResponse, get_account_settings)
