package io.tapstack.lambda.security.remediation;

import io.tapstack.lambda.shared.JsonLog;
import java.time.Clock;
import java.util.Map;

/**
 * Decides what to do about a finding and does it: the fix that the rule calls for, on a resource that may be touched, if
 * it really is out of order and the hour's fixes are not used up. Doing all of it again does no more than doing it once.
 */
final class Remediation {
    /** An hour's, twice for each fix that a resource can have: one that is opened again and again leaves the rest to others. */
    private static final long FIXES_OF_A_RESOURCE = 4;

    private final Map<Fix, Remedy> remedies;
    private final StateTable state;
    private final Reports reports;
    private final RemediationSettings.Limits limits;
    private final Clock clock;

    Remediation(
            Map<Fix, Remedy> remedies,
            StateTable state,
            Reports reports,
            RemediationSettings.Limits limits,
            Clock clock) {
        this.remedies = Map.copyOf(remedies);
        this.state = state;
        this.reports = reports;
        this.limits = limits;
        this.clock = clock;
    }

    /** The account and region that are ours to change. */
    record Home(String account, String region) {
        /** Those of the function: only they can be changed with its permissions. */
        static Home of(String functionArn) {
            var parts = functionArn.split(":", -1);
            return new Home(parts[4], parts[3]);
        }

        boolean isOf(Finding.Resource resource) {
            return account.equals(resource.account()) && region.equals(resource.region());
        }
    }

    /**
     * Treats a finding and reports it, unless the report of an earlier time is out.
     *
     * @throws RuntimeException where a call fails: the same finding is to be brought again
     */
    Outcome handle(Finding finding, Home home, JsonLog log) {
        var entry = state.find(finding);
        if (entry.isPresent() && entry.get().reported()) {
            log.info("duplicate", Map.of("eventId", finding.event().id()));
            return Outcome.DUPLICATE;
        }
        var treatment = entry.map(StateTable.Entry::treatment).orElseGet(() -> treatOnce(finding, home));
        report(finding, treatment, log);
        state.markReported(finding);
        return treatment.outcome();
    }

    /** Says that an event was not understood. There is nothing to recognise it by, so it may be said twice. */
    Outcome refuse(MalformedEventException problem, JsonLog log) {
        report(Finding.none(problem.event()), new Treatment(Outcome.MALFORMED_EVENT, problem.getMessage()), log);
        return Outcome.MALFORMED_EVENT;
    }

    private Treatment treatOnce(Finding finding, Home home) {
        var treatment = treat(finding, home);
        state.enter(finding, treatment);
        return treatment;
    }

    private Treatment treat(Finding finding, Home home) {
        if (!finding.failed()) {
            return new Treatment(Outcome.NOT_FAILED, "nothing to fix");
        }
        if (!home.isOf(finding.resource())) {
            return new Treatment(Outcome.FOREIGN, "only resources of " + home.account() + " in " + home.region());
        }
        var fix = finding.applicableFix();
        if (fix.isEmpty()) {
            return new Treatment(Outcome.UNKNOWN_RULE, "no fix belongs to this rule and resource type");
        }
        try {
            return treat(finding.resource(), remedies.get(fix.get()));
        } catch (ResourceGoneException e) {
            return new Treatment(Outcome.RESOURCE_GONE, e.getMessage());
        }
    }

    private Treatment treat(Finding.Resource resource, Remedy remedy) {
        if (!limits.allow(remedy.tags(resource))) {
            return new Treatment(
                    Outcome.NOT_ALLOWED, "the resource is not tagged " + limits.tagKey() + "=" + limits.tagValue());
        }
        var diagnosis = remedy.diagnose(resource);
        if (diagnosis.cure().isEmpty()) {
            return new Treatment(diagnosis.outcome(), diagnosis.message());
        }
        if (limits.dryRun()) {
            return new Treatment(Outcome.WOULD_FIX, diagnosis.message());
        }
        if (!state.takeFix(resource.type() + "#" + resource.id(), FIXES_OF_A_RESOURCE)) {
            return limitReached(FIXES_OF_A_RESOURCE + " fixes of this resource", diagnosis);
        }
        if (!state.takeFix("all", limits.fixesPerHour())) {
            return limitReached(limits.fixesPerHour() + " fixes", diagnosis);
        }
        diagnosis.cure().get().run();
        return new Treatment(diagnosis.outcome(), diagnosis.message());
    }

    private static Treatment limitReached(String made, Diagnosis diagnosis) {
        return new Treatment(Outcome.LIMIT_REACHED, made + " were made this hour; not fixed: " + diagnosis.message());
    }

    private void report(Finding finding, Treatment treatment, JsonLog log) {
        var report = Report.of(finding, treatment, limits.dryRun(), clock);
        log.info("treated", Map.of("report", report.members()));
        treatment.outcome().metric().ifPresent(log::count);
        reports.send(report);
    }
}
