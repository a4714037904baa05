package io.tapstack.modules.alb;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListener;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultAction;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultActionFixedResponse;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultActionRedirect;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRule;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRuleAction;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRuleCondition;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRuleConditionHttpHeader;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * What a load balancer does with requests: refuses them unless they show the origin's header. With a certificate that is
 * so for HTTPS (TLS 1.2 and newer, forward secrecy, GCM only), and HTTP redirects there; without one, for HTTP.
 */
final class Listeners extends Construct {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

    private final Props props;
    private final int port;
    private final LbListenerRule passesOn;

    record Props(
            String loadBalancerArn,
            Optional<String> certificateArn,
            OriginVerification originVerification,
            String targetGroupArn) {}

    Listeners(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        if (props.certificateArn.isPresent()) {
            redirect();
            this.port = HTTPS_PORT;
            this.passesOn = passOn(https(props.certificateArn.get()));
        } else {
            this.port = HTTP_PORT;
            this.passesOn = passOn(http());
        }
    }

    /** The one that takes requests. */
    int port() {
        return port;
    }

    /** As the rule knows it that passes requests on. */
    String targetGroupArn() {
        return passesOn.getAction().get(0).getTargetGroupArn();
    }

    /** The rule that passes requests on, for who must say {@code dependsOn}. */
    ITerraformDependable passesOn() {
        return passesOn;
    }

    private void redirect() {
        listener("redirect", HTTP_PORT, "HTTP")
                .defaultAction(List.of(LbListenerDefaultAction.builder()
                        .type("redirect")
                        .redirect(LbListenerDefaultActionRedirect.builder()
                                .protocol("HTTPS")
                                .port(Integer.toString(HTTPS_PORT))
                                .statusCode("HTTP_301")
                                .build())
                        .build()))
                .build();
    }

    private String https(String certificateArn) {
        return listener("https", HTTPS_PORT, "HTTPS")
                .certificateArn(certificateArn)
                .sslPolicy(TLS_POLICY)
                .defaultAction(List.of(refuse()))
                .build()
                .getArn();
    }

    private String http() {
        return listener("http", HTTP_PORT, "HTTP")
                .defaultAction(List.of(refuse()))
                .build()
                .getArn();
    }

    private LbListener.Builder listener(String id, int listenerPort, String protocol) {
        return LbListener.Builder.create(this, id)
                .loadBalancerArn(props.loadBalancerArn)
                .port(listenerPort)
                .protocol(protocol);
    }

    private static LbListenerDefaultAction refuse() {
        return LbListenerDefaultAction.builder()
                .type("fixed-response")
                .fixedResponse(LbListenerDefaultActionFixedResponse.builder()
                        .statusCode("403")
                        .contentType("text/plain")
                        .messageBody("Forbidden")
                        .build())
                .build();
    }

    private LbListenerRule passOn(String listenerArn) {
        return LbListenerRule.Builder.create(this, "through-cloudfront")
                .listenerArn(listenerArn)
                .priority(1)
                .condition(List.of(LbListenerRuleCondition.builder()
                        .httpHeader(LbListenerRuleConditionHttpHeader.builder()
                                .httpHeaderName(props.originVerification.header())
                                .values(props.originVerification.values())
                                .build())
                        .build()))
                .action(List.of(LbListenerRuleAction.builder()
                        .type("forward")
                        .targetGroupArn(props.targetGroupArn)
                        .build()))
                .build();
    }
}
