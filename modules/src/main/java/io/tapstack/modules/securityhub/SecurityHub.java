package io.tapstack.modules.securityhub;

import com.hashicorp.cdktf.providers.aws.securityhub_account.SecurityhubAccount;
import com.hashicorp.cdktf.providers.aws.securityhub_standards_subscription.SecurityhubStandardsSubscription;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.securityhub.SecurityHubSettings.Standard;
import java.util.List;
import java.util.Locale;
import software.constructs.Construct;

/**
 * Security Hub with the standards that are named and no others (S11; FSBP SecurityHub; CIS 4.16). A control that several
 * standards have is judged once.
 */
public final class SecurityHub extends Construct {

    /** Nothing is named here: there is one hub. */
    public record Props(Account account, SecurityHubSettings settings) {
        public Props {
            Problems.refuse("securityHub", settings);
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
        for (Standard standard : props.settings.standards()) {
            SecurityhubStandardsSubscription.Builder.create(
                            this, standard.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .standardsArn(standard.arn(props.account))
                    .dependsOn(List.of(hub))
                    .build();
        }
    }
}
