package io.tapstack.main.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExampleBodyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'string'}|'demo'",
                "{'type':'string','pattern':'^[A-Z]{3}$'}|'EUR'",
                "{'type':'string','pattern':'^x+$'}|''",
                "{'type':'string','enum':['A','B']}|'A'",
                "{'type':'string','example':'e'}|'e'",
                "{'type':'integer','minimum':1}|1999",
                "{'type':'integer','maximum':10}|10",
                "{'type':'integer','minimum':5000}|5000",
                "{'type':'boolean'}|true",
                "{'type':'array','items':{'type':'boolean'}}|[true]",
                "{'type':'object','properties':{'a':{'$ref':'#/components/schemas/A'}}}|{'a':'demo'}",
                "{}|null"
            },
            quoteCharacter = '`')
    void fitsTheSchema(String schema, String example) throws JsonProcessingException {
        JsonNode document = json("{'components':{'schemas':{'A':{'type':'string'}}}}");
        assertThat(new ExampleBody(document).of(json(schema)))
                .hasToString(json(example).toString());
    }

    @Test
    void endsWhereASchemaHoldsItself() throws JsonProcessingException {
        JsonNode document = json("{'components':{'schemas':{'A':"
                + "{'type':'object','properties':{'next':{'$ref':'#/components/schemas/A'}}}}}}");
        assertThat(new ExampleBody(document)
                        .of(json("{'$ref':'#/components/schemas/A'}"))
                        .toString())
                .hasSizeLessThan(200);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
