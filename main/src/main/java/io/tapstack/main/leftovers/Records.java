package io.tapstack.main.leftovers;

import io.tapstack.modules.core.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Records of a Route 53 zone. They have neither tags nor ARNs.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html">Deleting takes the
 *     whole record as it is</a>
 */
final class Records {
    private static final String ZONES = "/2013-04-01/hostedzone/";
    private static final Pattern RECORD = Pattern.compile(
            "<ResourceRecordSet>\\s*<Name>([^<]*)\\.</Name>\\s*<Type>([^<]*)</Type>.*?</ResourceRecordSet>",
            Pattern.DOTALL);
    private static final String DELETE =
            "<ChangeResourceRecordSetsRequest xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><ChangeBatch><Changes>"
                    + "<Change><Action>DELETE</Action>";
    private static final String END = "</Change></Changes></ChangeBatch></ChangeResourceRecordSetsRequest>";

    private Records() {}

    /** @param owns which names of the zone */
    static List<String> arns(Listing listing, Domain domain, Predicate<String> owns) {
        List<String> arns = new ArrayList<>();
        String zone = domain.hostedZoneId();
        String query = "";
        while (true) {
            String page = listing.body("route53", ZONES + zone + "/rrset" + query);
            RECORD.matcher(page)
                    .results()
                    .filter(record -> owns.test(record.group(1)))
                    .forEach(record -> arns.add("arn:aws:route53:::hostedzone/" + zone + "/recordset/" + record.group(2)
                            + "/" + record.group(1)));
            Answer answer = new Answer(200, page, "");
            if (!answer.texts("IsTruncated").contains("true")) {
                return arns;
            }
            query = from(
                    answer.texts("NextRecordName").get(0),
                    answer.texts("NextRecordType").get(0));
        }
    }

    static Answer see(Access access, Leftover record) {
        String[] parts = parts(record);
        Answer answer = access.send(
                record,
                Call.rest("route53", "GET", ZONES + parts[0] + "/rrset" + from(parts[3], parts[2]) + "&maxitems=1"));
        return answer.ok()
                ? RECORD.matcher(answer.body())
                        .results()
                        .filter(found -> found.group(1).equals(parts[3])
                                && found.group(2).equals(parts[2]))
                        .map(MatchResult::group)
                        .map(found -> new Answer(answer.status(), found, ""))
                        .findFirst()
                        .orElse(Answer.ABSENT)
                : answer;
    }

    static Outcome delete(Access access, Leftover record, Answer seen) {
        return Outcome.of(access.send(
                record,
                Call.rest("route53", "POST", ZONES + parts(record)[0] + "/rrset")
                        .with("Content-Type", "text/xml")
                        .with(DELETE + seen.body() + END)));
    }

    /** Zone, {@code recordset}, type and name. */
    private static String[] parts(Leftover record) {
        return record.id().split("/", 4);
    }

    private static String from(String name, String type) {
        return "?name=" + Call.encode(name) + "&type=" + type;
    }
}
