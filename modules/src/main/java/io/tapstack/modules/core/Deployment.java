package io.tapstack.modules.core;

import java.util.regex.Pattern;

/**
 * One system in one environment of one account: the context that every construct gets, and the only place where
 * physical names are made.
 *
 * @param system {@code payments}, {@code foundation}, …
 * @param suffix goes into every physical name, so that two copies live side by side in one account (C2); the
 *     environment's id unless somebody deploys a copy of their own
 * @param dataClassification a tag: {@code internal}, {@code confidential}, …
 */
public record Deployment(
        String system, Environment environment, String suffix, Account account, String dataClassification)
        implements Settings {
    /** RDS takes no two hyphens in a row. Short enough that every name built on it stays within AWS's limits (S3's {@code bucket_prefix}: 37). */
    private static final Pattern SUFFIX = Pattern.compile("(?!.*--)[a-z]([a-z0-9-]{0,10}[a-z0-9])?");

    private static final int LONGEST_ROLE_NAME = 64;

    @Override
    public void check(Problems problems) {
        problems.matches(
                "suffix",
                suffix,
                SUFFIX,
                "1 to 12 of a-z, 0-9 and -, starting with a letter, not ending with - and without --");
    }

    /** The stack's id: {@code payments-dev}. It does not contain the suffix: a copy is the same stack. */
    public String stackId() {
        return system + "-" + environment.id();
    }

    /** Physical name of a resource: {@code payments-<suffix>-<purpose>}. */
    public String name(String purpose) {
        return system + "-" + suffix + "-" + purpose;
    }

    /** Physical name of a role; starts with the environment so that policies can select by it (C7). */
    public String roleName(String purpose) {
        String name = environment.id() + "-" + system + "-" + purpose + "-" + suffix;
        if (name.length() > LONGEST_ROLE_NAME) {
            throw new IllegalArgumentException("role name longer than " + LONGEST_ROLE_NAME + ": " + name);
        }
        return name;
    }

    /** Path of an SSM parameter or log group: {@code /payments/<suffix>/<rest>}. */
    public String path(String rest) {
        return "/" + system + "/" + suffix + "/" + rest;
    }

    /**
     * Name of the permission boundary that the environment's foundation makes and every role carries (S5). Computed
     * here, because stacks do not reference each other's resources.
     */
    public String permissionBoundaryArn() {
        return account.iamArn("policy/" + permissionBoundaryName());
    }

    public String permissionBoundaryName() {
        return environment.id() + "-tapstack-boundary";
    }

    /** Name of the role that deploys the environment's systems. */
    public String deployerRoleName() {
        return deployerRoleName(environment);
    }

    public static String deployerRoleName(Environment environment) {
        return environment.id() + "-tapstack-deployer";
    }

    /** Alias of the key that encrypts the environment's state; made by its foundation, computed here (C5). */
    public String stateKeyAlias() {
        return environment.id() + "-tapstack-state";
    }

    /** Where this stack's Terraform state lives in the state bucket: one key for each stack and suffix (C5). */
    public String stateKey() {
        return stackId() + "/" + suffix + "/terraform.tfstate";
    }
}
