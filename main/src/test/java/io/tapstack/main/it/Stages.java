package io.tapstack.main.it;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInfo;

/** Stages of a system's life, in order, each on what the former left. Two properties leave stages out, as in Terratest. */
final class Stages {
    /** {@code -Dit.keep}: the system is not destroyed at the end and keeps running. */
    static final boolean KEEP = Boolean.getBoolean("it.keep");

    /** {@code -Dit.skip=deploy}: begin with the system that a run with {@code -Dit.keep} left, changed where sources are. */
    static final boolean SKIP_DEPLOY =
            List.of(System.getProperty("it.skip", "").split(",", -1)).contains("deploy");

    /** Tag of what takes long by nature: it runs in the profile {@code long}, not in {@code verify}. */
    static final String LONG = "long";

    /** Tag of what the profile {@code aws} runs in an account of AWS, and the profile {@code long} in the emulated one. */
    static final String AWS = "aws";

    /** Whether this run is in an account of AWS. */
    static final boolean IN_ACCOUNT = System.getProperty("it.groups", "").startsWith(AWS);

    /** Tag of what runs in both: a deploy, and what {@link #size} makes short in {@code verify}. */
    static final String BOTH = "both";

    private static final boolean LONG_RUN = System.getProperty("it.groups", "").startsWith(LONG);

    /** A stage before the deploy, for which there must be no system yet. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface BeforeDeploy {}

    /** A stage after which there is no system left. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Destroys {}

    private Stages() {}

    /** How many, in {@code verify} and in the profile {@code long}. */
    static int size(int inVerify, int inLong) {
        return LONG_RUN ? inLong : inVerify;
    }

    /** Without what the first stage deploys the later ones have nothing to say: they are skipped. */
    static void need(boolean deployed, TestInfo test) {
        Method stage = test.getTestMethod().orElseThrow();
        assumeFalse(KEEP && stage.isAnnotationPresent(Destroys.class), "-Dit.keep");
        assumeFalse(SKIP_DEPLOY && stage.isAnnotationPresent(BeforeDeploy.class), "-Dit.skip=deploy");
        boolean deploys = stage.getAnnotation(Order.class).value() <= 1;
        assumeTrue(deploys || deployed, "nothing is deployed");
    }
}
