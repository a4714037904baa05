package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides statements into as few managed policies as their sizes allow: a role takes ten, of 6,144 characters each,
 * whitespace not counted (IAM User Guide, "IAM and AWS STS quotas"). Each statement goes into the first policy that has
 * room, so that the order of the statements decides, and a statement more moves only those after it.
 */
final class PolicyPacking {
    static final int MOST_CHARACTERS = 6_144;

    private PolicyPacking() {}

    /** @param statements without tokens, whose length is not that of their values */
    static List<PolicyDocument> pack(List<Statement> statements) {
        List<PolicyDocument> packed = new ArrayList<>();
        for (Statement statement : statements) {
            int place = 0;
            while (place < packed.size() && !fits(packed.get(place), statement)) {
                place++;
            }
            if (place == packed.size()) {
                packed.add(PolicyDocument.of());
            }
            packed.set(place, packed.get(place).and(List.of(statement)));
        }
        return packed;
    }

    static int size(PolicyDocument document) {
        return document.json().replaceAll("\\s", "").length();
    }

    /** The same for two regions has one id in both, and an id is there once in a policy. */
    private static boolean fits(PolicyDocument document, Statement statement) {
        return document.statements().stream().noneMatch(other -> other.sid().equals(statement.sid()))
                && size(document.and(List.of(statement))) <= MOST_CHARACTERS;
    }
}
