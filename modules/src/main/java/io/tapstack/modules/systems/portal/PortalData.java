package io.tapstack.modules.systems.portal;

import com.hashicorp.cdktf.ITerraformDependable;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.lambda.FunctionInvocation;
import io.tapstack.modules.lambda.FunctionKeys;
import io.tapstack.modules.lambda.FunctionNetwork;
import io.tapstack.modules.lambda.FunctionRuntime;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.lambda.SnapStart;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.rds.PostgresDatabase;
import io.tapstack.modules.secrets.RotatedDatabaseUser;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/**
 * The database, its schema, and the user that the application signs in as (B7).
 *
 * @param migrated for who needs the schema, and so must say {@code dependsOn}
 */
record PortalData(
        PostgresDatabase.Ref database,
        RotatedDatabaseUser.Ref user,
        JavaFunction.Ref migrations,
        ITerraformDependable migrated) {
    /** The application's; rotation's other user is {@code portal_clone}. */
    private static final String USER = "portal";

    /** @param failures asynchronous calls of the functions, which nobody should make */
    record Props(
            Deployment deployment,
            PortalSettings settings,
            PortalArtifacts artifacts,
            EncryptionKey.Ref key,
            PortalNetwork network,
            Queue.Ref failures) {}

    static PortalData in(Construct scope, Props props) {
        Maker maker = new Maker(scope, props);
        PostgresDatabase.Ref database = maker.database();
        FunctionNetwork network = props.network.functionsOf(database);
        JavaFunction.Ref migrations = maker.migrations(database, network);
        return new PortalData(database, maker.user(database, network), migrations, maker.migrate(migrations, database));
    }

    private record Maker(Construct scope, Props props) {
        PostgresDatabase.Ref database() {
            return new PostgresDatabase(
                            scope,
                            "database",
                            new PostgresDatabase.Props(
                                    props.deployment,
                                    props.settings.database(),
                                    "portal",
                                    props.network.ref().vpcId(),
                                    props.network.databaseSubnetIds(),
                                    new PostgresDatabase.Keys(props.key, props.key, props.key)))
                    .ref();
        }

        JavaFunction.Ref migrations(PostgresDatabase.Ref database, FunctionNetwork network) {
            FunctionRuntime runtime = new FunctionRuntime(
                    Map.of(
                            "DB_HOST", database.address(),
                            "DB_PORT", database.port(),
                            "DB_NAME", database.databaseName(),
                            "DB_MASTER_SECRET_ARN", database.masterSecretArn(),
                            "DB_USER", USER),
                    database.grants().readMasterSecret(),
                    Optional.of(network),
                    keys(),
                    props.failures,
                    SnapStart.NONE);
            return new JavaFunction(
                            scope,
                            "migrations",
                            new JavaFunction.Props(
                                    props.deployment,
                                    "migrations",
                                    "Brings the portal's schema up to date at each deployment",
                                    props.settings.functions().migrations(),
                                    props.artifacts.migrations(),
                                    runtime))
                    .ref();
        }

        RotatedDatabaseUser.Ref user(PostgresDatabase.Ref database, FunctionNetwork network) {
            PortalFunctionSettings functions = props.settings.functions();
            return new RotatedDatabaseUser(
                            scope,
                            "app-user",
                            new RotatedDatabaseUser.Props(
                                    props.deployment,
                                    "app-user",
                                    USER,
                                    functions.secret(),
                                    database,
                                    props.key,
                                    new RotatedDatabaseUser.Rotation(
                                            "secret-rotation",
                                            functions.rotation(),
                                            props.artifacts.rotation(),
                                            network,
                                            keys(),
                                            props.failures)))
                    .ref();
        }

        private FunctionKeys keys() {
            return new FunctionKeys(props.key, props.key);
        }

        /** Again whenever the artifact or the database is another. */
        ITerraformDependable migrate(JavaFunction.Ref migrations, PostgresDatabase.Ref database) {
            return new FunctionInvocation(
                            scope,
                            "schema",
                            new FunctionInvocation.Props(
                                    migrations,
                                    Map.of("database", database.resourceId()),
                                    props.artifacts.migrations().hash()))
                    .resource();
        }
    }
}
