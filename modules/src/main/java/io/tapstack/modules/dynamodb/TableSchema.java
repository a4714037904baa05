package io.tapstack.modules.dynamodb;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The part of a table's shape that DynamoDB needs to know: keys and indexes. Other attributes are not declared.
 *
 * @param hash partition key
 * @param range sort key
 * @param indexes global secondary indexes; a change of one replaces it
 * @param ttlAttribute holds the time, in seconds since 1970, after which DynamoDB may delete an item; nothing expires
 *     when empty
 * @param stream what the table tells of its changes
 */
public record TableSchema(
        Key hash, Optional<Key> range, List<Index> indexes, Optional<String> ttlAttribute, Stream stream)
        implements Settings {
    private static final Pattern ATTRIBUTE = Pattern.compile("\\S{1,255}");
    private static final Pattern INDEX = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    private static final int MOST_INDEXES = 20; // AWS's default quota

    public TableSchema {
        indexes = List.copyOf(indexes);
    }

    /** An attribute that is part of a key. */
    public record Key(String name, KeyType type) {
        public static Key string(String name) {
            return new Key(name, KeyType.STRING);
        }

        public static Key number(String name) {
            return new Key(name, KeyType.NUMBER);
        }
    }

    /** A global secondary index that carries whole items. */
    public record Index(String name, Key hash, Key range) {}

    @Override
    public void check(Problems problems) {
        keys().forEach(key -> problems.matches("key", key.name(), ATTRIBUTE, "1 to 255 characters without spaces"));
        ttlAttribute.ifPresent(
                name -> problems.matches("ttlAttribute", name, ATTRIBUTE, "1 to 255 characters without spaces"));
        problems.range("indexes", indexes.size(), 0, MOST_INDEXES);
        Set<String> names = new HashSet<>();
        for (Index index : indexes) {
            problems.matches("indexes", index.name(), INDEX, "3 to 255 of a-z, A-Z, 0-9, _, . and -");
            problems.require(names.add(index.name()), "indexes", index.name() + " twice", "unique by name");
        }
        Map<String, KeyType> types = new HashMap<>();
        for (Key key : keys()) {
            KeyType other = types.putIfAbsent(key.name(), key.type());
            problems.require(
                    other == null || other == key.type(),
                    "key",
                    key.name() + " as " + other + " and as " + key.type(),
                    "of one type wherever it is used");
        }
    }

    /** The attributes that keys of the table and of its indexes are made of, each once. */
    List<Key> attributes() {
        return keys().stream().distinct().toList();
    }

    private List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        keys.add(hash);
        range.ifPresent(keys::add);
        for (Index index : indexes) {
            keys.add(index.hash());
            keys.add(index.range());
        }
        return keys;
    }
}
