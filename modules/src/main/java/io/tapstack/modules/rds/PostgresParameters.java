package io.tapstack.modules.rds;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.db_parameter_group.DbParameterGroup;
import com.hashicorp.cdktf.providers.aws.db_parameter_group.DbParameterGroupParameter;
import io.tapstack.modules.core.Protection;
import java.util.List;
import software.constructs.Construct;

/**
 * PostgreSQL's own settings: TLS only (FSBP RDS.38), and a log of connections, schema changes and slow statements.
 *
 * <p>{@code log_statement=ddl} writes {@code ALTER ROLE … PASSWORD} as it was sent: whoever sets a password has to send
 * its SCRAM verifier, not the password.
 */
final class PostgresParameters {
    private static final String SLOW_STATEMENT_MILLIS = "1000";

    private PostgresParameters() {}

    static DbParameterGroup create(Construct scope, String name, String majorVersion, Protection protection) {
        DbParameterGroup group = DbParameterGroup.Builder.create(scope, "parameters")
                .namePrefix(name + "-" + majorVersion + "-") // a new major version needs a second group for a while
                .family("postgres" + majorVersion)
                .description("TLS only, connections and schema changes logged")
                .parameter(List.of(
                        parameter("rds.force_ssl", "1"),
                        parameter("log_connections", "1"),
                        parameter("log_disconnections", "1"),
                        parameter("log_statement", "ddl"),
                        parameter("log_min_duration_statement", SLOW_STATEMENT_MILLIS)))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
        // A protected instance is a member of the old group until its maintenance window, so that no one may delete it
        // yet.
        group.addOverride("skip_destroy", protection.isProtected()); // younger than the bindings
        return group;
    }

    private static DbParameterGroupParameter parameter(String name, String value) {
        return DbParameterGroupParameter.builder()
                .name(name)
                .value(value)
                .applyMethod("immediate")
                .build();
    }
}
