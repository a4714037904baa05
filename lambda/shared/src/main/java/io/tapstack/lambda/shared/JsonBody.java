package io.tapstack.lambda.shared;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Takes the JSON body of a request, refusing what is no JSON object or too long. */
public final class JsonBody {
    private static final int LONGEST = 8 * 1024;
    private static final Pattern TYPE =
            Pattern.compile("application/json(\\s*;\\s*charset=\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);

    private JsonBody() {}

    /**
     * Refuses a body by its type or length, before it is looked into.
     *
     * @throws Problem.ProblemException 413 or 415
     */
    public static void check(ApiRequest request) {
        if (!TYPE.matcher(request.header("Content-Type").orElse("")).matches()) {
            throw Problems.unsupportedMediaType().toException();
        }
        if (request.body().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw Problems.bodyTooLarge().toException();
        }
    }

    /**
     * Reads the body.
     *
     * @throws Problem.ProblemException 400
     */
    public static JsonObject of(ApiRequest request) {
        try {
            return Json.object(request.body());
        } catch (Json.MalformedException e) {
            throw Problems.malformedJson().toException();
        }
    }
}
