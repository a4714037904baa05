package io.tapstack.modules.dns;

import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53RecordAlias;
import software.constructs.Construct;

/** A name that leads where a service of AWS listens, whatever its addresses are. */
public final class AliasRecord {
    private AliasRecord() {}

    /**
     * Where a name leads.
     *
     * @param name that the service answers by
     * @param zoneId of that name: the service's own
     */
    public record Target(String name, String zoneId) {}

    /**
     * Makes the record in {@code scope}.
     *
     * @param type {@code A} for IPv4, {@code AAAA} for IPv6
     * @param zoneId of the zone that {@code name} is in
     */
    public static void create(Construct scope, String id, String type, String zoneId, String name, Target target) {
        Route53Record.Builder.create(scope, id)
                .zoneId(zoneId)
                .name(name)
                .type(type)
                .alias(Route53RecordAlias.builder()
                        .name(target.name)
                        .zoneId(target.zoneId)
                        .evaluateTargetHealth(false)
                        .build())
                .build();
    }
}
