package io.tapstack.modules.waf;

import com.hashicorp.cdktf.TerraformProvider;
import io.tapstack.modules.core.Account;
import java.util.Optional;

/** What a web ACL stands in front of. */
public final class Guarded {
    private final String purpose;
    private final String subject;
    private final String scope;
    private final Optional<String> stageArn;
    private final Optional<TerraformProvider> region;

    private Guarded(
            String purpose,
            String subject,
            String scope,
            Optional<String> stageArn,
            Optional<TerraformProvider> region) {
        this.purpose = purpose;
        this.subject = subject;
        this.scope = scope;
        this.stageArn = stageArn;
        this.region = region;
    }

    /** @param arn of a REST API's stage; WAF cannot guard HTTP APIs */
    public static Guarded stage(String arn) {
        return new Guarded("api", "API", "REGIONAL", Optional.of(arn), Optional.empty());
    }

    /**
     * A distribution, which names its web ACL itself.
     *
     * @param usEast1 the provider of the only region that CloudFront takes web ACLs from
     */
    public static Guarded distribution(TerraformProvider usEast1) {
        return new Guarded("edge", "distribution", "CLOUDFRONT", Optional.empty(), Optional.of(usEast1));
    }

    /** Goes into the names of the web ACL and its log. */
    String purpose() {
        return purpose;
    }

    String subject() {
        return subject;
    }

    String scope() {
        return scope;
    }

    Optional<String> stageArn() {
        return stageArn;
    }

    Optional<TerraformProvider> region() {
        return region;
    }

    /** The account, seen from the region that the web ACL is in. */
    Account home(Account account) {
        return region.isPresent() ? account.edge() : account;
    }
}
