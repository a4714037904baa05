package io.tapstack.lambda.portal.migrations;

import io.tapstack.lambda.migrations.Schema;
import java.util.Map;

/** The portal's schema. */
public final class PortalSchema {
    private PortalSchema() {}

    /** The schema, which the user of this name may read. */
    public static Schema readBy(String user) {
        return new Schema("portal", Map.of("portal_user", user));
    }
}
