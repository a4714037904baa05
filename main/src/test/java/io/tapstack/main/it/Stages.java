package io.tapstack.main.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInfo;

/** Tests in an order, each on what the former left. */
final class Stages {
    private Stages() {}

    /** Without what the first stage deploys the later ones have nothing to say: they are skipped. */
    static void need(boolean deployed, TestInfo test) {
        boolean deploys =
                test.getTestMethod().orElseThrow().getAnnotation(Order.class).value() <= 1;
        assumeTrue(deploys || deployed, "nothing is deployed");
    }
}
