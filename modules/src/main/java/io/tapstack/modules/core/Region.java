package io.tapstack.modules.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A region that every system can be deployed to: it has each service, and the functions bring along the certificates of
 * its RDS ({@code lambda/postgres}). GovCloud and China, with partitions and endpoints of their own, are not among them.
 *
 * @param zones letters of the availability zones that an account may have there
 * @param common those of them that every account has
 * @see <a href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html">AWS
 *     Availability Zones</a>: older accounts have other letters in the oldest regions
 */
public record Region(String id, Set<String> zones, Set<String> common) {
    private static final String ABC = "abc";

    /** Where accounts differ; everywhere else all have a, b and c. */
    private static final Map<String, Region> SPECIAL = Map.of(
            "ap-northeast-1", of("ap-northeast-1", "abcd", "ac"),
            "ap-northeast-2", of("ap-northeast-2", "abcd", ABC),
            "ca-central-1", of("ca-central-1", "abd", "abd"),
            "us-east-1", of("us-east-1", "abcdef", ABC),
            "us-west-1", of("us-west-1", ABC, ""),
            "us-west-2", of("us-west-2", "abcd", "abcd"));

    private static final Map<String, Region> SUPPORTED = supported(
            "af-south-1",
            "ap-east-1",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ca-central-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "me-central-1",
            "me-south-1",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2");

    /** By botocore's endpoints. */
    private static final Set<String> WITHOUT_SES = Set.of("ap-east-1", "ap-southeast-4", "eu-south-2");

    public Region {
        zones = Set.copyOf(zones);
        common = Set.copyOf(common);
    }

    public static Optional<Region> of(String id) {
        return Optional.ofNullable(id).map(SUPPORTED::get);
    }

    public static List<String> supported() {
        return List.copyOf(SUPPORTED.keySet());
    }

    /** Those that have Amazon SES, without which loyalty sends no e-mails. */
    public static List<String> withEmail() {
        return SUPPORTED.keySet().stream()
                .filter(id -> !WITHOUT_SES.contains(id))
                .toList();
    }

    private static Map<String, Region> supported(String... ids) {
        Map<String, Region> all = new TreeMap<>();
        for (String id : ids) {
            all.put(id, SPECIAL.getOrDefault(id, of(id, ABC, ABC)));
        }
        return all;
    }

    private static Region of(String id, String zones, String common) {
        return new Region(id, letters(zones), letters(common));
    }

    private static Set<String> letters(String text) {
        Set<String> letters = new TreeSet<>();
        text.chars().forEach(letter -> letters.add(Character.toString(letter)));
        return letters;
    }
}
