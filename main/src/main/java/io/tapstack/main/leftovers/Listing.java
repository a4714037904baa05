package io.tapstack.main.leftovers;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.main.console.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lists of a service, all pages. */
record Listing(Access access) {
    /** Services name it so, or with a small letter; the answer's token goes into the same member. */
    private static final List<String> TOKENS = List.of("NextToken", "nextToken");

    private static final String MARKER = "Marker";

    /** @param field of each member of {@code list} */
    List<String> json(String service, String action, Map<String, ?> members, String list, String field) {
        List<String> found = new ArrayList<>();
        Map<String, Object> all = new HashMap<>(members);
        boolean more = true;
        while (more) {
            JsonNode page = answer(Call.json(service, action, all)).json();
            page.path(list).forEach(each -> found.add(each.path(field).asText()));
            more = false;
            for (String token : TOKENS) {
                if (!page.path(token).asText("").isEmpty()) {
                    all.put(token, page.path(token).asText());
                    more = true;
                }
            }
        }
        return found;
    }

    /** @param element whose texts are the answer */
    List<String> query(String service, String action, Map<String, String> members, String element) {
        List<String> found = new ArrayList<>();
        Map<String, String> all = new TreeMap<>(members);
        boolean more = true;
        while (more) {
            Answer page = answer(Call.query(service, action, all));
            found.addAll(page.texts(element));
            more = false;
            for (String token : List.of(MARKER, "NextToken")) {
                List<String> next = page.texts(token);
                if (!next.isEmpty() && !next.get(0).isEmpty()) {
                    all.put(token, next.get(0));
                    more = true;
                }
            }
        }
        return found;
    }

    /** The first page: there are few of what is listed so. */
    List<String> rest(String service, String path, String list, String field) {
        List<String> found = new ArrayList<>();
        answer(Call.rest(service, "GET", path))
                .json()
                .path(list)
                .forEach(each -> found.add(each.path(field).asText()));
        return found;
    }

    String body(String service, String path) {
        return answer(Call.rest(service, "GET", path)).body();
    }

    String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + access.region() + "::" + resource;
    }

    private Answer answer(Call call) {
        Answer answer = access.send(access.region(), call);
        if (!answer.ok()) {
            throw new Failure("cannot list what " + call.service() + " has: " + answer.error());
        }
        return answer;
    }
}
