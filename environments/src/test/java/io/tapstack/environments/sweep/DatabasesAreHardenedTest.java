package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL as P2 wants it. */
@Tag("P2")
@Tag("RDS.2")
@Tag("RDS.10")
@Tag("RDS.11")
@Tag("RDS.13")
@Tag("RDS.17")
@Tag("RDS.18")
@Tag("RDS.25")
@Tag("CIS-5.0_2.2.2")
@Tag("CIS-5.0_2.2.3")
final class DatabasesAreHardenedTest {
    /** Instance class by environment, as in the requirement: small, medium, large. */
    private static final Map<Environment, String> SIZES =
            Map.of(Environment.DEV, "small", Environment.STAGING, "medium", Environment.PROD, "large");

    private static final Map<String, Predicate<ResourceAssert>> RULES = new LinkedHashMap<>();

    static {
        RULES.put("is PostgreSQL", is("engine", "postgres"));
        RULES.put(
                "names the major version only",
                db -> db.at("engine_version").asText().matches("\\d+"));
        RULES.put("is private", is("publicly_accessible", "false"));
        RULES.put("takes IAM tokens", is("iam_database_authentication_enabled", "true"));
        RULES.put("takes minor versions", is("auto_minor_version_upgrade", "true"));
        RULES.put("tags its snapshots", is("copy_tags_to_snapshot", "true"));
        RULES.put("has a name of its own for its master", db -> !Set.of("postgres", "admin", "root", "")
                .contains(db.at("username").asText()));
        RULES.put(
                "is in its subnets",
                db -> db.at("db_subnet_group_name").asText().startsWith("${aws_db_subnet_group."));
        RULES.put("has a security group", db -> db.at("vpc_security_group_ids").size() == 1);
        RULES.put(
                "has its parameters",
                db -> db.at("parameter_group_name").asText().startsWith("${aws_db_parameter"));
        RULES.put("starts with 20 GiB", is("allocated_storage", "20"));
        RULES.put("grows to 100 GiB", is("max_allocated_storage", "100"));
        RULES.put("is on gp3", is("storage_type", "gp3"));
        RULES.put("is backed up at three", is("backup_window", "03:00-04:00"));
        RULES.put("is maintained on Sunday", is("maintenance_window", "sun:04:00-sun:05:00"));
    }

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "engine, mysql",
        "engine_version, 17.2",
        "publicly_accessible, true",
        "iam_database_authentication_enabled, false",
        "auto_minor_version_upgrade, false",
        "copy_tags_to_snapshot, false",
        "username, postgres",
        "db_subnet_group_name, default",
        "vpc_security_group_ids, none",
        "parameter_group_name, default.postgres17",
        "allocated_storage, 10",
        "max_allocated_storage, 0",
        "storage_type, gp2",
        "backup_window, 05:00-06:00",
        "maintenance_window, mon:04:00-mon:05:00",
        "backup_retention_period, 0",
        "instance_class, db.t4g.micro"
    })
    void canFail(String path, String value) {
        assertThat(violations(SynthesizedStacks.shipped("payments-prod").with("aws_db_instance", path, value)))
                .hasSize(1);
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        RULES.forEach(
                (rule, holds) -> all.addAll(stack.violations("aws_db_instance", "breaks the rule: " + rule, holds)));
        int days = stack.isProd() ? 7 : stack.environment() == Environment.LOCAL ? 1 : 3;
        all.addAll(stack.violations(
                "aws_db_instance",
                "forgets too soon",
                db -> db.at("backup_retention_period").asInt() >= days));
        boolean isBaseline = stack.system().equals("security"); // its own is as small as can be
        String size = isBaseline ? "micro" : SIZES.getOrDefault(stack.environment(), "micro");
        all.addAll(stack.violations("aws_db_instance", "is not " + size, db -> db.at("instance_class")
                .asText()
                .endsWith("." + size)));
        return all;
    }

    private static Predicate<ResourceAssert> is(String path, String value) {
        return db -> db.at(path).asText().equals(value);
    }
}
