package io.tapstack.main.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.terraform.StackState;
import java.util.List;
import java.util.Map;

/** One system with an API, a table and a secret. */
final class FakeSystems implements DeployedSystems {
    static final String SECRET = "hunter2-in-the-state";
    private static final String OPENAPI = """
            {"openapi":"3.0.3","paths":{
              "/payment":{
                "post":{"operationId":"acceptPayment",
                  "parameters":[{"name":"Idempotency-Key","in":"header","required":true,"description":"The same key with the same body returns the same payment"}],
                  "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Payment"}}}}},
                "get":{"operationId":"listPayments","parameters":[{"name":"userId","in":"query"},{"name":"limit","in":"query"}]},
                "options":{}},
              "/payment/{id}":{"get":{"operationId":"readPayment",
                "parameters":[{"name":"id","in":"path","required":true}]}}},
             "components":{"schemas":{"Payment":{"type":"object","properties":{
               "userId":{"type":"string"},"amount":{"type":"integer","minimum":1},
               "currency":{"type":"string","pattern":"^[A-Z]{3}$"}}}}}}
            """;

    @Override
    public List<DeployedSystem> systems() {
        return List.of(new DeployedSystem(
                "payments",
                List.of("foundation-local", "payments-local"),
                List.of(
                        new Output("apiId", "Id of the REST API", "a1"),
                        new Output("password", "Masked", "(sensitive)"))));
    }

    @Override
    public Map<String, StackState> states() {
        ObjectMapper mapper = new ObjectMapper();
        return Map.of(
                "payments-local",
                new StackState(List.of(
                        resource(
                                "aws_api_gateway_rest_api",
                                mapper.createObjectNode()
                                        .put("id", "a1")
                                        .put("name", "payments-local-api")
                                        .put("body", OPENAPI)),
                        resource(
                                "aws_api_gateway_stage",
                                mapper.createObjectNode()
                                        .put("rest_api_id", "a1")
                                        .put("stage_name", "local")),
                        resource(
                                "aws_dynamodb_table",
                                mapper.createObjectNode()
                                        .put("id", "payments-local-payments")
                                        .put("name", "payments-local-payments")
                                        .put(
                                                "arn",
                                                "arn:aws:dynamodb:eu-central-1:123456789012:table/payments-local-payments")),
                        resource(
                                "aws_secretsmanager_secret_version",
                                mapper.createObjectNode().put("id", "secret|1").put("secret_string", SECRET)))));
    }

    private static StackState.Resource resource(String type, JsonNode attributes) {
        return new StackState.Resource(type, type + ".it", attributes);
    }
}
