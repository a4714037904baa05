package io.tapstack.modules.rds;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.Token;
import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import com.hashicorp.cdktf.providers.aws.db_subnet_group.DbSubnetGroup;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.iam.ServiceRole;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.logs.LogGroup;
import io.tapstack.modules.network.SecurityGroup;
import io.tapstack.modules.terraform.KeptValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import software.constructs.Construct;

/**
 * A PostgreSQL instance on RDS in private subnets (P2; FSBP RDS.2, RDS.3, RDS.9, RDS.10, RDS.11, RDS.13, RDS.17,
 * RDS.18, RDS.25, RDS.36, RDS.38 always; RDS.5, RDS.6, RDS.8 by settings).
 *
 * <p>Nobody gets in until {@link io.tapstack.modules.network.AllowedTraffic} says so. RDS itself makes, keeps and
 * rotates the master password in Secrets Manager.
 *
 * <p>The port is not set: AWS then takes 5432, and the emulated AWS one that is free. Nor is the certificate authority:
 * AWS's default is the current one, and naming it costs a second modification, over a minute, at each creation.
 */
public final class PostgresDatabase extends Construct {
    /** PostgreSQL's own, for security group rules; connect to {@link Ref#port}. */
    public static final int PORT = 5432;

    /** RDS.25 wants neither {@code postgres} nor {@code admin}. */
    private static final String MASTER_USER = "dbmaster";

    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final List<String> LOGS = List.of("postgresql", "upgrade");
    private static final int MONITORING_SECONDS = 60;
    private static final int INSIGHTS_DAYS = 7; // included in the price

    private final Props props;
    private final String instanceId;
    private final Ref ref;

    /**
     * @param databaseName of the first database in the instance
     * @param subnetIds where it lives, in the VPC: private, two zones at least
     */
    public record Props(
            Deployment deployment,
            DatabaseSettings settings,
            String databaseName,
            String vpcId,
            List<String> subnetIds,
            Keys keys) {
        public Props {
            Problems.refuse("database", settings);
            subnetIds = List.copyOf(subnetIds);
            if (!DATABASE_NAME.matcher(databaseName).matches()) {
                throw new IllegalArgumentException(
                        "a database name has 1 to 63 of a-z, 0-9 and _, got \"" + databaseName + '"');
            }
        }
    }

    /**
     * KMS keys by what they encrypt; one key may serve for several.
     *
     * @param logs lets CloudWatch Logs in
     */
    public record Keys(EncryptionKey.Ref storage, EncryptionKey.Ref masterSecret, EncryptionKey.Ref logs) {}

    /**
     * What others may use of a database.
     *
     * @param instanceId the identifier, as in CloudWatch's dimension {@code DBInstanceIdentifier}
     * @param resourceId never changes, as in the ARNs of IAM authentication
     * @param masterSecretArn JSON with {@code username} and {@code password}
     */
    public record Ref(
            String instanceId,
            String arn,
            String address,
            String port,
            String databaseName,
            String resourceId,
            String masterSecretArn,
            String securityGroupId,
            DatabaseGrants grants) {}

    public PostgresDatabase(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        this.instanceId = props.deployment.name("db");
        String securityGroupId = new SecurityGroup(
                        this,
                        "security-group",
                        new SecurityGroup.Props(props.deployment, "db", "PostgreSQL " + instanceId, props.vpcId))
                .ref()
                .id();
        this.ref = ref(instance(securityGroupId), securityGroupId);
    }

    public Ref ref() {
        return ref;
    }

    private Ref ref(DbInstance instance, String securityGroupId) {
        String resourceId = instance.getResourceId();
        String secretArn = instance.getMasterUserSecret().get(0).getSecretArn();
        return new Ref(
                instance.getIdentifier(),
                instance.getArn(),
                instance.getAddress(),
                Token.asString(instance.getPort()), // Java would print the number that stands for the token
                props.databaseName,
                resourceId,
                secretArn,
                securityGroupId,
                new DatabaseGrants(props.deployment.account(), resourceId, secretArn, props.keys.masterSecret()));
    }

