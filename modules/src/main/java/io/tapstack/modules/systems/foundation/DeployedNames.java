package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * ARN patterns of what an environment's systems make, in whichever copy (suffix).
 *
 * @param tenancy in a shared account the patterns include the environment's id, with which its suffixes begin
 */
record DeployedNames(Deployment deployment, Tenancy tenancy, List<DeployedSystem> systems) {

    DeployedNames(Deployment deployment, Tenancy tenancy) {
        this(deployment, tenancy, DeployedSystem.ALL);
    }

    /** Of the portal alone, for what no other system has. */
    DeployedNames portal() {
        return only(DeployedSystem.PORTAL);
    }

    DeployedNames only(DeployedSystem system) {
        return new DeployedNames(deployment, tenancy, List.of(system));
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
                tenancy,
                systems);
    }

    Account account() {
        return deployment.account();
    }

    /** Regional, after a type: {@code db:payments-*}, {@code db:payments-dev*} in a shared account. */
    List<String> regional(String service, String type) {
        return each(system -> account().arn(service, type + system.id() + "-" + copies()));
    }

    /** Regional, below a path: {@code parameter/payments/*}. */
    List<String> below(String service, String type) {
        return each(system -> account().arn(service, type + system.id() + "/" + copies()));
    }

    List<String> buckets() {
        return systems.stream()
                .flatMap(system -> Stream.concat(
                        Stream.of(system.id() + "-" + copies()),
                        system.bucketsByPurpose().stream()
                                .filter(purpose -> tenancy == Tenancy.SHARED_ACCOUNT)
                                .map(purpose -> system.id() + "-" + purpose + "-" + copies())))
                .map(name -> arn("s3", "", "", name))
                .toList();
    }

    /** What is in buckets for one purpose: {@code portal-*-site-*}. */
    List<String> objects(String purpose) {
        return each(system -> arn("s3", "", "", system.id() + "-" + copies() + "-" + purpose + "-*/*"));
    }

    /** Of the site, and what instances start from. */
    List<String> deployedFiles() {
        return Stream.of("site", "artifacts")
                .flatMap(purpose -> objects(purpose).stream())
                .toList();
    }

    List<String> dashboards() {
        return each(system -> arn("cloudwatch", "", account().id(), "dashboard/" + system.id() + "-" + copies()));
    }

    List<String> keyAliases() {
        return each(system -> account().arn("kms", "alias/" + system.keyAlias() + "-" + copies()));
    }

    /** Roles or policies of this environment; neither the deployer itself nor the boundary is among them. */
    List<String> iam(String type) {
        return each(
                system -> account().iamArn(type + "/" + deployment.environment().id() + "-" + system.id() + "-*"));
    }

    /** The addresses and domains that the systems' e-mails come from; none without a sender. */
    List<String> emailIdentities() {
        Optional<List<String>> ofDomain = account()
                .domain()
                .map(domain -> each(system ->
                        account().arn("ses", "identity/" + system.id() + "-" + copies() + "." + domain.name())));
        return ofDomain.orElseGet(() -> account().senderEmail().stream()
                .map(email -> account().arn("ses", "identity/" + email.replaceFirst("@", "+" + copies() + "@")))
                .toList());
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

    /** Whichever suffix the environment's copies have. */
    private String copies() {
        return tenancy == Tenancy.SHARED_ACCOUNT ? deployment.environment().id() + "*" : "*";
    }

    private List<String> each(Function<DeployedSystem, String> name) {
        return systems.stream().map(name).toList();
    }
}
