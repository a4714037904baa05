package io.tapstack.modules.acm;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformProvider;
import com.hashicorp.cdktf.TerraformStack;
import io.tapstack.modules.terraform.StackSettings;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P9")
final class CertificateSynthTest {
    private static final Synthesized STACK = synth(stack -> Optional.empty());
    private static final Synthesized EDGE = synth(stack -> Optional.of(StackSettings.usEast1(stack, DEPLOYMENT)));

    @Test
    @Tag("ACM.2")
    void hasALongEnoughKey() {
        STACK.only("aws_acm_certificate")
                .has("domain_name", "api.example.com")
                .has("validation_method", "DNS")
                .has("key_algorithm", "RSA_2048")
                .has("lifecycle/create_before_destroy", true);
    }

    @Test
    void provesToAcmThatTheNameIsOurs() {
        String option = "${tolist(" + STACK.only("aws_acm_certificate").address() + ".domain_validation_options).0.";
        ResourceAssert record = STACK.only("aws_route53_record")
                .has("name", option + "resource_record_name}")
                .has("type", option + "resource_record_type}")
                .has("records", List.of(option + "resource_record_value}"))
                .has("ttl", 300)
                .has("allow_overwrite", true)
                .has("zone_id", "Z0123456789ABC");
        STACK.only("aws_acm_certificate_validation")
                .has("validation_record_fqdns", List.of("${" + record.address() + ".fqdn}"));
    }

    @Test
    void isHandedOutOnceItIsIssued() {
        String validation = STACK.only("aws_acm_certificate_validation").address();
        STACK.output("arn").has("value", "${" + validation + ".certificate_arn}");
    }

    @Test
    @Tag("B4")
    void isIssuedInTheGivenRegionAndProvenInTheZone() {
        EDGE.only("aws_acm_certificate").has("provider", "aws.us_east_1");
        EDGE.only("aws_acm_certificate_validation").has("provider", "aws.us_east_1");
        EDGE.only("aws_route53_record").lacks("provider");
    }

    @Test
    void isIssuedInTheStacksRegionOtherwise() {
        STACK.only("aws_acm_certificate").lacks("provider");
        STACK.only("aws_acm_certificate_validation").lacks("provider");
    }

    private static Synthesized synth(Function<TerraformStack, Optional<TerraformProvider>> region) {
        return Synthesized.of(stack -> {
            Certificate.Props props = new Certificate.Props("api.example.com", "Z0123456789ABC", region.apply(stack));
            String arn = new Certificate(stack, "certificate", props).ref().arn();
            TerraformOutput.Builder.create(stack, "arn").value(arn).build();
        });
    }
}