    private DbInstance instance(String securityGroupId) {
        DatabaseSettings settings = props.settings;
        List<ITerraformDependable> madeBefore = new ArrayList<>();
        DbInstance.Builder builder = DbInstance.Builder.create(this, "instance")
                .identifier(instanceId)
                .engine("postgres")
                .engineVersion(settings.majorVersion())
                .autoMinorVersionUpgrade(true)
                .allowMajorVersionUpgrade(true) // by the settings' next major version; RDS never makes one by itself
                .instanceClass(settings.instanceClass())
                .multiAz(settings.availability() == Availability.MULTI_AZ)
                .dbName(props.databaseName)
                .parameterGroupName(
                        PostgresParameters.create(this, instanceId, settings.majorVersion(), settings.protection())
                                .getName());
        store(builder);
        connect(builder, securityGroupId);
        backUp(builder);
        protect(builder);
        log(builder, madeBefore);
        if (settings.monitoring() == DatabaseMonitoring.ENHANCED) {
            monitor(builder, madeBefore);
        }
        return builder.dependsOn(madeBefore).build();
    }

    private void store(DbInstance.Builder builder) {
        StorageSettings storage = props.settings.storage();
        builder.storageType("gp3")
                .storageEncrypted(true)
                .kmsKeyId(props.keys.storage().arn())
                .allocatedStorage(storage.initialGiB());
        if (storage.grows()) {
            builder.maxAllocatedStorage(storage.maxGiB());
        }
    }

    private void connect(DbInstance.Builder builder, String securityGroupId) {
        DbSubnetGroup subnets = DbSubnetGroup.Builder.create(this, "subnets")
                .name(instanceId)
                .description("Private subnets of " + instanceId)
                .subnetIds(props.subnetIds)
                .build();
        builder.dbSubnetGroupName(subnets.getName())
                .vpcSecurityGroupIds(List.of(securityGroupId))
                .publiclyAccessible(false)
                .username(MASTER_USER)
                .manageMasterUserPassword(true)
                .masterUserSecretKmsKeyId(props.keys.masterSecret().arn())
                .iamDatabaseAuthenticationEnabled(true);
    }

    private void backUp(DbInstance.Builder builder) {
        BackupSettings backups = props.settings.backups();
        builder.backupRetentionPeriod(backups.retentionDays())
                .backupWindow(backups.backupWindow())
                .maintenanceWindow(backups.maintenanceWindow())
                .copyTagsToSnapshot(true);
    }

    private void protect(DbInstance.Builder builder) {
        boolean isProtected = props.settings.protection().isProtected();
        builder.deletionProtection(isProtected)
                .skipFinalSnapshot(!isProtected)
                .deleteAutomatedBackups(!isProtected)
                .applyImmediately(!isProtected) // protected: in the maintenance window
                .lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(isProtected)
                        .build());
        if (isProtected) {
            builder.finalSnapshotIdentifier(props.deployment.name("db-final") + "-" + ofThisInstance());
        }
    }

    /** Eight digits that the next instance does not have: the last one's snapshot outlives it and keeps its name. */
    private String ofThisInstance() {
        return KeptValue.of(this, "snapshot", "${substr(uuid(), 0, 8)}");
    }

    /** RDS refers to its log groups by their names only, and makes one that is missing without key and retention (C8). */
    private void log(DbInstance.Builder builder, List<ITerraformDependable> madeBefore) {
        builder.enabledCloudwatchLogsExports(LOGS);
        for (String log : LOGS) {
            String name = "/aws/rds/instance/" + instanceId + "/" + log;
            LogGroup group = new LogGroup(
                    this, log + "-log", new LogGroup.Props(name, props.settings.logs(), props.keys.logs()));
            madeBefore.add(group.resource());
        }
    }

    private void monitor(DbInstance.Builder builder, List<ITerraformDependable> madeBefore) {
        ServiceRole role =
                new ServiceRole(this, "monitoring-role", EnhancedMonitoringRole.props(props.deployment, instanceId));
        madeBefore.add(role.attachment()); // RDS checks that it can write
        builder.monitoringInterval(MONITORING_SECONDS)
                .monitoringRoleArn(role.ref().arn())
                .performanceInsightsEnabled(true)
                .performanceInsightsKmsKeyId(props.keys.storage().arn())
                .performanceInsightsRetentionPeriod(INSIGHTS_DAYS);
    }
}
