"""Function code and processes for tests, with a Python script in the JVM's place."""
import io
import zipfile
from pathlib import Path

from tapstack_emulator.functions.launch import FunctionSpec

FAKE_JAVA = str(Path(__file__).with_name("fake_java"))

HANDLER = '''
import os, sys, time

calls = 0

def handle(event, headers):
    global calls
    calls += 1
    print("call", calls)
    what = event.get("do")
    if what == "fail":
        raise ValueError("asked to")
    if what == "exit":
        sys.stdout.flush()
        os._exit(3)
    if what == "sleep":
        time.sleep(event["seconds"])
    if what == "big":
        return "x" * 7_000_000
    if "Records" in event:
        changes = [(record["dynamodb"], record["dynamodb"].get("NewImage", {})) for record in event["Records"]]
        while any("until" in image and not os.path.exists(image["until"]["S"]) for _, image in changes):
            time.sleep(0.05)
        return {"batchItemFailures": [{"itemIdentifier": change["SequenceNumber"]} for change, image in changes
                                      if image.get("poison")]}
    if "requestContext" in event:
        return {"statusCode": 200, "body": __import__("json").dumps(event)}
    return {"calls": calls, "pid": os.getpid(), "environment": dict(os.environ), "headers": headers}
'''


def zipped(code=HANDLER):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("handler.py", code)
    return content.getvalue()


def spec(code=HANDLER, **changes):
    values = {"name": "api", "version": "1", "arn": "arn:aws:lambda:us-east-1:123456789012:function:api",
              "handler": "Handler", "code": zipped(code), "code_sha256": str(abs(hash(code))), "role": "role",
              "region": "us-east-1", "account_id": "123456789012", "memory_mb": 128, "timeout_seconds": 900,
              "log_group": "/aws/lambda/api"}
    return FunctionSpec(**{**values, **changes})
