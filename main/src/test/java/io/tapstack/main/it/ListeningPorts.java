package io.tapstack.main.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** TCP ports that processes listen on, as Linux tells of them. */
final class ListeningPorts {
    private static final String LISTENS = "0A";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int HEXADECIMAL = 16;

    private ListeningPorts() {}

    /** Port and command of a process and of all that it started. */
    static Map<Integer, String> of(ProcessHandle process) {
        Map<String, Integer> sockets = sockets();
        Map<Integer, String> ports = new TreeMap<>();
        Stream.concat(Stream.of(process), process.descendants()).forEach(each -> {
            String command = each.info()
                    .command()
                    .map(Path::of)
                    .map(Path::getFileName)
                    .map(Path::toString)
                    .orElse("?");
            files(each).map(sockets::get).filter(port -> port != null).forEach(port -> ports.put(port, command));
        });
        return ports;
    }

    private static Map<String, Integer> sockets() {
        Map<String, Integer> sockets = new HashMap<>();
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            try (Stream<String> lines = Files.lines(Path.of(table))) {
                lines.map(line -> line.strip().split("\\s+"))
                        .filter(columns -> columns[STATE].equals(LISTENS))
                        .forEach(columns -> sockets.put(
                                "socket:[" + columns[INODE] + "]",
                                Integer.parseInt(columns[ADDRESS].replaceAll(".*:", ""), HEXADECIMAL)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sockets;
    }

    private static Stream<String> files(ProcessHandle process) {
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            return files.map(ListeningPorts::target).toList().stream();
        } catch (IOException ended) {
            return Stream.of();
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
