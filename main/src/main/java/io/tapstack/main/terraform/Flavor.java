package io.tapstack.main.terraform;

/** Terraform or its fork: the same language and state, each with its own registry and configuration file. */
public enum Flavor {
    TERRAFORM("terraform", "Terraform", "registry.terraform.io", ".terraformrc"),
    TOFU("tofu", "OpenTofu", "registry.opentofu.org", ".tofurc");

    private final String command;
    private final String title;
    private final String registry;
    private final String configFile;

    Flavor(String command, String title, String registry, String configFile) {
        this.command = command;
        this.title = title;
        this.registry = registry;
        this.configFile = configFile;
    }

    public String command() {
        return command;
    }

    public String title() {
        return title;
    }

    /** The host that {@code hashicorp/aws} means. */
    public String registry() {
        return registry;
    }

    /** Name of the CLI configuration in the home folder. */
    public String configFile() {
        return configFile;
    }
}
