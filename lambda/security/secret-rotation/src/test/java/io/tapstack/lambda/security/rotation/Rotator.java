package io.tapstack.lambda.security.rotation;

import java.util.List;

/** Secrets Manager's part of a rotation. */
final class Rotator {
    static final List<String> STEPS = List.of("createSecret", "setSecret", "testSecret", "finishSecret");

    private Rotator() {}

    static void rotate(Rotation rotation, String version) {
        STEPS.forEach(step -> rotation.run(step, version));
    }
}
