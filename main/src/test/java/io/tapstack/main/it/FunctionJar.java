package io.tapstack.main.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A built function, read from its jar alone: by name, since nothing on this side may be compiled against it.
 *
 * @param handler its entry point; the types beside it are called after it
 */
record FunctionJar(URLClassLoader loader, Class<?> handler) implements AutoCloseable {
    private static final String SHARED = "io.tapstack.lambda.shared.";
    private static final Pattern MISSING = Pattern.compile("(\\w+) is not set");

    /** @param handler as Lambda is told: {@code package.Class::method} */
    static FunctionJar open(Path jar, String handler) {
        try {
            URLClassLoader loader =
                    new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
            return new FunctionJar(loader, Class.forName(handler.split("::", 2)[0], false, loader));
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(handler + " is not in " + jar, e);
        }
    }

    Set<String> methods() {
        return Stream.of(handler.getMethods()).map(Method::getName).collect(Collectors.toSet());
    }

    /** Environment variables that the function reads. */
    Set<String> knownVariables() {
        return Stream.of(beside("Variable").getEnumConstants())
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Environment variables that it refuses to start without: what it says when there is none at all. */
    Set<String> requiredVariables() {
        try {
            Class<?> environment = type(SHARED + "Environment");
            Object empty = environment.getConstructor(Map.class).newInstance(Map.of());
            beside("Settings").getMethod("from", environment).invoke(null, empty);
            throw new AssertionError(handler + " starts without any environment");
        } catch (InvocationTargetException e) {
            return MISSING.matcher(e.getCause().getMessage())
                    .results()
                    .map(missing -> missing.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("not as functions are built: " + handler, e);
        }
    }

    /** The key of the audit record that it makes of a record of the stream; the ledger only. */
    String auditKey(String streamRecord) {
        try {
            Object record = call(type(SHARED + "Json").getMethod("object", String.class), null, streamRecord);
            Class<?> reader = type(handler.getPackageName() + ".StreamRecordReader");
            Object change = call(reader.getDeclaredMethod("read", type(SHARED + "JsonObject")), null, record);
            Class<?> audit = type(handler.getPackageName() + ".AuditRecord");
            Object made = call(audit.getDeclaredMethod("of", change.getClass()), null, change);
            return (String) call(audit.getDeclaredMethod("key"), made);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("not as the ledger is built: " + handler, e);
        }
    }

    private static Object call(Method method, Object on, Object... arguments) throws ReflectiveOperationException {
        method.setAccessible(true);
        return method.invoke(on, arguments);
    }

    /** {@code LedgerVariable} beside {@code LedgerHandler}. */
    private Class<?> beside(String kind) {
        return type(handler.getName().replaceAll("Handler$", Matcher.quoteReplacement(kind)));
    }

    private Class<?> type(String name) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("not in the jar of " + handler.getSimpleName() + ": " + name, e);
        }
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
