"""S3: the action is told by method, sub-resource and headers; the resource comes from moto, which knows both styles."""
from __future__ import annotations

import re
from typing import Dict, List, Optional, Tuple

from .ask import Ask
from .call import Call

# sub-resource -> actions of GET, PUT and DELETE
BUCKET: Dict[str, Tuple[str, str, str]] = {
    "accelerate": ("GetAccelerateConfiguration", "PutAccelerateConfiguration", ""),
    "acl": ("GetBucketAcl", "PutBucketAcl", ""),
    "analytics": ("GetAnalyticsConfiguration", "PutAnalyticsConfiguration", "PutAnalyticsConfiguration"),
    "cors": ("GetBucketCORS", "PutBucketCORS", "PutBucketCORS"),
    "encryption": ("GetEncryptionConfiguration", "PutEncryptionConfiguration", "PutEncryptionConfiguration"),
    "intelligent-tiering": ("GetIntelligentTieringConfiguration", "PutIntelligentTieringConfiguration",
                            "PutIntelligentTieringConfiguration"),
    "inventory": ("GetInventoryConfiguration", "PutInventoryConfiguration", "PutInventoryConfiguration"),
    "lifecycle": ("GetLifecycleConfiguration", "PutLifecycleConfiguration", "PutLifecycleConfiguration"),
    "location": ("GetBucketLocation", "", ""),
    "logging": ("GetBucketLogging", "PutBucketLogging", ""),
    "metrics": ("GetMetricsConfiguration", "PutMetricsConfiguration", "PutMetricsConfiguration"),
    "notification": ("GetBucketNotification", "PutBucketNotification", ""),
    "object-lock": ("GetBucketObjectLockConfiguration", "PutBucketObjectLockConfiguration", ""),
    "ownershipControls": ("GetBucketOwnershipControls", "PutBucketOwnershipControls", "PutBucketOwnershipControls"),
    "policy": ("GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"),
    "policyStatus": ("GetBucketPolicyStatus", "", ""),
    "publicAccessBlock": ("GetBucketPublicAccessBlock", "PutBucketPublicAccessBlock", "PutBucketPublicAccessBlock"),
    "replication": ("GetReplicationConfiguration", "PutReplicationConfiguration", "PutReplicationConfiguration"),
    "requestPayment": ("GetBucketRequestPayment", "PutBucketRequestPayment", ""),
    "tagging": ("GetBucketTagging", "PutBucketTagging", "PutBucketTagging"),
    "uploads": ("ListBucketMultipartUploads", "", ""),
    "versioning": ("GetBucketVersioning", "PutBucketVersioning", ""),
    "versions": ("ListBucketVersions", "", ""),
    "website": ("GetBucketWebsite", "PutBucketWebsite", "DeleteBucketWebsite"),
}
OBJECT: Dict[str, Tuple[str, str, str]] = {
    "acl": ("GetObjectAcl", "PutObjectAcl", ""),
    "attributes": ("GetObjectAttributes", "", ""),
    "legal-hold": ("GetObjectLegalHold", "PutObjectLegalHold", ""),
    "retention": ("GetObjectRetention", "PutObjectRetention", ""),
    "tagging": ("GetObjectTagging", "PutObjectTagging", "DeleteObjectTagging"),
    "uploadId": ("ListMultipartUploadParts", "PutObject", "AbortMultipartUpload"),
    "versionId": ("GetObjectVersion", "PutObject", "DeleteObjectVersion"),
}
METHODS = {"GET": 0, "HEAD": 0, "PUT": 1, "DELETE": 2}
OF_BUCKETS = ("ListBucket", "CreateBucket", "DeleteBucket")
OF_OBJECTS = ("GetObject", "PutObject", "DeleteObject")
# a header of PutObject -> the further action that it needs
HEADERS = {"x-amz-acl": "PutObjectAcl", "x-amz-object-lock-legal-hold": "PutObjectLegalHold",
           "x-amz-object-lock-mode": "PutObjectRetention", "x-amz-tagging": "PutObjectTagging"}
DELETED = re.compile(r"<Object>.*?<Key>(.*?)</Key>(.*?)</Object>", re.DOTALL)


def asks(call: Call) -> Optional[List[Ask]]:
    """None for S3's control plane, which has ordinary operations."""
    if call.response.service_name != "s3":
        return None
    resource = call.s3_resource
    query, method = call.response.querystring, call.response.method.upper()
    if resource.endswith(":::*"):
        return [Ask("s3:ListAllMyBuckets", "*")]
    if "/" not in resource:
        return _of_bucket(call, resource, method, query)
    if method == "POST":
        return [Ask("s3:RestoreObject" if "restore" in query else "s3:PutObject", resource)]
    action = _action(OBJECT, OF_OBJECTS, method, query)
    return [Ask(action, resource), *_of_headers(call, action, resource)]


def _of_bucket(call: Call, resource: str, method: str, query: dict) -> List[Ask]:
    if method != "POST":
        return [Ask(_action(BUCKET, OF_BUCKETS, method, query), resource)]
    if "delete" not in query:
        return [Ask("s3:PutObject", f"{resource}/*")]
    body = call.response.body
    text = body.decode() if isinstance(body, bytes) else body
    return [Ask("s3:DeleteObjectVersion" if "<VersionId>" in rest else "s3:DeleteObject", f"{resource}/{key}")
            for key, rest in DELETED.findall(text)]


def _of_headers(call: Call, action: str, resource: str) -> List[Ask]:
    if action != "s3:PutObject":
        return []
    headers = call.response.headers
    found = [Ask(f"s3:{needed}", resource) for header, needed in HEADERS.items() if header in headers]
    source = headers.get("x-amz-copy-source", "").lstrip("/").partition("?")[0]
    return [*found, *([Ask("s3:GetObject", f"arn:aws:s3:::{source}")] if source else [])]


def _action(table: Dict[str, Tuple[str, str, str]], default: Tuple[str, str, str], method: str, query: dict) -> str:
    name = next((name for name in table if name in query), None)
    return "s3:" + ((table[name] if name else default)[METHODS[method]] or "Unknown")
