package io.tapstack.lambda.security.remediation;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is said about a finding; its members are part of the contract. */
record Report(Outcome outcome, String fix, Map<String, Object> members) {
    private static final int VERSION = 1;

    static Report of(Finding finding, Treatment treatment, boolean dryRun, Clock clock) {
        var fix = finding.applicableFix().map(Fix::name).orElse("");
        var resource = finding.resource();
        var members = new LinkedHashMap<String, Object>();
        members.put("version", VERSION);
        members.put("type", "Remediation");
        members.put("outcome", treatment.outcome().name());
        members.put("fix", fix);
        members.put("dryRun", dryRun);
        members.put("source", finding.event().source());
        members.put("rule", finding.rule());
        members.put("resourceType", resource.type());
        members.put("resourceId", resource.id());
        members.put("account", resource.account());
        members.put("region", resource.region());
        members.put("eventId", finding.event().id());
        members.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        members.put("message", treatment.message());
        return new Report(treatment.outcome(), fix, members);
    }
}
