package io.tapstack.main.leftovers;

import java.util.Optional;

/**
 * A resource that may be left.
 *
 * @param arn AWS's name of it; made up in the same form where AWS has none
 */
public record Leftover(String arn) {
    /** Position in an ARN. */
    private static final int REGION = 3;

    /** None of what is global. */
    Optional<String> region() {
        return Optional.of(arn.split(":", -1)[REGION]).filter(region -> !region.isEmpty());
    }

    /** {@code ec2:vpc/vpc-1} of {@code arn:aws:ec2:eu-central-1:123456789012:vpc/vpc-1}. */
    public String name() {
        String[] parts = arn.split(":", 6);
        return parts[2] + ":" + parts[5];
    }

    /** What the service's own calls name it by. */
    String id() {
        return kind().id(this);
    }

    Kind kind() {
        return Kinds.of(this);
    }
}
