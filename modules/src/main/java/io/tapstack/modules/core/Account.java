package io.tapstack.modules.core;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is true of the AWS account that an environment lives in. Comes from the context in {@code cdktf.json} (C3).
 *
 * @param id twelve digits; the provider refuses to touch any other account
 * @param region for example {@code eu-central-1}
 * @param stateBucket name of the S3 bucket that holds Terraform's state (C5)
 * @param owner team that answers for the resources; a tag
 * @param costCenter where the bill goes; a tag
 * @param alertEmail who is told of alarms; nobody by e-mail when empty
 * @param senderEmail where e-mails come from if there is no domain to send them from
 * @param domain the DNS domain that public endpoints are put under; plain AWS endpoints when empty
 */
public record Account(
        String id,
        String region,
        String stateBucket,
        String owner,
        String costCenter,
        Optional<String> alertEmail,
        Optional<String> senderEmail,
        Optional<Domain> domain)
        implements Settings {
    private static final Pattern ID = Pattern.compile("\\d{12}");

    /** S3's rules; see "General purpose bucket naming rules" in its user guide. */
    private static final Pattern BUCKET = Pattern.compile("(?!xn--|sthree-|amzn-s3-demo-)(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)"
            + "(?!.*\\.\\.)(?!.*(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N} _.:/=+@-]{1,256}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    @Override
    public void check(Problems problems) {
        problems.matches("accountId", id, ID, "twelve digits");
        problems.require(
                Region.of(region).isPresent(),
                "region",
                region,
                "a commercial region that has every service, not of GovCloud or China: one of "
                        + String.join(", ", Region.supported()));
        problems.matches(
                "stateBucket",
                stateBucket,
                BUCKET,
                "an S3 bucket name (3 to 63 of a-z, 0-9, - and ., none of S3's reserved beginnings and ends)");
        problems.matches("owner", owner, TAG, "a tag value (1 to 256 letters, digits, spaces or _.:/=+@-)");
        problems.matches("costCenter", costCenter, TAG, "a tag value (1 to 256 letters, digits, spaces or _.:/=+@-)");
        alertEmail.ifPresent(email -> problems.matches("alertEmail", email, EMAIL, "an e-mail address"));
        senderEmail.ifPresent(email -> problems.matches("senderEmail", email, EMAIL, "an e-mail address"));
        problems.check("domain", domain);
        domain.flatMap(Domain::certificateArn)
                .ifPresent(certificate -> problems.require(
                        certificate.startsWith(arn("acm", "certificate/")),
                        "domain.certificateArn",
                        '"' + certificate + '"',
                        "the ARN of an ACM certificate of this account and region: " + arn("acm", "certificate/…")));
    }

    /** Of all supported regions; the one place that knows it. */
    public String partition() {
        return "aws";
    }

    /**
     * The same account, seen from the one region that CloudFront takes certificates, web ACLs and log deliveries from,
     * and reports its metrics to.
     */
    public Account edge() {
        return new Account(id, "us-east-1", stateBucket, owner, costCenter, alertEmail, senderEmail, domain);
    }

    /** ARN of a regional resource of this account: {@code arn("sns", "payments-dev-alerts")}. */
    public String arn(String service, String resource) {
        return "arn:" + partition() + ":" + service + ":" + region + ":" + id + ":" + resource;
    }

    /** ARN of an IAM resource of this account: {@code iamArn("role/dev-payments-api-dev")}. */
    public String iamArn(String resource) {
        return "arn:" + partition() + ":iam::" + id + ":" + resource;
    }
}
