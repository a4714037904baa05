package io.tapstack.main.verify;

import io.tapstack.main.verify.Outcome.Result;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a check.
 *
 * @param resource Terraform's address
 */
public record Verdict(String check, String resource, Outcome outcome) {

    public boolean is(Result result) {
        return outcome.result() == result;
    }

    public Map<String, String> toJson() {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("check", check);
        json.put("resource", resource);
        json.put("outcome", outcome.result().word());
        json.put("reason", outcome.reason());
        return json;
    }
}
