package io.tapstack.modules.securityhub;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.securityhub_account.SecurityhubAccount;
import com.hashicorp.cdktf.providers.aws.securityhub_standards_subscription.SecurityhubStandardsSubscription;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.securityhub.SecurityHubSettings.Standard;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * Security Hub with the standards that are named and no others (S11; FSBP SecurityHub; CIS 4.16). A control that several
 * standards have is judged once.
 */
public final class SecurityHub extends Construct {

    /** AWS enables a standard in minutes; the provider's own limit of three has run out (its issue #42688). */
    private static final String TIMEOUT = "20m";

    /**
     * Nothing is named here: there is one hub.
     *
     * @param recorder what must run first: a standard that is enabled without AWS Config lacks rules until it is disabled
     *     and enabled again (awslabs/aws-securityhub-multiaccount-scripts#54); see
     *     {@link io.tapstack.modules.awsconfig.Recorder#running}
     */
    public record Props(Account account, SecurityHubSettings settings, List<ITerraformDependable> recorder) {
        public Props {
            Problems.refuse("securityHub", settings);
            recorder = List.copyOf(recorder);
        }
    }

    public SecurityHub(Construct scope, String id, Props props) {
        super(scope, id);
        if (!props.settings.hub().isCreated()) {
            return;
        }
        SecurityhubAccount hub = SecurityhubAccount.Builder.create(this, "hub")
                .enableDefaultStandards(false)
                .controlFindingGenerator("SECURITY_CONTROL")
                .autoEnableControls(true)
                .build();
        List<ITerraformDependable> first =
                Stream.concat(Stream.of(hub), props.recorder.stream()).toList();
        for (Standard standard : props.settings.standards()) {
            SecurityhubStandardsSubscription.Builder.create(
                            this, standard.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .standardsArn(standard.arn(props.account))
                    .dependsOn(first)
                    .build()
                    // younger than the bindings
                    .addOverride("timeouts", Map.of("create", TIMEOUT, "delete", TIMEOUT));
        }
    }
}
