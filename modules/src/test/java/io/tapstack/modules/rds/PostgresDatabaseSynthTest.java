package io.tapstack.modules.rds;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.TerraformOutput;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P2")
final class PostgresDatabaseSynthTest {
    private static final PostgresDatabase.Keys KEYS =
            new PostgresDatabase.Keys(key("storage"), key("secret"), key("logs"));
    private static final List<String> SUBNETS = List.of("subnet-a", "subnet-b");
    private static final List<PostgresDatabase.Ref> REFS = new ArrayList<>();
    private static final Synthesized SMALL = synth(
            "17",
            new StorageSettings(20, 100),
            Availability.SINGLE_AZ,
            DatabaseMonitoring.STANDARD,
            Protection.DISPOSABLE);
    private static final Synthesized PROD = synth(
            "17",
            new StorageSettings(100, 100),
            Availability.MULTI_AZ,
            DatabaseMonitoring.ENHANCED,
            Protection.PROTECTED);

    @Test
    void runsAMajorVersionAndTakesMinorOnesAsTheyCome() {
        SMALL.only("aws_db_instance")
                .has("engine", "postgres")
                .has("engine_version", "17")
                .has("auto_minor_version_upgrade", true)
                .has("identifier", "payments-pr123-db")
                .has("db_name", "ledger")
                .has("instance_class", "db.t4g.small");
    }

    @Test
    void growsOnEncryptedGp3() {
        SMALL.only("aws_db_instance")
                .has("storage_type", "gp3")
                .has("storage_encrypted", true)
                .has("kms_key_id", KEYS.storage().arn())
                .has("allocated_storage", 20)
                .has("max_allocated_storage", 100);
    }

    @Test
    void doesNotGrowWhenTheMaximumIsTheBeginning() {
        PROD.only("aws_db_instance").has("allocated_storage", 100).lacks("max_allocated_storage");
    }

    @Test
    void leavesTheMasterPasswordToRds() {
        SMALL.only("aws_db_instance")
                .has("manage_master_user_password", true)
                .has("master_user_secret_kms_key_id", KEYS.masterSecret().arn())
                .has("username", "dbmaster")
                .lacks("password");
    }

    @Test
    @Tag("RDS.10")
    void takesIamTokensForPasswords() {
        SMALL.only("aws_db_instance").has("iam_database_authentication_enabled", true);
    }

    @Test
    @Tag("RDS.2")
    void livesInTheGivenSubnetsBehindAGroupWithoutRules() {
        SMALL.only("aws_db_instance")
                .has("publicly_accessible", false)
                .hasText("db_subnet_group_name", "aws_db_subnet_group.");
        assertThat(SMALL.only("aws_db_instance").each("vpc_security_group_ids")).hasSize(1);
        SMALL.only("aws_db_subnet_group").has("name", "payments-pr123-db").has("subnet_ids", SUBNETS);
        SMALL.only("aws_security_group").has("vpc_id", "vpc-1");
        SMALL.none("aws_vpc_security_group_ingress_rule");
    }

    @Test
    void leavesThePortToAws() {
        SMALL.only("aws_db_instance").lacks("port");
        assertThat(SMALL.root().at("/output/port/value").asText()).matches("\\$\\{aws_db_instance\\.[^.]+\\.port}");
    }

    @Test
    @Tag("RDS.38")
    void forcesTlsAndLogsConnectionsAndSchemaChanges() {
        ResourceAssert group = SMALL.only("aws_db_parameter_group").has("family", "postgres17");
        assertThat(group.each("parameter").stream()
                        .map(parameter -> parameter.at("name").asText() + "="
                                + parameter.at("value").asText()))
                .containsExactly(
                        "rds.force_ssl=1",
                        "log_connections=1",
                        "log_disconnections=1",
                        "log_statement=ddl",
                        "log_min_duration_statement=1000");
        SMALL.only("aws_db_instance").hasText("parameter_group_name", "aws_db_parameter_group.");
    }

