package io.tapstack.main.tap;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that {@code tap doctor} looked at.
 *
 * @param what was found, with version and place; or what is wrong
 * @param advice how to get it; empty if nothing is missing
 */
record Check(String name, State state, String what, String advice) {

    /** How bad it is. */
    enum State {
        OK("ok"),
        /** {@code tap up} can do without, or gets it itself. */
        NOTE("note"),
        MISSING("missing");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Check ok(String name, String what) {
        return new Check(name, State.OK, what, "");
    }

    static Check note(String name, String what, String advice) {
        return new Check(name, State.NOTE, what, advice);
    }

    static Check missing(String name, String what, String advice) {
        return new Check(name, State.MISSING, what, advice);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("state", state.word());
        json.put("what", what);
        json.put("advice", advice);
        return json;
    }
}
