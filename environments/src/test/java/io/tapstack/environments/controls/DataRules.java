package io.tapstack.environments.controls;

import static io.tapstack.environments.testing.StackJson.refersTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Databases, tables, keys and secrets. */
final class DataRules {
    private static final String DATABASE = "aws_db_instance";
    private static final String TABLE = "aws_dynamodb_table";
    private static final String KEY = "aws_kms_key";
    private static final Set<String> USUAL_NAMES = Set.of("postgres", "admin", "root", "rdsadmin");

    static final List<Rule> ALL = List.of(
            database("databases-are-private", "publicly_accessible", false),
            database("databases-encrypt", "storage_encrypted", true),
            database("databases-sign-in-by-iam", "iam_database_authentication_enabled", true),
            database("databases-update-themselves", "auto_minor_version_upgrade", true),
            database("databases-tag-snapshots", "copy_tags_to_snapshot", true),
            database("databases-refuse-deletion", "deletion_protection", true),
            database("databases-span-zones", "multi_az", true),
            database("databases-leave-their-master-password-to-rds", "manage_master_user_password", true),
            Rule.each(
                            "databases-are-monitored-closely",
                            DATABASE,
                            database -> database.at("monitoring_interval").asInt() > 0)
                    .failsFor("payments-prod", stack -> stack.with(DATABASE, "monitoring_interval", 0)),
            Rule.each(
                            "databases-keep-a-week-of-backups",
                            DATABASE,
                            database -> database.at("backup_retention_period").asInt() >= 7)
                    .failsFor("payments-prod", stack -> stack.with(DATABASE, "backup_retention_period", 6)),
            Rule.each(
                            "databases-are-backed-up",
                            DATABASE,
                            database -> database.at("backup_retention_period").asInt() > 0)
                    .failsFor("payments-prod", stack -> stack.with(DATABASE, "backup_retention_period", 0)),
            Rule.each("databases-publish-logs", DATABASE, database -> texts(
                                    database.at("enabled_cloudwatch_logs_exports"))
                            .containsAll(List.of("postgresql", "upgrade")))
                    .failsFor(
                            "payments-prod",
                            stack -> stack.with(DATABASE, "enabled_cloudwatch_logs_exports", List.of("upgrade"))),
            Rule.each(
                            "databases-are-in-a-vpc",
                            DATABASE,
                            database -> refersTo(database.at("db_subnet_group_name"), "aws_db_subnet_group"))
                    .failsFor("payments-prod", stack -> stack.without(DATABASE, "db_subnet_group_name")),
            Rule.each(
                            "databases-name-their-master-themselves",
                            DATABASE,
                            database -> !USUAL_NAMES.contains(
                                    database.at("username").asText("postgres")))
                    .failsFor("payments-prod", stack -> stack.with(DATABASE, "username", "postgres")),
            Rule.each(
                            "databases-encrypt-their-master-password",
                            DATABASE,
                            database -> refersTo(database.at("master_user_secret_kms_key_id"), KEY))
                    .failsFor("payments-prod", stack -> stack.without(DATABASE, "master_user_secret_kms_key_id")),
            Rule.each("databases-want-tls", "aws_db_parameter_group", group -> group.each("parameter").stream()
                            .anyMatch(one -> one.at("name").asText().equals("rds.force_ssl")
                                    && one.at("value").asText().equals("1")))
                    .failsFor("payments-prod", stack -> stack.with("aws_db_parameter_group", "parameter", List.of())),
            Rule.each(
                            "databases-have-parameters-of-ours",
                            DATABASE,
                            database -> refersTo(database.at("parameter_group_name"), "aws_db_parameter_group"))
                    .failsFor("payments-prod", stack -> stack.without(DATABASE, "parameter_group_name")),
            table(
                            "tables-scale-by-themselves",
                            table -> table.at("billing_mode").asText().equals("PAY_PER_REQUEST"))
                    .failsFor("payments-dev", stack -> stack.with(TABLE, "billing_mode", "PROVISIONED")),
            table("tables-can-be-restored", table -> table.at("point_in_time_recovery/enabled")
                            .asBoolean())
                    .failsFor("payments-dev", stack -> stack.with(TABLE, "point_in_time_recovery/enabled", false)),
            table("tables-refuse-deletion", table -> table.at("deletion_protection_enabled")
                            .asBoolean())
                    .failsFor("payments-prod", stack -> stack.with(TABLE, "deletion_protection_enabled", false)),
            table(
                            "tables-encrypt-with-keys-of-ours",
                            table -> table.at("server_side_encryption/enabled").asBoolean()
                                    && refersTo(table.at("server_side_encryption/kms_key_arn"), KEY))
                    .failsFor("payments-dev", stack -> stack.without(TABLE, "server_side_encryption")),
            Rule.each("keys-rotate", KEY, key -> key.at("enable_key_rotation").asBoolean() || !isSymmetric(key))
                    .failsFor("payments-dev", stack -> stack.with(KEY, "enable_key_rotation", false)),
            Rule.each(
                            "keys-wait-before-deletion",
                            KEY,
                            key -> key.at("deletion_window_in_days").asInt() >= 7)
                    .failsFor("payments-dev", stack -> stack.without(KEY, "deletion_window_in_days")));

    private DataRules() {}

    /** Rotation is for keys that encrypt; those that make codes cannot rotate by themselves. */
    private static boolean isSymmetric(ResourceAssert key) {
        return key.at("key_usage").asText("ENCRYPT_DECRYPT").equals("ENCRYPT_DECRYPT");
    }

    private static Rule database(String name, String attribute, boolean value) {
        return Rule.each(
                        name,
                        DATABASE,
                        database -> database.at(attribute).isBoolean()
                                && database.at(attribute).asBoolean() == value)
                .failsFor("payments-prod", (StackJson stack) -> stack.with(DATABASE, attribute, !value));
    }

    private static Rule.Unproven table(String name, Predicate<ResourceAssert> holds) {
        return Rule.each(name, TABLE, holds);
    }

    static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
