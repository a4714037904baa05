package io.tapstack.environments.picture;

import java.util.Optional;

/**
 * A box of the picture.
 *
 * @param id address of the resource; parts outside the stack have a word of their own
 * @param kind what a reader calls its resource type
 * @param network address of the VPC that the part is in
 */
record Part(String id, Family family, String kind, String name, Optional<String> network) {
    /** The one that stands for all alarms. */
    static final String ALARMS = "alarms";

    /** What parts of one colour have in common. */
    enum Family {
        OUTSIDE,
        EDGE,
        COMPUTE,
        STORED,
        MESSAGING,
        WATCH
    }

    static Part outside(String id, String kind, String name) {
        return new Part(id, Family.OUTSIDE, kind, name, Optional.empty());
    }

    @Override
    public String toString() {
        return (kind + " " + name).trim();
    }
}
