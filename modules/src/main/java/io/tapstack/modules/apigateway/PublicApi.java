package io.tapstack.modules.apigateway;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.waf.Guarded;
import io.tapstack.modules.waf.WebAcl;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/**
 * A system's one public API: the REST API, the firewall before it where there is one, and a name of its own where the
 * account has a domain (P8, P9, P10). No construct itself: it puts the three side by side into the system.
 *
 * @param url that the API's paths are appended to
 */
public record PublicApi(RestApi.Ref rest, Optional<WebAcl.Ref> waf, String url) {

    /**
     * @param host what the API's name starts with; see {@link ApiDomain}
     * @param definition the OpenAPI document
     * @param function behind every operation
     * @param logsKey its policy must let CloudWatch Logs in
     */
    public record Props(
            Deployment deployment,
            PublicApiSettings settings,
            String host,
            String definition,
            JavaFunction.Ref function,
            EncryptionKey.Ref logsKey) {
        public Props {
            Problems.refuse("api", settings);
        }
    }

    public static PublicApi in(Construct scope, Props props) {
        Deployment deployment = props.deployment;
        RestApi.Ref api = new RestApi(
                        scope,
                        "rest-api",
                        new RestApi.Props(
                                deployment,
                                props.settings.rest(),
                                props.definition,
                                deployment.account().domain().isPresent()
                                        ? DefaultEndpoint.DISABLED
                                        : DefaultEndpoint.ENABLED,
                                Map.of("api", props.function),
                                props.logsKey))
                .ref();
        Optional<WebAcl.Ref> waf = props.settings.waf().map(settings -> new WebAcl(
                        scope,
                        "waf",
                        new WebAcl.Props(deployment, settings, Guarded.stage(api.stageArn()), props.logsKey))
                .ref());
        String url = deployment
                .account()
                .domain()
                .map(domain -> new ApiDomain(scope, "domain", new ApiDomain.Props(deployment, props.host, domain, api))
                        .ref()
                        .url())
                .orElse(api.invokeUrl());
        return new PublicApi(api, waf, url);
    }
}
