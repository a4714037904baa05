package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import java.util.List;
import java.util.function.Function;

/** ARN patterns of what an environment's systems make, in whichever copy (suffix). */
record DeployedNames(Deployment deployment, List<DeployedSystem> systems) {

    /** Of the portal alone, for what no other system has. */
    DeployedNames portal() {
        return only(DeployedSystem.PORTAL);
    }

    DeployedNames only(DeployedSystem system) {
        return new DeployedNames(deployment, List.of(system));
    }

    /** The same in the region that CloudFront takes certificates, web ACLs and log deliveries from. */
    DeployedNames edge() {
        return new DeployedNames(
                new Deployment(
                        deployment.system(),
                        deployment.environment(),
                        deployment.suffix(),
                        account().edge(),
                        deployment.dataClassification()),
                systems);
    }

    Account account() {
        return deployment.account();
    }

    /** Regional, after a type: {@code db:payments-*}. */
    List<String> regional(String service, String type) {
        return each(system -> account().arn(service, type + system.id() + "-*"));
    }

    /** Regional, below a path: {@code parameter/payments/*}. */
    List<String> below(String service, String type) {
        return each(system -> account().arn(service, type + system.id() + "/*"));
    }

    List<String> buckets() {
        return each(system -> arn("s3", "", "", system.id() + "-*"));
    }

    /** What is in buckets for one purpose: {@code portal-*-site-*}. */
    List<String> objects(String purpose) {
        return each(system -> arn("s3", "", "", system.id() + "-*-" + purpose + "-*/*"));
    }

    List<String> dashboards() {
        return each(system -> arn("cloudwatch", "", account().id(), "dashboard/" + system.id() + "-*"));
    }

    List<String> keyAliases() {
        return each(system -> account().arn("kms", "alias/" + system.keyAlias() + "-*"));
    }

    /** Roles or policies of this environment; neither the deployer itself nor the boundary is among them. */
    List<String> iam(String type) {
        return each(
                system -> account().iamArn(type + "/" + deployment.environment().id() + "-" + system.id() + "-*"));
    }

    /** Objects of the state bucket; the foundation's own state is not among them. */
    List<String> stateObjects(String bucketArn, String ending) {
        return each(system ->
                bucketArn + "/" + system.id() + "-" + deployment.environment().id() + "/*" + ending);
    }

    /** API Gateway's paths, which carry ids that are not known beforehand. */
    List<String> apiGateway(String... paths) {
        return List.of(paths).stream()
                .map(path -> arn("apigateway", account().region(), "", path))
                .toList();
    }

    String arn(String service, String region, String accountId, String resource) {
        return "arn:" + account().partition() + ":" + service + ":" + region + ":" + accountId + ":" + resource;
    }

    private List<String> each(Function<DeployedSystem, String> name) {
        return systems.stream().map(name).toList();
    }
}
