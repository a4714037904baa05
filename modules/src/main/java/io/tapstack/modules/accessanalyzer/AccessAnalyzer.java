package io.tapstack.modules.accessanalyzer;

import com.hashicorp.cdktf.providers.aws.accessanalyzer_analyzer.AccessanalyzerAnalyzer;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Singleton;
import software.constructs.Construct;

/** IAM Access Analyzer: tells which resources somebody outside the account may reach (S11; FSBP IAM.28; CIS 1.19). */
public final class AccessAnalyzer extends Construct {

    /** @param analyzer an account needs one in a region */
    public record Props(Deployment deployment, Singleton analyzer) {}

    public AccessAnalyzer(Construct scope, String id, Props props) {
        super(scope, id);
        if (props.analyzer.isCreated()) {
            AccessanalyzerAnalyzer.Builder.create(this, "analyzer")
                    .analyzerName(props.deployment.name("access"))
                    .type("ACCOUNT")
                    .build();
        }
    }
}