    @Test
    void canChangeTheMajorVersionBesideTheOldParameterGroup() {
        synth(
                        "18",
                        new StorageSettings(20, 100),
                        Availability.SINGLE_AZ,
                        DatabaseMonitoring.STANDARD,
                        Protection.DISPOSABLE)
                .only("aws_db_parameter_group")
                .has("family", "postgres18")
                .has("name_prefix", "payments-pr123-db-18-")
                .has("lifecycle/create_before_destroy", true);
    }

    @Test
    @Tag("C8")
    @Tag("RDS.36")
    void exportsItsLogsToEncryptedGroupsThatAreMadeBefore() {
        ResourceAssert instance =
                SMALL.only("aws_db_instance").has("enabled_cloudwatch_logs_exports", List.of("postgresql", "upgrade"));
        for (String log : List.of("postgresql", "upgrade")) {
            ResourceAssert group = SMALL.only(
                            "aws_cloudwatch_log_group", "name", "/aws/rds/instance/payments-pr123-db/" + log)
                    .has("retention_in_days", 30)
                    .has("kms_key_id", KEYS.logs().arn());
            assertThat(instance.at("depends_on").toString()).contains(group.address());
        }
    }

    @Test
    @Tag("RDS.11")
    @Tag("RDS.17")
    void backsUpInItsWindows() {
        SMALL.only("aws_db_instance")
                .has("backup_retention_period", 3)
                .has("backup_window", "03:00-04:00")
                .has("maintenance_window", "sun:04:00-sun:05:00")
                .has("copy_tags_to_snapshot", true);
    }

    @Test
    void goesWithoutASnapshotWhenDisposable() {
        SMALL.only("aws_db_instance")
                .has("deletion_protection", false)
                .has("lifecycle/prevent_destroy", false)
                .has("skip_final_snapshot", true)
                .lacks("final_snapshot_identifier")
                .has("delete_automated_backups", true)
                .has("apply_immediately", true);
    }

    @Test
    @Tag("C4")
    @Tag("RDS.8")
    void refusesToBeDeletedWhenProtected() {
        PROD.only("aws_db_instance")
                .has("deletion_protection", true)
                .has("lifecycle/prevent_destroy", true)
                .has("skip_final_snapshot", false)
                .hasText("final_snapshot_identifier", "payments-pr123-db-final-${terraform_data.")
                .has("delete_automated_backups", false)
                .has("apply_immediately", false);
    }

    /** A snapshot of that name may be left over from the instance before; RDS refuses a second (DBSnapshotAlreadyExists). */
    @Test
    @Tag("C4")
    void canBeGivenUpMoreThanOnce() {
        PROD.only("terraform_data")
                .has("input", "${substr(uuid(), 0, 8)}")
                .has("lifecycle/ignore_changes", List.of("input"));
    }

    /** RDS User Guide, "Upgrades of the RDS for PostgreSQL DB engine": the flag, and a group of the new family. */
    @Test
    void canBeUpgradedToTheNextMajorVersion() {
        PROD.only("aws_db_instance").has("allow_major_version_upgrade", true);
        PROD.only("aws_db_parameter_group")
                .has("lifecycle/create_before_destroy", true)
                .has("skip_destroy", true);
        SMALL.only("aws_db_parameter_group").has("skip_destroy", false);
    }

    @Test
    @Tag("RDS.5")
    void runsInTwoZonesWhenAsked() {
        PROD.only("aws_db_instance").has("multi_az", true);
        SMALL.only("aws_db_instance").has("multi_az", false);
    }

    @Test
    @Tag("RDS.6")
    void measuresMoreWhenAsked() {
        ResourceAssert instance = PROD.only("aws_db_instance")
                .has("monitoring_interval", 60)
                .hasText("monitoring_role_arn", "aws_iam_role.")
                .has("performance_insights_enabled", true)
                .has("performance_insights_kms_key_id", KEYS.storage().arn())
                .has("performance_insights_retention_period", 7);
        assertThat(instance.at("depends_on").toString()).contains("aws_iam_role_policy_attachment.");
    }

