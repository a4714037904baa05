package io.tapstack.main.build;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** What others can see of compiled classes. */
final class ClassFiles {
    private static final Pattern PERHAPS_A_NAME = Pattern.compile("\\S*[/.;]\\S*");

    private ClassFiles() {}

    /**
     * What other sources compile against: members that are not private, with the values of constants, which javac copies
     * into the classes that use them.
     */
    static String api(Collection<Path> classFiles) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        String[] arguments = Stream.concat(
                        Stream.of("-package", "-constants"), classFiles.stream().map(Path::toString))
                .toArray(String[]::new);
        ToolProvider.findFirst("javap").orElseThrow().run(writer, writer, arguments);
        return out.toString();
    }

    /**
     * The constants of the classes that are, or could be, names of classes: what decides which classes of its dependencies a
     * function's jar keeps.
     */
    static Set<String> names(Collection<byte[]> classes) throws IOException {
        Set<String> names = new HashSet<>();
        for (byte[] bytes : classes) {
            names(new DataInputStream(new ByteArrayInputStream(bytes)), names);
        }
        return names;
    }

    /** Source: The Java Virtual Machine Specification, 4.4. */
    private static void names(DataInputStream in, Set<String> names) throws IOException {
        in.skipNBytes(8); // magic, version
        int count = in.readUnsignedShort();
        for (int index = 1; index < count; index++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> {
                    String text = in.readUTF();
                    if (PERHAPS_A_NAME.matcher(text).matches()) {
                        names.add(text);
                    }
                }
                case 5, 6 -> { // long and double take two places
                    in.skipNBytes(8);
                    index++;
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                default -> throw new IOException("a constant of kind " + tag);
            }
        }
    }

    static List<Path> in(Path folder, Collection<String> names) {
        return names.stream().map(folder::resolve).toList();
    }
}
