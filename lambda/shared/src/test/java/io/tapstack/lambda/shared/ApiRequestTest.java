package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("P8")
class ApiRequestTest {
    @Test
    void readsWhatApiGatewaySends() {
        var request = read("""
                {"resource":"/payment/{id}","path":"/payment/pay_1","httpMethod":"get",
                 "headers":{"Idempotency-Key":"b"},
                 "multiValueHeaders":{"Idempotency-Key":["a","b"],"X-Once":["c"]},
                 "queryStringParameters":{"limit":"2"},"multiValueQueryStringParameters":{"limit":["1","2"]},
                 "pathParameters":{"id":"pay_1"},
                 "requestContext":{"requestId":"r","path":"/dev/payment/pay_1"},
                 "body":"e30=","isBase64Encoded":true}""");

        assertThat(request.route()).isEqualTo(new ApiRequest.Route("GET", "/payment/{id}", "/dev/payment/pay_1"));
        assertThat(request.header("x-ONCE")).contains("c");
        assertThat(request.header("Idempotency-Key")).as("sent twice").isEmpty();
        assertThat(request.queryParameter("limit")).as("sent twice").isEmpty();
        assertThat(request.query()).containsEntry("limit", List.of("1", "2"));
        assertThat(request.pathParameters()).containsEntry("id", "pay_1");
        assertThat(request.body()).isEqualTo("{}");
    }

    @Test
    void readsSingleValuesWhereTheMultipleOnesAreMissing() {
        var request =
                read("{\"headers\":{\"A\":\"1\",\"a\":\"2\",\"B\":\"3\"},\"queryStringParameters\":{\"q\":\"x\"}}");

        assertThat(request.header("a")).as("the same header in two spellings").isEmpty();
        assertThat(request.header("b")).contains("3");
        assertThat(request.queryParameter("q")).contains("x");
    }

    @Test
    @Tag("L2")
    void aUserPoolsTokenCountsBeforeTheIdentityAndOnlyFromTheAuthorizer() {
        var claims = read("""
                {"headers":{"sub":"forged"},"requestContext":{"identity":{"userArn":"arn:aws:iam::1:user/a"},
                 "authorizer":{"claims":{"sub":"s-1","cognito:groups":"a,b","exp":5}}}}""");
        var none = read("{\"claims\":{\"sub\":\"forged\"},\"requestContext\":{\"claims\":{\"sub\":\"forged\"}}}");

        assertThat(claims.caller().principal()).isEqualTo("s-1");
        assertThat(claims.caller().claims()).containsOnlyKeys("sub", "cognito:groups");
        assertThat(none.caller().principal()).isEqualTo("anonymous");
        assertThat(none.caller().claims()).isEmpty();
    }

    @Test
    void survivesAnEmptyEvent() {
        var request = read("{\"headers\":null,\"body\":null,\"requestContext\":7,\"path\":[]}");

        assertThat(request.route()).isEqualTo(new ApiRequest.Route("", "", ""));
        assertThat(request.body()).isEmpty();
        assertThat(request.caller().principal()).isEqualTo("anonymous");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::123456789012:user/shop, arn:aws:iam::123456789012:user/shop",
        "arn:aws:sts::123456789012:assumed-role/shop/session-1, arn:aws:sts::123456789012:assumed-role/shop",
        "arn:aws:sts::123456789012:assumed-role/shop/session-2, arn:aws:sts::123456789012:assumed-role/shop",
    })
    void countsSessionsOfARoleAsOneCaller(String userArn, String principal) {
        var request = read("{\"requestContext\":{\"identity\":{\"userArn\":\"" + userArn + "\"}}}");

        assertThat(request.caller().principal()).isEqualTo(principal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order-4711-abc | order-4711-abc",
                "short | c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
                "has space 1 | c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
                "4111-1111-1111-1111 | c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
            })
    @Tag("P14")
    void correlatesByTheCallersIdOnlyWhereItMayBeLogged(String sent, String used) {
        var request = read("{\"headers\":{\"x-correlation-id\":\"" + sent + "\"},"
                + "\"requestContext\":{\"requestId\":\"c6af9ac6-7b61-11e6-9a41-93e8deadbeef\"}}");

        assertThat(CorrelationId.of(request)).isEqualTo(used);
    }

    @Test
    @Tag("P14")
    void makesACorrelationIdWhereThereIsNone() {
        assertThat(CorrelationId.of(read("{}"))).matches("[0-9a-f-]{36}");
    }

    private static ApiRequest read(String event) {
        return ApiRequest.of(Json.object(event));
    }
}
