package io.tapstack.lambda.security.remediation;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Events in AWS's own shape. */
final class Events {
    static final String CONFIG = read("config-compliance-change");
    static final String SECURITY_HUB = read("security-hub-finding");

    private Events() {}

    /** That the bucket {@code open-bucket} breaks a rule. */
    static JsonObject config() {
        return Json.object(CONFIG);
    }

    /** That EC2.13 fails for the security group {@code sg-0123456789abcdef0}. */
    static JsonObject securityHub() {
        return Json.object(SECURITY_HUB);
    }

    /** The members that the sentence is made of, in the shape of AWS's samples ({@code environments/…/events}). */
    static JsonObject guardDuty() {
        return Json.object("""
                {"id": "e-1", "source": "aws.guardduty", "detail-type": "GuardDuty Finding", "account": "123456789012",
                 "region": "eu-central-1", "detail": {"id": "f-1", "type": "Recon:IAMUser/X", "severity": 5.5,
                   "title": "Reconnaissance by a user."}}""");
    }

    /** Likewise. */
    static JsonObject accessAnalyzer() {
        return Json.object("""
                {"id": "e-2", "source": "aws.access-analyzer", "detail-type": "Access Analyzer Finding",
                 "account": "123456789012", "region": "eu-central-1",
                 "detail": {"id": "f-2", "resource": "arn:aws:s3:::b", "resourceType": "AWS::S3::Bucket"}}""");
    }

    private static String read(String name) {
        try (var stream = Events.class.getResourceAsStream("/events/" + name + ".json")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
