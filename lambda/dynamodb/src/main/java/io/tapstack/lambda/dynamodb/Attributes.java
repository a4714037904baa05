package io.tapstack.lambda.dynamodb;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values of items. Numbers are whole and travel as DynamoDB numbers, which are decimal. */
public final class Attributes {
    private Attributes() {}

    public static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** The number of an attribute that must be there. */
    public static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(item.get(name).n());
    }

    /** The text of an attribute that must be there. */
    public static String text(Map<String, AttributeValue> item, String name) {
        return item.get(name).s();
    }

    /** The text of an attribute that may be missing. */
    public static Optional<String> optionalText(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }
}
