package io.tapstack.environments;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Copies of settings with one value changed, however deep it is. */
final class Changes {
    private Changes() {}

    /** A copy of {@code record} with {@code value} at {@code path}: {@code payments.database.availability}. */
    static <R extends Record> R with(R record, String path, Object value) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        boolean found = false;
        for (int i = 0; i < components.length; i++) {
            values[i] = read(components[i], record);
            if (components[i].getName().equals(name)) {
                values[i] = dot < 0 ? value : with((Record) values[i], path.substring(dot + 1), value);
                found = true;
            }
        }
        if (!found) {
            throw new IllegalArgumentException(record.getClass().getSimpleName() + " has no " + name);
        }
        return make(record, components, values);
    }

    /** The value at {@code path}. */
    static Object at(Record record, String path) {
        Object value = record;
        for (String name : path.split("\\.", -1)) {
            Class<?> type = value.getClass();
            RecordComponent component = Arrays.stream(type.getRecordComponents())
                    .filter(candidate -> candidate.getName().equals(name))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException(type.getSimpleName() + " has no " + name));
            value = read(component, value);
        }
        return value;
    }

    private static Object read(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot read " + component, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> R make(R like, RecordComponent[] components, Object[] values) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = like.getClass().getDeclaredConstructor(types);
            return (R) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + like.getClass(), e);
        }
    }
}
