package io.tapstack.lambda.portal.application;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An account as its owner sees it.
 *
 * @param numberEnding the number's last digits; there are no others here
 */
record Account(String id, String name, String kind, String numberEnding, Money balance) {
    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", id);
        json.put("name", name);
        json.put("kind", kind);
        json.put("numberEnding", numberEnding);
        json.put("balance", balance.toJson());
        return json;
    }
}
