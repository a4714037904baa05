package io.tapstack.lambda.security.remediation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Calls of EC2's query API. The SDK's client has 26 MB, and three of its operations would be used; HTTP client,
 * credentials and signature are the SDK's.
 */
final class Ec2Query {
    private static final String VERSION = "2016-11-15";
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final URI endpoint;
    private final String region;

    Ec2Query(SdkHttpClient http, AwsCredentialsProvider credentials, URI endpoint, String region) {
        this.http = http;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.region = region;
    }

    /** EC2 has refused the call or failed. */
    static final class Ec2Exception extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        private Ec2Exception(String action, int status, String code) {
            super("EC2 answers " + action + " with " + status + " " + code);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /**
     * Does an action and gives the answer's root element.
     *
     * @throws Ec2Exception where EC2 does not
     */
    Xml call(String action, Map<String, String> parameters) {
        var body = ContentStreamProvider.fromUtf8String(form(action, parameters));
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", FORM)
                .build();
        var signed = AwsV4HttpSigner.create().sign(sign -> sign.identity(credentials.resolveCredentials())
                .request(request)
                .payload(body)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "ec2")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        var prepared = http.prepareRequest(HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(body))
                .build());
        try {
            var response = prepared.call();
            try (var answer =
                    response.responseBody().map(InputStream.class::cast).orElse(InputStream.nullInputStream())) {
                if (!response.httpResponse().isSuccessful()) {
                    throw refusal(action, response.httpResponse().statusCode(), answer);
                }
                return Xml.read(answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("EC2 does not answer " + action, e);
        }
    }

    private static Ec2Exception refusal(String action, int status, InputStream answer) {
        String code;
        try {
            code = Xml.read(answer).child("Errors").child("Error").text("Code");
        } catch (IOException e) {
            code = "";
        }
        return new Ec2Exception(action, status, code);
    }

    private static String form(String action, Map<String, String> parameters) {
        return "Action=" + action + "&Version=" + VERSION
                + parameters.entrySet().stream()
                        .map(entry -> "&" + entry.getKey() + "="
                                + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining());
    }
}
