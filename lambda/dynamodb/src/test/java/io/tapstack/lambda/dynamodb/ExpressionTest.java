package io.tapstack.lambda.dynamodb;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static io.tapstack.lambda.dynamodb.Attributes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ExpressionTest {
    private static final Map<String, AttributeValue> ITEM = Map.of("balance", number(10), "name", text("n"));
    private static final Map<String, AttributeValue> VALUES = Map.of(":ten", number(10), ":nine", number(9));

    @ParameterizedTest
    @CsvSource({
        "balance = :ten, true",
        "balance <> :ten, false",
        "balance >= :ten, true",
        "balance > :ten, false",
        "balance <= :nine, false",
        "missing = :ten, false",
        "missing < :ten, false",
        "name >= :ten, false",
        "attribute_exists(balance), true",
        "attribute_not_exists(balance), false",
        "attribute_not_exists(missing) AND balance = :nine, false",
        "attribute_not_exists(missing) OR balance = :nine, true",
        "balance = :nine AND (balance = :nine OR balance = :ten), false"
    })
    void holdsAsInDynamoDb(String condition, boolean holds) {
        assertThat(new Expression(ITEM, VALUES, Map.of()).holds(condition)).isEqualTo(holds);
    }

    @Test
    void updatesFromTheValuesBeforeTheUpdate() {
        var update = "SET balance = balance - :nine, #n = balance, seen = if_not_exists(seen, :ten) REMOVE missing";
        var item = new Expression(ITEM, VALUES, Map.of("#n", "name")).updated(update);

        assertThat(item).isEqualTo(Map.of("balance", number(1), "name", number(10), "seen", number(10)));
    }

    @Test
    void refusesPlaceholdersThatAreUndefinedOrUnused() {
        assertThatThrownBy(() -> new Expression(ITEM, Map.of(), Map.of()).holds("balance = :ten"))
                .hasMessage("undefined: :ten");
        var expression = new Expression(ITEM, VALUES, Map.of());
        expression.holds("balance = :ten");
        assertThatThrownBy(expression::checkAllUsed).hasMessage("unused in expressions: [:nine]");
    }
}
