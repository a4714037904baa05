package io.tapstack.lambda.payments.migrations;

import io.tapstack.lambda.migrations.Schema;
import java.util.Map;

/** The ledger's schema. */
final class LedgerSchema {
    static final String NAME = "ledger";

    private LedgerSchema() {}

    /** The schema, in which the role of this name may add to the books. */
    static Schema of(String ledgerUser) {
        return new Schema(NAME, Map.of("ledger_user", ledgerUser));
    }
}
