package io.tapstack.main.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A jar as bytes, in which an entry's content can be replaced so that the result is what the jar's maker would have written:
 * every header, extra field and time stays as it is. The JDK's and Commons Compress's writers make their own.
 *
 * <p>Source: PKWARE's APPNOTE.TXT, 4.3. Offsets below are those of its tables.
 */
final class JarFileBytes {
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int DESCRIPTOR_LENGTH = 16;
    private static final int HAS_DESCRIPTOR = 8;
    private static final int DEFLATED = 8;

    private final ByteBuffer jar;
    private final int centralStart;
    /** Where each entry's header in the central directory begins, in the directory's order. */
    private final Map<String, Integer> headers = new LinkedHashMap<>();

    private JarFileBytes(byte[] bytes) throws NotPatchable {
        jar = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int end = bytes.length - END_LENGTH; // a jar has no comment
        check(end >= 0 && jar.getInt(end) == END, "its end is not a jar's");
        centralStart = jar.getInt(end + 16);
        int at = centralStart;
        while (at < end) {
            check(at >= 0 && jar.getInt(at) == CENTRAL, "its directory is not a jar's");
            int nameLength = jar.getShort(at + 28);
            headers.put(new String(bytes, at + CENTRAL_LENGTH, nameLength, StandardCharsets.UTF_8), at);
            at += CENTRAL_LENGTH + nameLength + jar.getShort(at + 30) + jar.getShort(at + 32);
        }
        check(headers.size() == jar.getShort(end + 10), "its directory is not a jar's");
    }

    static JarFileBytes read(Path jar) throws IOException, NotPatchable {
        return new JarFileBytes(Files.readAllBytes(jar));
    }

    /** The contents of the entries with these beginnings of their names. */
    SortedMap<String, byte[]> contents(String name, String prefix) throws NotPatchable {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (Map.Entry<String, Integer> entry : headers.entrySet()) {
            if (entry.getKey().equals(name) || entry.getKey().startsWith(prefix)) {
                contents.put(entry.getKey(), inflated(entry.getKey(), entry.getValue()));
            }
        }
        return contents;
    }

    /** The whole jar with other contents for some of its entries. */
    byte[] with(Map<String, byte[]> replacements) throws NotPatchable {
        byte[] bytes = jar.array();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        ByteBuffer central = ByteBuffer.wrap(Arrays.copyOfRange(bytes, centralStart, bytes.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        int copied = 0;
        // Copies up to each replaced entry; what comes after it moves.
        for (Map.Entry<Integer, String> entry : byPosition().entrySet()) {
            int header = headers.get(entry.getValue());
            int local = entry.getKey();
            out.write(bytes, copied, local - copied);
            copied = local;
            central.putInt(header - centralStart + 42, out.size());
            byte[] content = replacements.get(entry.getValue());
            if (content != null) {
                copied = replace(entry.getValue(), header, content, central, out);
            }
        }
        out.write(bytes, copied, centralStart - copied);
        central.putInt(central.capacity() - END_LENGTH + 16, out.size());
        out.writeBytes(central.array());
        return out.toByteArray();
    }

    /** Writes the entry with this content. Returns where the old one ends. */
    private int replace(String name, int header, byte[] content, ByteBuffer central, ByteArrayOutputStream out)
            throws NotPatchable {
        int data = dataStart(header);
        int dataEnd = data + jar.getInt(header + 20);
        check(
                Arrays.equals(deflated(inflated(name, header)), Arrays.copyOfRange(jar.array(), data, dataEnd)),
                name + " was compressed in another way");
        byte[] compressed = deflated(content);
        byte[] sizes = sizes(content, compressed);
        central.put(header - centralStart + 16, sizes);
        int local = jar.getInt(header + 42);
        byte[] localHeader = Arrays.copyOfRange(jar.array(), local, data);
        boolean hasDescriptor = (jar.getShort(header + 8) & HAS_DESCRIPTOR) != 0;
        if (!hasDescriptor) {
            System.arraycopy(sizes, 0, localHeader, 14, sizes.length);
        }
        out.writeBytes(localHeader);
        out.writeBytes(compressed);
        if (!hasDescriptor) {
            return dataEnd;
        }
        check(jar.getInt(dataEnd) == DESCRIPTOR, name + " has a descriptor without its signature");
        out.write(jar.array(), dataEnd, 4);
        out.writeBytes(sizes);
        return dataEnd + DESCRIPTOR_LENGTH;
    }

    /** CRC-32, compressed size, size: in this order wherever they stand. */
    private static byte[] sizes(byte[] content, byte[] compressed) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt(compressed.length)
                .putInt(content.length)
                .array();
    }

    private SortedMap<Integer, String> byPosition() {
        SortedMap<Integer, String> names = new TreeMap<>();
        headers.forEach((name, header) -> names.put(jar.getInt(header + 42), name));
        return names;
    }

    /** The local header has extra fields of its own. */
    private int dataStart(int header) {
        int local = jar.getInt(header + 42);
        return local + LOCAL_LENGTH + jar.getShort(local + 26) + jar.getShort(local + 28);
    }

    private byte[] inflated(String name, int header) throws NotPatchable {
        check(jar.getShort(header + 10) == DEFLATED, name + " is not compressed");
        byte[] content = new byte[jar.getInt(header + 24)];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(jar.array(), dataStart(header), jar.getInt(header + 20));
            check(inflater.inflate(content) == content.length, name + " is damaged");
            return content;
        } catch (DataFormatException e) {
            throw new NotPatchable(name + " is damaged");
        } finally {
            inflater.end();
        }
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(content.length);
            byte[] part = new byte[8192];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void check(boolean expected, String otherwise) throws NotPatchable {
        if (!expected) {
            throw new NotPatchable(otherwise);
        }
    }
}
