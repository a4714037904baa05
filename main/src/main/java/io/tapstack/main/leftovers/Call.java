package io.tapstack.main.leftovers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One request to AWS, in the words of its protocol.
 *
 * @param service that the signature is made for
 */
record Call(String service, String method, String path, Map<String, String> headers, String body) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Services whose requests name a version. */
    private static final Map<String, String> VERSIONS = Map.of(
            "autoscaling", "2011-01-01",
            "ec2", "2016-11-15",
            "elasticloadbalancing", "2015-12-01",
            "iam", "2010-05-08",
            "monitoring", "2010-08-01",
            "rds", "2014-10-31",
            "sns", "2010-03-31");

    /** Services whose requests name a target. */
    private static final Map<String, String> TARGETS = Map.ofEntries(
            Map.entry("acm", "CertificateManager"),
            Map.entry("cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101"),
            Map.entry("cognito-idp", "AWSCognitoIdentityProviderService"),
            Map.entry("config", "StarlingDoveService"),
            Map.entry("dynamodb", "DynamoDB_20120810"),
            Map.entry("events", "AWSEvents"),
            Map.entry("kms", "TrentService"),
            Map.entry("logs", "Logs_20140328"),
            Map.entry("secretsmanager", "secretsmanager"),
            Map.entry("sqs", "AmazonSQS"),
            Map.entry("ssm", "AmazonSSM"),
            Map.entry("tagging", "ResourceGroupsTaggingAPI_20170126"),
            Map.entry("wafv2", "AWSWAF_20190729"));

    /** The two that speak the older version of AWS's JSON. */
    private static final Map<String, String> JSON = Map.of("dynamodb", "1.0", "sqs", "1.0");

    /** A call in AWS's JSON. */
    static Call json(String service, String action, Map<String, ?> members) {
        try {
            return new Call(
                    service,
                    "POST",
                    "/",
                    Map.of(
                            "X-Amz-Target",
                            TARGETS.get(service) + "." + action,
                            "Content-Type",
                            "application/x-amz-json-" + JSON.getOrDefault(service, "1.1")),
                    MAPPER.writeValueAsString(members));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    /** A call of a form's fields. */
    static Call query(String service, String action, Map<String, String> members) {
        Map<String, String> fields = new TreeMap<>(members);
        fields.put("Action", action);
        fields.put("Version", VERSIONS.get(service));
        return new Call(
                service,
                "POST",
                "/",
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&")));
    }

    /** A call of a method on a path. */
    static Call rest(String service, String method, String path) {
        return new Call(service, method, path, Map.of(), "");
    }

    Call with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new Call(service, method, path, all, body);
    }

    Call with(String newBody) {
        return new Call(service, method, path, headers, newBody);
    }

    /** A part of a path. */
    static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
