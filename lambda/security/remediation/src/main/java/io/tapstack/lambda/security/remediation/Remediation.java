package io.tapstack.lambda.security.remediation;

import io.tapstack.lambda.shared.JsonLog;
import java.time.Clock;
import java.util.Map;

/**
 * Decides what to do about a finding and does it: the fix that the rule calls for, on a resource that may be touched, if
 * it really is out of order and its fixes of the hour are not used up. Doing all of it again does no more than doing it once.
 */
final class Remediation {
    private final Map<Fix, Remedy> remedies;
    private final StateTable state;
    private final Reports reports;
    private final Mails mails;
    private final RemediationSettings.Limits limits;
    private final Clock clock;

    Remediation(
            Map<Fix, Remedy> remedies,
            StateTable state,
            Reports reports,
            Mails mails,
            RemediationSettings.Limits limits,
            Clock clock) {
        this.remedies = Map.copyOf(remedies);
        this.state = state;
        this.reports = reports;
        this.mails = mails;
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
        var fix = finding.applicableFix();
        if (fix.isEmpty()) {
            return new Treatment(Outcome.NO_FIX, "no fix belongs to this rule and resource type");
        }
        if (!home.isOf(finding.resource())) {
            return new Treatment(Outcome.FOREIGN, "only resources of " + home.account() + " in " + home.region());
        }
        try {
            return treat(finding.resource(), remedies.get(fix.get()));
        } catch (ResourceGoneException e) {
            return new Treatment(Outcome.RESOURCE_GONE, e.getMessage());
        }
    }

    private Treatment treat(Finding.Resource resource, Remedy remedy) {
        var refusal =
                limits.reach().refusal(resource).or(() -> limits.reach().refusal(resource, remedy.tags(resource)));
        if (refusal.isPresent()) {
            return new Treatment(Outcome.NOT_ALLOWED, refusal.get());
        }
        var diagnosis = remedy.diagnose(resource);
        if (diagnosis.cure().isEmpty()) {
            return new Treatment(diagnosis.outcome(), diagnosis.message());
        }
        if (limits.dryRun()) {
            return new Treatment(Outcome.WOULD_FIX, diagnosis.message());
        }
        if (!state.take(resource.type() + "#" + resource.id(), limits.fixesPerHour())) {
            return new Treatment(
                    Outcome.LIMIT_REACHED,
                    limits.fixesPerHour() + " fixes of this resource were made this hour; not fixed: "
                            + diagnosis.message());
        }
        diagnosis.cure().get().run();
        return new Treatment(diagnosis.outcome(), diagnosis.message());
    }

    private void report(Finding finding, Treatment treatment, JsonLog log) {
        var report = Report.of(finding, treatment, limits.dryRun(), clock);
        log.info("treated", Map.of("report", report.members()));
        treatment.outcome().metric().ifPresent(log::count);
        reports.send(report);
        mails.send(finding, treatment, log);
    }
}