    @Test
    void needsNoRoleOtherwise() {
        SMALL.only("aws_db_instance").lacks("monitoring_interval").lacks("performance_insights_enabled");
        SMALL.none("aws_iam_role");
    }

    @Test
    @Tag("C7")
    void letsMonitoringWriteForThisDatabaseToItsLogGroupOnly() {
        PROD.only("aws_iam_role")
                .statement("assume_role_policy", "AssumeRole")
                .has("Principal/Service", "monitoring.rds.amazonaws.com")
                .has("Condition/StringEquals/aws:SourceAccount", "123456789012")
                .has("Condition/ArnLike/aws:SourceArn", "arn:aws:rds:eu-central-1:123456789012:db:payments-pr123-db");
        PROD.only("aws_iam_policy")
                .statement("policy", "WriteMetrics")
                .has(
                        "Resource",
                        List.of(
                                "arn:aws:logs:eu-central-1:123456789012:log-group:RDSOSMetrics",
                                "arn:aws:logs:eu-central-1:123456789012:log-group:RDSOSMetrics:log-stream:*"));
    }

    @Test
    void grantsLoginAsOneUserOfThisInstance() {
        PostgresDatabase.Ref database = REFS.get(0);
        Statement connect = database.grants().connect("ledger_app");
        assertThat(connect.sid()).isEqualTo("ConnectAsLedgerApp");
        assertThat(connect.actions()).containsExactly("rds-db:connect");
        assertThat(connect.resources())
                .containsExactly(
                        "arn:aws:rds-db:eu-central-1:123456789012:dbuser:" + database.resourceId() + "/ledger_app");
    }

    @Test
    void grantsTheMasterSecretWithItsKey() {
        PostgresDatabase.Ref database = REFS.get(0);
        List<Statement> grants = database.grants().readMasterSecret();
        assertThat(grants.get(0).actions()).containsExactly("secretsmanager:GetSecretValue");
        assertThat(grants.get(0).resources()).containsExactly(database.masterSecretArn());
        assertThat(grants.get(1).actions()).containsExactly("kms:Decrypt");
        assertThat(grants.get(1).resources())
                .containsExactly(KEYS.masterSecret().arn());
    }

    @Test
    void handsOutTheSecretThatRdsMade() {
        assertThat(SMALL.root().at("/output/secret/value").asText())
                .matches("\\$\\{aws_db_instance\\.[^.]+\\.master_user_secret\\[0]\\.secret_arn}");
    }

    @Test
    void refusesBadSettingsBeforeAnythingIsMade() {
        assertThatThrownBy(() -> synth(
                        "15.5",
                        new StorageSettings(20, 100),
                        Availability.SINGLE_AZ,
                        DatabaseMonitoring.STANDARD,
                        Protection.DISPOSABLE))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("database.majorVersion must be");
    }

    private static EncryptionKey.Ref key(String purpose) {
        return new EncryptionKey.Ref("arn:aws:kms:eu-central-1:123456789012:key/" + purpose);
    }

    private static Synthesized synth(
            String majorVersion,
            StorageSettings storage,
            Availability availability,
            DatabaseMonitoring monitoring,
            Protection protection) {
        DatabaseSettings settings = new DatabaseSettings(
                majorVersion,
                "db.t4g.small",
                storage,
                new BackupSettings(3, "03:00-04:00", "sun:04:00-sun:05:00"),
                availability,
                monitoring,
                protection,
                new Retention(30));
        return Synthesized.of(stack -> {
            PostgresDatabase.Ref database = new PostgresDatabase(
                            stack,
                            "db",
                            new PostgresDatabase.Props(DEPLOYMENT, settings, "ledger", "vpc-1", SUBNETS, KEYS))
                    .ref();
            TerraformOutput.Builder.create(stack, "port").value(database.port()).build();
            TerraformOutput.Builder.create(stack, "secret")
                    .value(database.masterSecretArn())
                    .build();
            REFS.add(database);
        });
    }
}
