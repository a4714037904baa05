package io.tapstack.main.verify;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** RDS instances (P2, B7, C4). */
final class DatabaseChecks {
    /** In which clients are served as well. @see "Viewing Amazon RDS DB instance status", RDS User Guide */
    private static final Set<String> SERVING =
            Set.of("available", "backing-up", "storage-optimization", "configuring-enhanced-monitoring");

    static final List<Check> ALL = List.of(
            check("database-available", "the database serves clients", DatabaseChecks::available),
            check(
                    "database-encryption",
                    "storage and password are encrypted with the deployed keys",
                    DatabaseChecks::encrypted),
            check(
                    "database-redundancy",
                    "a standby in another zone is as deployed",
                    database -> Outcome.equal(
                            "Multi-AZ",
                            database.flag("multi_az"),
                            instance(database).multiAZ())),
            check(
                    "database-protection",
                    "deletion protection is as deployed",
                    database -> Outcome.equal(
                            "deletion protection",
                            database.flag("deletion_protection"),
                            instance(database).deletionProtection())),
            check(
                    "database-backups",
                    "backups are kept as long as deployed",
                    database -> Outcome.equal(
                            "days of backups",
                            database.number("backup_retention_period"),
                            instance(database).backupRetentionPeriod())),
            check(
                    "database-private",
                    "the database has no public address",
                    database -> Outcome.when(
                            !instance(database).publiclyAccessible(), "the database has a public address")));

    private DatabaseChecks() {}

    private static Check check(String name, String promise, Check.Look look) {
        return Check.of(name, "aws_db_instance").promises(promise, List.of("rds:DescribeDBInstances"), look);
    }

    private static Outcome available(Subject database) {
        String status = instance(database).dbInstanceStatus();
        return SERVING.contains(status)
                ? Outcome.passed()
                : Outcome.failed("the database's status is " + status, "wait, or look at its events in RDS");
    }

    private static Outcome encrypted(Subject database) {
        DBInstance found = instance(database);
        String password = database.text("master_user_secret_kms_key_id");
        return Outcome.key(database.text("kms_key_id"), found.storageEncrypted() ? found.kmsKeyId() : "")
                .and(
                        password.isEmpty()
                                ? Outcome.passed()
                                : Outcome.key(password, found.masterUserSecret().kmsKeyId()));
    }

    private static DBInstance instance(Subject database) {
        return database.account().once("database " + database.text("arn"), () -> database.client(RdsClient.builder())
                .describeDBInstances(request -> request.dbInstanceIdentifier(database.text("identifier")))
                .dbInstances()
                .get(0));
    }
}
