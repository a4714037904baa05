"""Stands in for the AWS CLI on an instance: `aws s3 cp s3://BUCKET/KEY FILE`, with the instance's role.

    python3 -m tapstack_emulator.instances.aws FOLDER aws ARGUMENT...
"""
from __future__ import annotations

import getopt
import sys
from pathlib import Path
from typing import Any, List, Optional
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from .folder import Folder, read


def main(folder: Folder, arguments: List[str]) -> int:
    options, words = getopt.gnu_getopt(arguments, "", ["region=", "only-show-errors", "no-progress", "quiet"])
    if len(words) != 4 or words[:2] != ["s3", "cp"] or not words[2].startswith("s3://") or words[3] == "-":
        print("aws: only `aws s3 cp s3://BUCKET/KEY FILE` is known (emulated)", file=sys.stderr)
        return 252
    settings = read(folder.settings)
    if "AWS_ACCESS_KEY_ID" not in settings["environment"]:
        print("fatal error: Unable to locate credentials", file=sys.stderr)
        return 1
    source, target = urlsplit(words[2]), Path(words[3])
    if target.is_dir():
        target /= Path(source.path).name
    try:
        client(settings, dict(options).get("--region")).download_file(source.netloc, source.path[1:], str(target))
    except (BotoCoreError, ClientError, OSError) as problem:
        print(f"fatal error: {problem}", file=sys.stderr)
        return 1
    return 0


def client(settings: dict, region: Optional[str]) -> Any:
    variables = settings["environment"]
    return boto3.session.Session().client(
        "s3", endpoint_url=variables["AWS_ENDPOINT_URL"], region_name=region or settings["region"],
        aws_access_key_id=variables["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=variables["AWS_SECRET_ACCESS_KEY"], aws_session_token=variables["AWS_SESSION_TOKEN"],
        config=Config(retries={"total_max_attempts": 2}, s3={"addressing_style": "path"}))


if __name__ == "__main__":
    try:
        sys.exit(main(Folder(Path(sys.argv[1])), sys.argv[3:]))
    except getopt.GetoptError as unknown:
        print(f"aws: {unknown} (emulated)", file=sys.stderr)
        sys.exit(252)
